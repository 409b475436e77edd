import { workspace, type Workspace } from '../support/workspace.ts'

const typed = '/promise @alice send the report every Friday at 3pm'

async function dues({ db }: Workspace) {
  const rows = await db.selectFrom('promises').select(['due_at', 'state']).orderBy('due_at').execute()
  return rows.map(({ due_at, state }) => `${due_at.toISOString().slice(0, 10)} ${state}`)
}

describe('a promise that repeats', () => {
  test('opens its next one when the last one closes, and tells nobody about that', async () => {
    const all = await workspace()
    const { bob, alice, clock } = all
    await bob.types(typed)
    expect(bob.lastSeen()).toMatch('Repeats every Friday at 15:00')
    expect(await dues(all)).toEqual(['2026-03-13 open'])
    await clock.to('2026-03-11T12:00')
    await bob.opensHome()
    await bob.presses('Done', { in: 'home' })
    await alice.presses('Kept, thank you')
    expect(await dues(all)).toEqual(['2026-03-13 kept', '2026-03-20 open'])
    expect(alice.dms()).toHaveLength(2)
    await clock.to('2026-03-20T15:00')
    expect(bob.lastDm()).toMatch('It is time: send the report')
  })

  test('opens its next one on the working day before, while the last is still open', async () => {
    const all = await workspace()
    const { bob, clock } = all
    await bob.types(typed)
    await clock.to('2026-03-19T08:59')
    expect(await dues(all)).toEqual(['2026-03-13 open'])
    await clock.to('2026-03-19T09:00')
    expect(await dues(all)).toEqual(['2026-03-13 open', '2026-03-20 open'])
    await bob.opensHome()
    await bob.presses("Can't keep it", { in: 'home', beside: 'Fri 13 Mar' })
    await bob.submits({})
    expect(await dues(all)).toEqual(['2026-03-13 broken', '2026-03-20 open'])
  })

  test('keeps its beat when one of them is moved', async () => {
    const all = await workspace()
    const { bob, alice, clock } = all
    await bob.types(typed)
    await clock.to('2026-03-12T12:00')
    await bob.opensHome()
    await bob.presses('Need more time', { in: 'home' })
    await bob.submits({ date: '2026-03-16', time: '12:00' })
    await alice.presses('Accept')
    await clock.to('2026-03-16T12:00')
    await bob.presses('Done')
    await alice.presses('Kept, thank you')
    expect(await dues(all)).toEqual(['2026-03-16 kept', '2026-03-20 open'])
  })

  test.each(['bob', 'alice'])('is ended by %s, and the other is told', async (name) => {
    const all = await workspace()
    const { bob, alice, person } = all
    await bob.types(typed)
    const one = person(name)
    const other = name === 'bob' ? alice : bob
    await one.opensHome()
    await one.presses('Stop repeating', { in: 'home' })
    expect(other.lastDm()).toMatch(`${name} would not have it repeat any more: send the report`)
    await bob.opensHome()
    await bob.presses('Done', { in: 'home' })
    await alice.presses('Kept, thank you')
    expect(await dues(all)).toEqual(['2026-03-13 kept'])
  })

  test('is asked for, and repeats once it was promised', async () => {
    const all = await workspace()
    const { bob, alice } = all
    await alice.types('/promise ask @bob send the report every Friday at 3pm')
    await bob.presses('I promise')
    await alice.opensHome()
    await alice.presses('Let it go', { in: 'home' })
    await alice.submits({})
    expect(await dues(all)).toEqual(['2026-03-13 released', '2026-03-20 open'])
  })

  test('ends with its count, and when it is taken back', async () => {
    const all = await workspace()
    const { bob, alice, clock } = all
    await bob.types('/promise @alice send the report every Friday at 3pm for 2 times')
    for (const day of ['2026-03-13T15:00', '2026-03-20T15:00']) {
      await clock.to(day)
      await bob.presses('Done')
      await alice.presses('Kept, thank you')
    }
    expect(await dues(all)).toEqual(['2026-03-13 kept', '2026-03-20 kept'])
    await bob.types('/promise @alice water the plants every Monday at 3pm')
    await bob.presses('Undo')
    expect((await dues(all)).at(-1)).toBe('2026-03-23 withdrawn')
  })

  test('of which nobody speaks ends, instead of piling up', async () => {
    const all = await workspace()
    const { bob, clock } = all
    await bob.types(typed)
    await clock.to('2026-07-31T12:00')
    const states = (await dues(all)).map((line) => line.slice(11))
    expect(states.length).toBeLessThanOrEqual(5)
    expect(new Set(states)).toEqual(new Set(['lapsed']))
  })

  test('of which nobody speaks has never more than three open, and goes on when one closes', async () => {
    const all = await workspace()
    const { bob, alice, clock } = all
    await bob.types('/promise @alice feed the cat every weekday at 3pm')
    await clock.to('2026-03-19T12:00')
    expect(await dues(all)).toEqual(['2026-03-09 open', '2026-03-10 open', '2026-03-11 open'])
    await bob.opensHome()
    await bob.presses('Done', { in: 'home', beside: 'Wed 11 Mar' })
    await alice.presses('Kept, thank you')
    expect((await dues(all)).at(-1)).toBe('2026-03-19 open')
  })

  test('whose second slips too tells of both together, and of the third by asking whether to go on', async () => {
    const { bob, alice, clock } = await workspace()
    await bob.types('/promise @alice feed the cat every weekday at 3pm')
    await clock.to('Tue 11:00')
    expect(bob.dms().join()).toMatch('This was due: feed the cat, for alice')
    expect(bob.dms().join()).not.toMatch('The one before it')
    await clock.to('Wed 11:00')
    const together = 'The one before it, due Mon 9 Mar 15:00, is open too.'
    expect(bob.dms().filter((words) => words.includes(together))).toHaveLength(1)
    expect(alice.lastDm()).toMatch(`bob's promise slipped: feed the cat`)
    expect(alice.lastDm()).toMatch(together)
    const heard = alice.dms().length
    await clock.to('Thu 11:15')
    expect(alice.dms()).toHaveLength(heard + 1)
    expect(alice.lastDm()).toMatch('The last 3 of these slipped: feed the cat')
  })

  test('and comes once a week asks on the morning after the third, not when the next would open', async () => {
    const { bob, alice, clock } = await workspace()
    await bob.types('/promise @alice send the report every Monday at 5pm')
    const question = 'The last 3 of these slipped: send the report'
    await clock.to('2026-03-24T08:59')
    expect([...bob.dms(), ...alice.dms()].join()).not.toMatch(question)
    await clock.to('2026-03-24T11:15')
    for (const one of [bob, alice]) expect(one.lastDm()).toMatch(question)
    await clock.to('2026-03-27T17:00')
    for (const one of [bob, alice]) {
      expect(one.dms().filter((words) => words.includes(question))).toHaveLength(1)
      expect(one.dms().join()).not.toMatch('had to wait')
    }
  })

  test('asks again where the third was said done in time for the question, and was not', async () => {
    const { bob, alice, clock } = await workspace()
    await bob.types('/promise @alice send the report every Monday at 5pm')
    await clock.to('2026-03-24T08:30')
    await bob.opensHome()
    await bob.presses('Done', { in: 'home', beside: 'Mon 23 Mar' })
    await clock.to('2026-03-24T14:00')
    await alice.presses('Not yet')
    await alice.submits({})
    await clock.to('2026-03-27T17:00')
    for (const one of [bob, alice]) {
      expect(one.lastDm()).toMatch('The last 3 of these slipped: send the report')
      expect(one.dms().join()).not.toMatch('had to wait')
    }
  })

  test('is made in the form too', async () => {
    const all = await workspace()
    const { bob, alice, clock } = all
    await bob.types('/promise')
    await bob.submits({
      to: ['alice'],
      what: 'send the report',
      date: '2026-03-13',
      time: '15:00',
      repeat: 'Every two weeks on this day',
      goal: 'win the pitch',
    })
    expect(alice.lastDm()).toMatch('Goal: win the pitch · Repeats every 2 weeks on Friday at 15:00')
    await bob.closesModal()
    await clock.to('2026-03-13T15:00')
    await bob.presses('Done')
    await alice.presses('Kept, thank you')
    expect(await dues(all)).toEqual(['2026-03-13 kept', '2026-03-27 open'])
    await bob.opensHome()
    expect(bob.reads(bob.home())).toMatch('Goal: win the pitch')
  })
})

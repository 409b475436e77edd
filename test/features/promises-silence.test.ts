// What the clock does by itself, each told once; and cards that stay true.
import { sql } from 'kysely'
import { workspace } from '../support/workspace.ts'
import { withoutOffSwitch } from '../support/off-switch.ts'

const typed = '/promise @alice ship the deck by Friday 3pm'

describe('silence', () => {
  test('three working days after a claim it counts as kept, and the digest says how many, once, to both', async () => {
    const { bob, alice, clock } = await workspace()
    await bob.types(typed)
    await clock.to('Fri 15:00')
    await bob.presses('Done')
    await clock.to('2026-03-18T14:59')
    expect(bob.lastDm()).toMatch('alice has not answered yet')
    await clock.to('2026-03-18T15:00')
    expect(bob.dms().join('\n')).toMatch('Kept (nobody said otherwise), Fri 13 Mar 15:00')
    await clock.to('2026-06-01T12:00')
    for (const one of [bob, alice]) {
      const counted = one.dms().filter((words) => words.includes('One promise was counted as kept'))
      expect(counted).toHaveLength(1)
      expect(counted[0]).not.toMatch('ship the deck')
      expect(one.dms().at(-1)).toBe(counted[0])
    }
  })

  test('what slipped stands in one line of each week’s digest, until it lapses', async () => {
    const { bob, alice, carol, clock } = await workspace()
    await bob.types('/promise @alice ship the deck by Tuesday 3pm')
    await bob.types('/promise @carol water the plants by Tuesday 3pm')
    await clock.to('2026-03-25T12:00')
    for (const digest of bob.dms().filter((words) => words.includes('What was due and is still open'))) {
      expect(digest).toMatch('ship the deck, for alice, was due Tue 10 Mar 15:00')
      expect(digest).toMatch('water the plants, for carol, was due Tue 10 Mar 15:00')
    }
    await clock.to('2026-04-30T12:00')
    const digests = bob.dms().filter((words) => words.includes('What was due and is still open'))
    expect(digests.length).toBeGreaterThanOrEqual(2)
    for (const digest of digests) {
      expect(digest).toMatch('ship the deck, for alice Lapsed, as nobody spoke of it, Tue 31 Mar 09:00.')
      expect(digest).toMatch('water the plants, for carol Lapsed')
    }
    expect(JSON.stringify(bob.dmMessages())).toMatch('~ship the deck, for alice~')
    for (const one of [alice, carol])
      expect(one.dms().join('\n')).not.toMatch('What was due and is still open')
    const heard = bob.dms().length
    await clock.to('2026-06-30T12:00')
    expect(bob.dms()).toHaveLength(heard)
  })

  test('ten working days after the due time both are asked once, five later it lapses and both hear it once', async () => {
    const { bob, alice, clock, db } = await workspace()
    await bob.types(typed)
    const times = (one: typeof bob, words: string) => one.dms().filter((dm) => dm.includes(words)).length
    await clock.to('2026-03-27T09:00')
    for (const one of [bob, alice]) expect(times(one, 'Nobody has spoken of this for two weeks')).toBe(1)
    expect(bob.buttons(bob.dmMessages().at(-1))).toEqual(expect.arrayContaining(['Done', 'Need more time']))
    expect(alice.buttons(alice.dmMessages().at(-1))).toEqual(
      expect.arrayContaining(['Give more time', 'Let it go']),
    )
    await clock.to('2026-07-01T12:00')
    for (const one of [bob, alice]) expect(times(one, 'This has lapsed')).toBe(1)
    const { state } = await db.selectFrom('promises').select('state').executeTakeFirstOrThrow()
    expect(state).toBe('lapsed')
    const buttonsIn = (one: typeof bob) =>
      withoutOffSwitch(one.dmMessages().flatMap((message) => one.buttons(message)))
    expect(buttonsIn(alice)).toEqual([])
    expect(buttonsIn(bob)).toEqual(['Note to myself', 'Tell alice', 'Nothing'])
  })
})

describe('a card that stands stays true', () => {
  test('on both sides, through everything, and only the newest one asks', async () => {
    const { bob, alice, clock } = await workspace()
    await bob.types(typed)
    await clock.to('Fri 09:00')
    await bob.presses('Need more time')
    await bob.submits({ date: '2026-03-16', time: '12:00' })
    await alice.presses('Accept')
    for (const dm of [...bob.dms(), ...alice.dms()]) {
      expect(dm).toMatch('Due Mon 16 Mar 12:00')
      expect(dm).not.toMatch(/Due today|Due tomorrow|asked to move/)
    }
    await clock.to('2026-03-16T12:00')
    await bob.presses('Done', { beside: 'It is time' })
    for (const dm of alice.dms())
      expect(dm).toMatch(/Done, says bob, Mon 16 Mar 12:00|said done Mon 16 Mar 12:00/)
    const asking = alice.dmMessages().filter((message) => alice.buttons(message).includes('Kept, thank you'))
    expect(asking).toEqual([alice.dmMessages().at(-1)])
    await alice.presses('Kept, thank you')
    for (const dm of [...bob.dms(), ...alice.dms()]) expect(dm).toMatch('Kept, Mon 16 Mar 12:00.')
    for (const one of [bob, alice])
      expect(withoutOffSwitch(one.dmMessages().flatMap((message) => one.buttons(message)))).toEqual([])
  })

  test('keeps its buttons after one’s own word that closes nothing', async () => {
    const { bob, alice } = await workspace()
    await bob.types(typed)
    await alice.presses('Thanks')
    expect(bob.lastDm()).toMatch('alice says thanks for your promise: ship the deck')
    await alice.presses('Let it go')
    await alice.submits({})
    expect(bob.lastDm()).toMatch('alice lets it go: ship the deck')
  })

  test('and one that was never sent says nothing late', async () => {
    const { bob, alice, carol, clock, db } = await workspace()
    await bob.types(typed)
    await bob.types('/promise @carol water the plants by Friday 3pm')
    await clock.to('Wed 12:00')
    await bob.opensHome()
    await bob.presses('Done', { in: 'home', beside: 'ship the deck' })
    await alice.presses('Kept, thank you')
    await clock.to('2026-05-01T12:00')
    const after = bob.dms().slice(bob.dms().findIndex((words) => words.includes('kept, thank you')) + 1)
    expect(after.join('\n')).not.toMatch('ship the deck')
    expect(carol.dms().length).toBeGreaterThan(1)
    const { rows } = await sql`select 1 from nudges where state = 'pending'`.execute(db)
    expect(rows).toEqual([])
  })
})

describe('thanks', () => {
  test('say what it was worth, and over time each sees what the other values', async () => {
    const { bob, alice } = await workspace()
    for (const [what, worth] of [
      ['ship the deck', 'Task: it got the work done'],
      ['call the bank', 'Task: it got the work done'],
      ['sit with me', 'Relationship: I felt backed'],
    ]) {
      await bob.types(`/promise @alice ${what} by Friday`)
      await bob.opensHome()
      await bob.presses('Done', { in: 'home' })
      await alice.presses('Kept, and say why…')
      await alice.submits({ note: `for ${what}`, currency: worth! })
      expect(alice.reads(alice.modal())).toMatch('bob reads what you wrote; nobody else does.')
      await alice.closesModal()
      expect(bob.lastDm()).toMatch(`> for ${what}`)
    }
    expect(bob.lastDm()).toMatch('Worth to alice: relationship.')
    await bob.types('/promise list @alice kept')
    await bob.presses('History', { in: 'ephemeral', beside: 'sit with me' })
    expect(bob.reads(bob.modal())).toMatch('What alice valued in what you kept: task 2, relationship 1.')
  })
})

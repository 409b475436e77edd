import { workspace, type Workspace } from '../support/workspace.ts'
import { withoutOffSwitch } from '../support/off-switch.ts'

const typed = '/promise @alice ship the deck by Friday 3pm'

async function row({ db }: Workspace) {
  return db.selectFrom('promises').selectAll().executeTakeFirstOrThrow()
}

describe('before the due time', () => {
  test('the one who promised asks from Home, and the other keeps the old time', async () => {
    const all = await workspace()
    const { bob, alice, clock } = all
    await bob.types(typed)
    await bob.opensHome()
    await bob.presses('Need more time', { in: 'home' })
    await bob.submits({ date: '2026-03-16', time: '12:00' })
    expect(bob.reads(bob.home())).toMatch('You asked to move it to Mon 16 Mar 12:00')
    await alice.opensHome()
    await alice.presses('Keep the old time', { in: 'home' })
    expect(bob.lastDm()).toMatch('alice would like to keep the old time: ship the deck')
    expect(await row(all)).toMatchObject({ renegotiated: 0, due_version: 1, proposal: null })
    await clock.to('Fri 15:00')
    expect(bob.lastDm()).toMatch('It is time: ship the deck')
  })

  test('the one it was promised to offers another time from Home, and the other accepts', async () => {
    const all = await workspace()
    const { bob, alice, clock } = all
    await bob.types(typed)
    await alice.opensHome()
    await alice.presses('Another time', { in: 'home' })
    await alice.submits({ date: '2026-03-12', time: '12:00', note: 'the board meets earlier' })
    expect(bob.lastDm()).toMatch('alice asks to move it: ship the deck')
    expect(bob.lastDm()).toMatch('From Fri 13 Mar 15:00 to Thu 12 Mar 12:00.')
    expect(bob.lastDm()).toMatch('the board meets earlier')
    expect(withoutOffSwitch(bob.buttons(bob.dmMessages().at(-1))).slice(0, 6)).toEqual([
      'Done',
      "Can't keep it",
      'History',
      'Accept',
      'Keep the old time',
      'Another day',
    ])
    await alice.closesModal()
    await bob.presses('Accept')
    expect(await row(all)).toMatchObject({ renegotiated: 1, due_version: 2 })
    await clock.to('Thu 12:00')
    expect(bob.lastDm()).toMatch('It is time: ship the deck')
    const heard = bob.dms().length
    await clock.to('Fri 08:00')
    expect(bob.dms()).toHaveLength(heard)
  })

  test('a new time is answered by letting it go', async () => {
    const all = await workspace()
    const { bob, alice } = all
    await bob.types(typed)
    await bob.opensHome()
    await bob.presses('Need more time', { in: 'home' })
    await bob.submits({ date: '2026-03-20', time: '12:00' })
    await alice.presses('Let it go')
    await alice.submits({ note: 'no use after Friday' })
    expect(bob.lastDm()).toMatch('alice lets it go: ship the deck')
    expect(bob.lastDm()).toMatch('no use after Friday')
    expect(await row(all)).toMatchObject({ state: 'released' })
  })

  test('a moved due time voids the snooze that was set for the old one', async () => {
    const { bob, alice, clock } = await workspace()
    await bob.types(typed)
    await clock.to('Fri 09:00')
    await bob.picks('Remind me in…', '3 hours')
    await bob.presses('Need more time')
    await bob.submits({ date: '2026-03-18', time: '12:00' })
    await alice.presses('Accept')
    const heard = bob.dms().length
    await clock.to('2026-03-16T12:00')
    expect(bob.dms()).toHaveLength(heard)
  })
})

describe('after the due time', () => {
  test('the one it was promised to gives more time, and it is not called renegotiated', async () => {
    const all = await workspace()
    const { bob, alice, clock } = all
    await bob.types(typed)
    await clock.to('2026-03-16T11:00')
    expect(alice.lastDm()).toMatch("bob's promise slipped: ship the deck")
    await alice.presses('Give more time')
    await alice.submits({ date: '2026-03-18', time: '12:00' })
    await bob.presses('Accept')
    expect(await row(all)).toMatchObject({ renegotiated: 0, due_version: 2, state: 'open' })
    expect(alice.lastDm()).toMatch(
      'bob agrees: ship the deck\nDue Wed 18 Mar 12:00, moved from Fri 13 Mar 15:00.',
    )
    await clock.to('2026-03-18T12:00')
    expect(bob.lastDm()).toMatch('It is time: ship the deck')
  })

  test('a bump is heard once in two working days', async () => {
    const { bob, alice, clock } = await workspace()
    await bob.types(typed)
    await clock.to('2026-03-16T11:00')
    await alice.presses('Bump')
    expect(bob.lastDm()).toMatch('alice asks how it stands: ship the deck')
    expect(alice.lastSeen()).toMatch(
      'bob is asked how it stands: ship the deck\nYou can ask again from Wed 18 Mar 11:00.',
    )
    expect(withoutOffSwitch(alice.buttons(alice.dmMessages().at(-1)))).not.toContain('Bump')
    await clock.to('2026-03-18T10:59')
    await alice.opensHome()
    expect(alice.buttons(alice.home())).not.toContain('Bump')
    await clock.to('2026-03-18T11:00')
    await alice.opensHome()
    await alice.presses('Bump', { in: 'home' })
    expect(bob.dms().filter((words) => words.includes('asks how it stands'))).toHaveLength(2)
  })

  test('at most two nudges of its own go unanswered before the silence is asked about', async () => {
    const { bob, clock } = await workspace()
    await bob.types(typed)
    await clock.to('Fri 14:59')
    const before = bob.dms().length
    await clock.to('2026-03-27T08:59')
    const nudges = bob.dms().slice(before)
    const own = nudges.filter((words) => !words.includes('What was due and is still open'))
    expect(own).toHaveLength(2)
    expect(own[0]).toMatch('It is time: ship the deck')
    expect(own[1]).toMatch('This was due: ship the deck')
    // What is left is one line in the digest of each week.
    expect(nudges).toHaveLength(own.length + 1)
  })

  test('a word after the due time starts the silence anew', async () => {
    const all = await workspace()
    const { bob, alice, clock } = all
    await bob.types(typed)
    await clock.to('2026-03-26T09:00')
    await alice.opensHome()
    await alice.presses('Bump', { in: 'home' })
    await clock.to('2026-04-08T12:00')
    expect(await row(all)).toMatchObject({ state: 'open' })
    expect(bob.dms().join('\n')).not.toMatch('Nobody has spoken of this')
    await clock.to('2026-04-10T12:00')
    expect(bob.dms().join('\n')).toMatch('Nobody has spoken of this')
    await clock.to('2026-04-17T12:00')
    expect(await row(all)).toMatchObject({ state: 'lapsed' })
  })

  test('a claim that is sent back long after still ends some day', async () => {
    const all = await workspace()
    const { bob, alice, clock } = all
    await bob.types(typed)
    await clock.to('2026-04-02T09:00')
    await bob.opensHome()
    await bob.presses('Done', { in: 'home' })
    await clock.to('2026-04-06T09:00')
    await alice.presses('Not yet')
    await alice.submits({})
    await clock.to('2026-05-01T12:00')
    expect(await row(all)).toMatchObject({ state: 'lapsed' })
  })
})

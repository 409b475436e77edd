// Who may be promised to, and what Slack tells of people: they leave, they move.
import { allPromises } from '../support/promises.ts'
import { workspace } from '../support/workspace.ts'

const typed = '/promise @alice ship the deck by Friday 3pm'

test.each([
  ['a guest', { isRestricted: true }],
  ['a guest of one channel', { isUltraRestricted: true }],
])('%s may be promised to, and keeps the same conversation', async (_, change) => {
  const { bob, alice, clock } = await workspace({ cast: { alice: change } })
  await bob.types(typed)
  expect(alice.lastDm()).toMatch('bob promised you: ship the deck')
  await clock.to('Fri 15:00')
  await bob.presses('Done')
  await alice.presses('Kept, thank you')
  expect(bob.lastDm()).toMatch('kept, thank you')
})

test('a colleague over Slack Connect may be promised to; the receipt says that I may not reach them', async () => {
  const { bob, clock, db } = await workspace({ cast: { alice: { isStranger: true } } })
  await bob.types(typed)
  expect(bob.lastSeen()).toMatch('alice is from outside this workspace')
  await clock.to('Fri 15:00')
  await bob.presses('Done')
  await clock.to('2026-03-18T15:00')
  const row = await db.selectFrom('promises').select(['state', 'confirmed']).executeTakeFirstOrThrow()
  expect(row).toEqual({ state: 'kept', confirmed: false })
})

test('nobody who has left is promised to', async () => {
  const { bob, alice, slack } = await workspace()
  slack.change(alice.id, { deleted: true })
  await bob.types(`/promise <@${alice.id}|alice> ship the deck by Friday 3pm`, { raw: true })
  expect(bob.lastSeen()).toMatch('has left this workspace')
})

describe('somebody leaves', () => {
  test('and everything open between them and others is let go; each who stays is told once', async () => {
    const place = await workspace()
    const { bob, alice, carol, slack, app, clock } = place
    await bob.types(typed)
    await alice.types('/promise @bob book the room by Friday')
    await carol.types('/promise ask @bob review the draft by Friday')
    await alice.types('/promise @carol bring the cake by Friday')
    const bobId = bob.id
    slack.change(bobId, { deleted: true })
    await slack.settled()
    await app.idle()
    const promises = await allPromises(place)
    expect(promises.map(({ what, state }) => `${what} ${state}`).toSorted()).toEqual([
      'book the room released',
      'bring the cake open',
      'review the draft released',
      'ship the deck released',
    ])
    const all = () => [...alice.dms(), ...carol.dms()].join('\n')
    const times = (what: string) =>
      all()
        .split('\n')
        .filter((line) => line.includes('left the workspace') && line.includes(what)).length
    expect([times('ship the deck'), times('book the room'), times('review the draft')]).toEqual([1, 1, 1])
    slack.change(bobId, { deleted: true })
    await clock.to('2026-05-01T12:00')
    expect([times('ship the deck'), times('book the room'), times('review the draft')]).toEqual([1, 1, 1])
  })

  test('and it is found out the day after, when no event told', async () => {
    const { bob, alice, slack, app, clock, db } = await workspace()
    await bob.types(typed)
    Object.assign(slack.world.people.get(bob.id)!, { deleted: true })
    await clock.to('Wed 12:00')
    await app.tick()
    expect(alice.lastDm()).toMatch('bob left the workspace, so this is let go: ship the deck')
    const { state } = await db.selectFrom('promises').select('state').executeTakeFirstOrThrow()
    expect(state).toBe('released')
  })
})

describe('somebody moves to another zone', () => {
  test('and the due time stays, while the mornings of their reminders move', async () => {
    const { bob, alice, slack, app, clock } = await workspace()
    await bob.types(typed)
    slack.change(bob.id, { tz: 'America/New_York' })
    await slack.settled()
    await app.idle()
    const heard = bob.dms().length
    await clock.to('2026-03-12T13:59:00+01:00')
    expect(bob.dms()).toHaveLength(heard)
    await clock.to('2026-03-12T14:00:00+01:00')
    expect(bob.lastDm()).toMatch('Due tomorrow, for alice: ship the deck')
    expect(bob.lastDm()).toMatch('Fri 13 Mar 10:00 your time')
    await clock.to('2026-03-13T15:00:00+01:00')
    expect(bob.lastDm()).toMatch('It is time: ship the deck')
    expect(alice.lastDm()).toMatch('Due Fri 13 Mar 15:00')
  })

  test('and a locale that Slack once told is not forgotten', async () => {
    const { bob, slack, app, db } = await workspace({ cast: { bob: { locale: 'en-GB' } } })
    await bob.types(typed)
    slack.change(bob.id, { tz: 'America/New_York' })
    await slack.settled()
    await app.idle()
    const row = await db
      .selectFrom('people')
      .select(['zone', 'locale'])
      .where('user_id', '=', bob.id)
      .executeTakeFirstOrThrow()
    expect(row).toEqual({ zone: 'America/New_York', locale: 'en-GB' })
  })
})

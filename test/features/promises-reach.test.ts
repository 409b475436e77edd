// Somebody to whom Slack lets no message through: those who have promises with them are told once, lists show it, and it
// is over when a message arrives again.
import { workspace, type Workspace } from '../support/workspace.ts'

const typed = '/promise @alice ship the deck by Friday 3pm'
const told = (texts: readonly string[]) => texts.filter((text) => text.includes("My messages don't reach"))

/** From now on Slack refuses every message to this person, and to nobody else. */
function cutOff({ slack }: Workspace, userId: string, code = 'user_not_visible'): void {
  const isTheirs = (channel: unknown) =>
    slack.world.channels.get(String(channel))?.memberIds.includes(userId) === true
  slack.faults.decide = (method, args) => {
    if (method === 'conversations.open') return args.users === userId ? `refuse:${code}` : undefined
    if (method === 'chat.postMessage' && isTheirs(args.channel)) return 'refuse:channel_not_found'
    return undefined
  }
}

test('whoever promised is told once, in the list and in Home too, until a message arrives again', async () => {
  const place = await workspace()
  const { bob, alice, carol, clock } = place
  cutOff(place, alice.id)
  await bob.types(typed)
  await bob.types('/promise @carol water the plants by Friday 3pm')
  await clock.to('Mon 11:00')
  expect(told(bob.dms())).toEqual([])
  await clock.to('Mon 14:00')
  expect(told(bob.dms())).toHaveLength(1)
  expect(bob.lastDm()).toMatch("My messages don't reach alice: ship the deck")
  expect(bob.lastDm()).toMatch('so alice may not know of this unless you say it yourself')
  await bob.types('/promise list')
  expect(bob.lastSeen().match(/My messages don't reach alice\./g)).toHaveLength(1)
  await bob.opensHome()
  expect(bob.reads(bob.home())).toMatch(/ship the deck, for alice[^]*My messages don't reach alice\./)
  await bob.types('/promise @alice send the notes by Friday 4pm')
  expect(bob.lastSeen()).toMatch(
    "Slack doesn't let my messages through to alice for now; tell them yourself too.",
  )
  await clock.to('Tue 18:00')
  expect(told(bob.dms())).toHaveLength(1)
  expect(alice.dms()).toEqual([])
  expect(told(carol.dms())).toEqual([])

  place.slack.faults.decide = () => undefined
  await clock.to('Wed 18:00')
  expect(alice.dms().join('\n')).toMatch('bob promised you: ship the deck')
  expect(alice.dms().join('\n')).toMatch('bob promised you: send the notes')
  expect(told(bob.dms())).toEqual([])
  expect(bob.dms().join('\n')).toMatch('My messages reach alice again: ship the deck')
  await bob.types('/promise list')
  expect(bob.lastSeen()).not.toMatch("My messages don't reach")
  await bob.opensHome()
  expect(bob.reads(bob.home())).not.toMatch("My messages don't reach")
})

test('whoever asked for a promise is told once, and may withdraw it there', async () => {
  const place = await workspace()
  const { bob, alice, clock, db } = place
  cutOff(place, alice.id, 'cannot_dm_bot')
  await bob.types('/promise ask @alice review the draft by Friday 3pm')
  await clock.to('Mon 14:00')
  expect(told(bob.dms())).toHaveLength(1)
  expect(bob.lastDm()).toMatch('so alice may not know of your request unless you say it yourself')
  await bob.types('/promise list asking')
  expect(bob.lastSeen()).toMatch("My messages don't reach alice.")
  await bob.presses('Withdraw', { in: 'message' })
  await bob.submits({})
  const { state } = await db.selectFrom('promises').select('state').executeTakeFirstOrThrow()
  expect(state).toBe('released')
  expect(told(bob.dms())).toEqual([])
})

test('whoever is owed a promise is told that its maker is not reminded; a series counts once', async () => {
  const place = await workspace()
  const { bob, alice, clock } = place
  await bob.types('/promise @alice send the report every day at 3pm')
  await alice.presses('Thanks')
  cutOff(place, bob.id)
  await clock.to('Fri 12:00')
  expect(told(alice.dms())).toHaveLength(1)
  expect(told(alice.dms())[0]).toMatch("so I can't remind bob of this")
})

test('many at once come as one message, with a line for each', async () => {
  const place = await workspace()
  const { bob, alice, clock } = place
  cutOff(place, alice.id)
  for (const what of ['ship the deck', 'send the notes', 'book the room', 'call the bank'])
    await bob.types(`/promise @alice ${what} by Friday 3pm`)
  await clock.to('Mon 14:00')
  expect(told(bob.dms().map((text) => text.replaceAll('my messages', 'My messages')))).toHaveLength(1)
  expect(bob.lastDm().match(/my messages don't reach alice/g)).toHaveLength(4)
})

test('it is told inside working hours', async () => {
  const place = await workspace({ now: 'Mon 16:00' })
  const { bob, alice, clock } = place
  cutOff(place, alice.id)
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  await clock.to('Mon 23:00')
  expect(told(bob.dms())).toEqual([])
  await clock.to('Tue 09:30')
  expect(told(bob.dms())).toHaveLength(1)
})

test('a process that ends before it was told tells it after its next start, once', async () => {
  const place = await workspace()
  const { bob, alice, clock, db } = place
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  cutOff(place, alice.id)
  await db
    .updateTable('people')
    .set({ unreachable_since: clock.read() })
    .where('user_id', '=', alice.id)
    .execute()
  await place.restart()
  await clock.to('Mon 09:02')
  await place.restart()
  await clock.to('Mon 12:00')
  expect(told(bob.dms())).toHaveLength(1)
})

test('somebody who uses the app is tried at once, with what they missed', async () => {
  const place = await workspace()
  const { bob, alice, clock } = place
  cutOff(place, alice.id)
  await bob.types(typed)
  await clock.to('Mon 14:00')
  place.slack.faults.decide = () => undefined
  await alice.types('/promise list')
  await clock.to('Mon 14:02')
  expect(alice.dms().join('\n')).toMatch('bob promised you: ship the deck')
  expect(told(bob.dms())).toEqual([])
})

test('somebody whom Slack does not know any more, though they have not left, is told of like others', async () => {
  const place = await workspace()
  const { bob, alice, clock } = place
  await bob.types(typed)
  place.slack.faults.plan('chat.postMessage', 'refuse:user_not_found')
  await bob.types('/promise @alice send the notes by Friday 4pm')
  await clock.to('Mon 09:10')
  expect(told(bob.dms()).join('\n')).toMatch('send the notes')
  expect(alice.dms().join('\n')).not.toMatch('send the notes')
})

test('somebody who is reached again before it was told misses nothing', async () => {
  const place = await workspace()
  const { bob, alice, clock } = place
  await bob.types(typed)
  place.slack.faults.plan('chat.postMessage', 'refuse:user_not_found')
  await bob.types('/promise @alice send the notes by Friday 4pm')
  expect(alice.dms().join('\n')).not.toMatch('send the notes')
  await bob.types('/promise @alice call Mary by Friday 4pm')
  expect(alice.lastDm()).toMatch('call Mary')
  await clock.to('Mon 09:10')
  expect(alice.dms().join('\n')).toMatch('send the notes')
  expect(told(bob.dms())).toEqual([])
})

// What becomes of a message when Slack says no.
import { workspace, type Workspace } from '../support/workspace.ts'

async function newsRow({ db }: Workspace) {
  return db
    .selectFrom('nudges')
    .select(['state', 'attempts', 'code'])
    .where('kind', '=', 'promises.news')
    .executeTakeFirstOrThrow()
}

function callsOf({ slack }: Workspace, method: string): number {
  return slack.journal.exchanges().filter(({ title }) => title === method).length
}

test.each(['missing_scope', 'messages_tab_disabled', 'restricted_action'] as const)(
  '%s: the workspace rests loudly, no row is lost, and delivery goes on within a minute of the mend',
  async (code) => {
    const place = await workspace()
    const { bob, alice, carol, clock, slack } = place
    slack.faults.plan('chat.postMessage', `refuse:${code}`, 1000)
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    await bob.types('/promise @carol water the plants by Friday 3pm')
    await clock.to('Mon 09:10')
    expect([alice.dms(), carol.dms()]).toEqual([[], []])
    expect(await newsRow(place)).toMatchObject({ state: 'pending', attempts: 0, code })
    const warnings = place.logged.filter((line) => line.includes('Slack refuses the app'))
    expect(warnings.length).toBeGreaterThan(0)
    expect(warnings.length).toBeLessThanOrEqual((10 * 60) / 40)
    await alice.types('/forthright why')
    expect(alice.lastSeen()).toMatch('Slack does not let me send anything for now')
    slack.faults.clear()
    await clock.to('Mon 09:11')
    expect(alice.lastDm()).toMatch('ship the deck')
    expect(carol.lastDm()).toMatch('water the plants')
    expect(alice.dms()).toHaveLength(1)
  },
)

test('a refusal about one person ends after a few tries, further and further apart, and why says so', async () => {
  const place = await workspace()
  const { bob, alice, clock, slack } = place
  slack.faults.decide = (method, { users }) =>
    method === 'conversations.open' && users === alice.id ? 'refuse:user_not_visible' : undefined
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  await clock.to('Mon 14:00')
  expect(await newsRow(place)).toMatchObject({ state: 'failed', code: 'user_not_visible' })
  const opened = slack.journal.exchanges().filter(({ title }) => title === 'conversations.open')
  expect(opened.filter((call) => JSON.stringify(call).includes(alice.id))).toHaveLength(5)
  await alice.types('/forthright why')
  expect(alice.lastSeen()).toMatch('Slack refused it (user_not_visible)')
})

test('a person whom a post shows to be gone is looked up with the next heartbeat, and what was open is let go', async () => {
  const place = await workspace()
  const { bob, alice, clock, slack, db } = place
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  const person = [...slack.world.people.values()].find(({ name }) => name === 'alice')!
  person.deleted = true
  slack.faults.plan('chat.postMessage', 'refuse:user_disabled')
  await bob.types('/promise @alice water the plants by Friday 3pm')
  await clock.to('Mon 09:02')
  const { has_left: hasLeft } = await db
    .selectFrom('people')
    .select('has_left')
    .where('user_id', '=', alice.id)
    .executeTakeFirstOrThrow()
  expect(hasLeft).toBe(true)
  const states = await db.selectFrom('promises').select('state').execute()
  expect(states.map(({ state }) => state)).toEqual(['released', 'released'])
})

test.each(['message_not_found', 'cant_update_message', 'edit_window_closed'] as const)(
  'an edit that is refused by %s is tried once',
  async (code) => {
    const place = await workspace()
    const { bob, alice, clock, slack } = place
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    await clock.to('Fri 15:00')
    slack.faults.plan('chat.update', `refuse:${code}`, 1000)
    const before = callsOf(place, 'chat.update')
    await bob.presses('Done')
    const refused = callsOf(place, 'chat.update') - before
    await clock.to('Fri 15:20')
    expect(callsOf(place, 'chat.update') - before).toBe(refused)
    expect(alice.lastDm()).toMatch('bob says it is done')
  },
)

test('a refusal that nobody listed backs off and ends with a look by a person', async () => {
  const place = await workspace()
  const { bob, alice, clock, slack } = place
  slack.faults.plan('chat.postMessage', 'refuse:a_new_refusal', 1000)
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  await clock.to('Mon 12:00')
  expect(await newsRow(place)).toMatchObject({ state: 'needs_human', code: 'a_new_refusal' })
  expect(callsOf(place, 'chat.postMessage')).toBeLessThanOrEqual(6)
  await alice.opensHome()
  expect(alice.reads(alice.home())).toMatch('may not have reached you')
})

test("what Slack's library has to say is logged with method, code and workspace, and without a word of it", async () => {
  const place = await workspace()
  const { bob, app, slack, logged } = place
  slack.faults.plan('chat.postMessage', 'drop-after')
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  await app.idle()
  const line = logged.find((text) => text.includes("Slack's library"))
  expect(JSON.parse(line ?? '{}')).toMatchObject({
    method: 'chat.postMessage',
    code: 'UND_ERR_SOCKET',
    teamId: [...slack.world.installs.values()][0]!.teamId,
  })
  expect(line).not.toMatch('deck')
})

// What Slack tells by itself may come twice, late, or in the wrong order.
import { emitEvent } from '../../playground/pretend-slack/events.ts'
import { cast, type TeamSeed } from '../../playground/pretend-slack/seed.ts'
import { wirePerson } from '../../playground/pretend-slack/methods/people.ts'
import { installThroughBrowser } from '../../playground/browser.ts'
import { workspace, type Workspace } from '../support/workspace.ts'

const acme: TeamSeed = { name: 'Acme', people: cast, installed: false }

/** Everything that came from Slack as an event, to be brought once more. */
function eventsOf({ slack }: Workspace, type: string): Record<string, unknown>[] {
  const bodies = slack.journal
    .exchanges()
    .map(({ request }) => request as Record<string, unknown> | undefined)
  return bodies.filter(
    (body): body is Record<string, unknown> => (body?.event as { type?: string } | undefined)?.type === type,
  )
}

async function bringAgain(place: Workspace, body: Record<string, unknown>): Promise<void> {
  place.slack.retries.push({
    due: place.clock.read(),
    attempt: 1,
    reason: 'http_timeout',
    type: 'again',
    body,
  })
  place.slack.retryEvents()
  await place.slack.settled()
  await place.app.idle()
}

async function installed(place: Workspace) {
  const [team] = place.slack.world.teams.values()
  await installThroughBrowser(`http://127.0.0.1:${place.app.port}/slack/install`, { team: team!.id })
  return team!
}

async function stateOf({ db }: Workspace): Promise<string | undefined> {
  return (await db.selectFrom('workspaces').select('state').executeTakeFirst())?.state
}

test('an uninstall that comes again after the app is back takes nothing away', async () => {
  const place = await workspace({ teams: [acme] })
  const { slack, clock } = place
  await installed(place)
  await clock.to('Mon 09:10')
  slack.uninstall([...slack.world.installs.values()].at(-1)!)
  await slack.settled()
  await place.app.idle()
  expect(await stateOf(place)).toBe('uninstalled')
  const [body] = eventsOf(place, 'app_uninstalled')

  await clock.to('Mon 09:12')
  await installed(place)
  await clock.to('Mon 09:15')
  await bringAgain(place, body!)
  expect(await stateOf(place)).toBe('active')
  await bringAgain(place, { ...body, event_id: 'Ev0ANOTHER' })
  expect(await stateOf(place)).toBe('active')
  await place.bob.types('/promise @alice ship the deck by Friday')
  expect(place.alice.lastDm()).toMatch('ship the deck')
})

test('an older change of a profile never overrides a newer one', async () => {
  const place = await workspace()
  const { alice, bob, slack, clock, db } = place
  await alice.types('/promise @bob ship the deck by Friday')
  await clock.to('Mon 09:10')
  slack.change(bob.id, { deleted: true })
  await slack.settled()
  const left = eventsOf(place, 'user_change').at(-1)!
  expect(left.event).toMatchObject({ user: { id: bob.id, deleted: true } })
  await clock.to('Mon 09:20')
  slack.change(bob.id, { deleted: false })
  await slack.settled()
  await place.app.idle()
  await alice.types('/promise @bob water the plants by Friday')
  await clock.to('Mon 09:25')
  await bringAgain(place, { ...left, event_id: 'Ev0LATE' })
  const { has_left } = await db
    .selectFrom('people')
    .select('has_left')
    .where('user_id', '=', bob.id)
    .executeTakeFirstOrThrow()
  expect(has_left).toBe(false)
  await alice.types('/promise list')
  expect(alice.lastSeen()).toMatch('water the plants')
})

test('an event of one id has its effect once', async () => {
  const place = await workspace()
  const { alice, slack, clock, db } = place
  await alice.types('/promise list')
  await clock.to('Mon 09:10')
  slack.change(alice.id, { tz: 'Asia/Tokyo' })
  await slack.settled()
  await place.app.idle()
  const body = eventsOf(place, 'user_change').at(-1)!
  await db.updateTable('people').set({ zone: 'Europe/Rome' }).where('user_id', '=', alice.id).execute()
  await bringAgain(place, body)
  const { zone } = await db
    .selectFrom('people')
    .select('zone')
    .where('user_id', '=', alice.id)
    .executeTakeFirstOrThrow()
  expect(zone).toBe('Europe/Rome')
})

test('people who never used the app make no rows', async () => {
  const place = await workspace()
  const { carol, slack, db } = place
  const [install] = slack.world.installs.values()
  emitEvent(slack, install!, { type: 'user_change', user: wirePerson(slack, carol.person(), true) })
  await slack.settled()
  await place.app.idle()
  expect(await db.selectFrom('people').select('user_id').where('user_id', '=', carol.id).execute()).toEqual(
    [],
  )
})

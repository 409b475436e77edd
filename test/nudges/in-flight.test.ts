// What happens to the rows of an inbox that a process holds, or has let go of for ever.
import { sql } from 'kysely'
import pg from 'pg'
import { cancelNudges, reschedulePlanned } from '../../src/nudges/update-planned.ts'
import { workspace, type Workspace } from '../support/workspace.ts'

async function alone({ db }: Workspace, kind: string) {
  return db
    .selectFrom('nudges as d')
    .innerJoin('nudge_queue as q', 'q.nudge_id', 'd.id')
    .select(['d.team_id', 'd.user_id', 'd.subject_id', 'd.dedupe_key', 'd.state', 'q.not_before', 'q.awaits'])
    .where('d.kind', '=', kind)
    .executeTakeFirstOrThrow()
}

/** As a claim leaves it; `until` may lie in the past, as of a process that died. */
async function hold({ db }: Workspace, userId: string, at: Date, until: Date): Promise<void> {
  await db
    .updateTable('inboxes')
    .set({ lease_until: until, attempt_at: at })
    .where('user_id', '=', userId)
    .execute()
}

async function letGo({ db }: Workspace): Promise<void> {
  await db.updateTable('inboxes').set({ lease_until: null }).execute()
}

test('what a process has in hand is neither moved nor cancelled by what happens meanwhile', async () => {
  const place = await workspace()
  const { bob, db } = place
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  await place.clock.to('Fri 14:30')
  const row = await alone(place, 'promises.due')
  const later = new Date(row.not_before.getTime() + 86_400_000)
  await hold(place, row.user_id, row.not_before, later)
  const moved = {
    userId: row.user_id,
    kind: { name: 'promises.due', class: 'nudge' } as const,
    dedupeKey: row.dedupe_key,
    dueAt: later,
  }
  await reschedulePlanned(db, row.team_id, [moved])
  await cancelNudges(db, row.team_id, { subjectId: row.subject_id! })
  expect(await alone(place, 'promises.due')).toEqual(row)
  await letGo(place)
  await reschedulePlanned(db, row.team_id, [moved])
  expect((await alone(place, 'promises.due')).not_before).toEqual(later)
})

test('nobody begins to speak of what is being changed in an open transaction', async () => {
  const place = await workspace()
  const { bob, clock, db, app } = place
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  await place.clock.to('Fri 14:30')
  const row = await alone(place, 'promises.due')
  const before = bob.dms().length
  await db.transaction().execute(async (tx) => {
    await cancelNudges(tx, row.team_id, { subjectId: row.subject_id! })
    clock.set(row.not_before)
    await app.tick()
    expect(bob.dms()).toHaveLength(before)
  })
  await app.tick()
  await app.idle()
  expect(bob.dms()).toHaveLength(before)
})

test('what was in hand when everything went down for days is looked up before it is given up', async () => {
  const place = await workspace()
  const { bob, alice, clock, db } = place
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  await place.clock.to('Fri 14:30')
  const row = await alone(place, 'promises.due')
  await hold(place, row.user_id, row.not_before, new Date(row.not_before.getTime() + 30_000))
  clock.set(new Date(row.not_before.getTime() + 3 * 86_400_000))
  await clock.to('2026-03-16T17:00')
  const { state } = await db
    .selectFrom('nudges')
    .select('state')
    .where('dedupe_key', '=', row.dedupe_key)
    .executeTakeFirstOrThrow()
  expect(['sent', 'cancelled']).toContain(state)
  expect(bob.dms().join()).toMatch('ship the deck')
  expect(alice.dms().join()).toMatch('ship the deck')
})

test('a move that another process is making is left to it', async () => {
  const place = await workspace()
  const { bob, clock, app, config } = place
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  const client = new pg.Client((config.database as { url: string }).url)
  await client.connect()
  try {
    const { rows } = await client.query<{ at: Date }>(
      `select min(not_before) as at from nudge_queue where awaits = 'move'`,
    )
    await client.query('begin')
    await client.query(`select from nudge_queue where awaits = 'move' for update`)
    if (rows[0]!.at > clock.read()) clock.set(rows[0]!.at)
    // It comes to an end while the other has not.
    await app.tick()
    await client.query('rollback')
  } finally {
    await client.end()
  }
})

test('parts of one message that were found in history stay one message when a part changes', async () => {
  const place = await workspace()
  const { bob, clock, slack, db } = place
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  await bob.types('/promise @alice water the plants by Friday 3pm')
  await clock.to('Fri 14:59')
  slack.faults.plan('chat.postMessage', 'drop-after')
  await clock.to('Fri 15:00')
  const merged = () => bob.dmMessages().at(-1)!
  const { ts } = merged()
  await clock.to('Fri 15:03')
  await bob.presses('Done', { beside: 'ship the deck' })
  const message = bob.dmMessages().find((one) => one.ts === ts)
  expect(bob.reads(message)).toMatch('water the plants')
  expect(bob.buttons(message).filter((label) => label === 'Done')).toHaveLength(1)
  const { rows } = await sql`select from nudges where merged_into is not null and message_ts = ${ts}`.execute(
    db,
  )
  expect(rows).toHaveLength(2)
})

test('a page of history that Slack knows no more is begun again', async () => {
  const place = await workspace()
  const { bob, alice, clock, slack, db } = place
  slack.faults.plan('chat.postMessage', 'drop-after')
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  await db.updateTable('nudge_queue').set({ read_to: 'gone' }).where('awaits', '=', 'history').execute()
  await clock.to('Mon 09:03')
  expect(alice.dms().filter((text) => text.includes('ship the deck'))).toHaveLength(1)
  expect(
    await db.selectFrom('nudge_queue').select('awaits').where('awaits', '=', 'history').execute(),
  ).toEqual([])
})

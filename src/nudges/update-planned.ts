/** What a change of something means for what is planned about it, on its way, or said. */
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { KindId } from './kinds.ts'
import type { Planned } from './plan.ts'
import { inFlight, mayHaveArrived } from './queue-sql.ts'

/** Gives what is planned already, and not yet said, the times of `planned`, found by their keys. */
export async function reschedulePlanned(
  db: Db | Tx,
  teamId: string,
  planned: readonly Planned[],
): Promise<void> {
  if (!planned.length) return
  const rows = planned.map(({ dedupeKey, dueAt }) => ({ dedupeKey, dueAt }))
  await holdOff(db, teamId, sql`d.dedupe_key = any(${rows.map((row) => row.dedupeKey)}::text[])`)
  await sql`
    with c as (
      select q.user_id, q.nudge_id, r."dueAt" as due_at
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("dedupeKey" text, "dueAt" timestamptz)
      join nudges d on d.team_id = ${teamId} and d.dedupe_key = r."dedupeKey"
      join nudge_queue q on q.team_id = d.team_id and q.user_id = d.user_id and q.nudge_id = d.id
      join inboxes i on i.team_id = d.team_id and i.user_id = d.user_id
      where d.due_at <> r."dueAt" and (q.awaits = 'move' or q.awaits = 'post' and not ${inFlight})
      for update of q skip locked
    ), moved as (
      update nudge_queue q set not_before = c.due_at from c
      where q.team_id = ${teamId} and q.user_id = c.user_id and q.nudge_id = c.nudge_id
      returning q.nudge_id, q.not_before as due_at
    )
    update nudges d set due_at = moved.due_at, held = null
    from moved where d.team_id = ${teamId} and d.id = moved.nudge_id`.execute(db)
}

export interface CancelFilter {
  subjectId: string
  kinds?: readonly KindId[]
  userId?: string
  dueBefore?: Date
}

/** Cancels what was planned about a subject and not yet said. What is being said this moment is not touched. */
export async function cancelNudges(db: Db | Tx, teamId: string, filter: CancelFilter): Promise<void> {
  const { subjectId, kinds, userId, dueBefore } = filter
  await holdOff(db, teamId, sql`d.subject_id = ${subjectId}`)
  await sql`
    with c as (
      -- A move that is being made this moment sees by itself that it is not due any more.
      select q.user_id, q.nudge_id from nudge_queue q, nudges d, inboxes i
      where d.team_id = ${teamId} and d.subject_id = ${subjectId} and d.state = 'pending'
        and ${kinds ? sql`d.kind = any(${kinds.map(({ name }) => name)})` : sql`true`}
        and ${userId ? sql`d.user_id = ${userId}` : sql`true`}
        and ${dueBefore ? sql`d.due_at <= ${dueBefore}` : sql`true`}
        and q.team_id = d.team_id and q.user_id = d.user_id and q.nudge_id = d.id
        and i.team_id = d.team_id and i.user_id = d.user_id
        and (q.awaits = 'move' or q.awaits = 'post' and not ${inFlight})
      for update of q skip locked
    ), gone as (
      delete from nudge_queue q using c
      where q.team_id = ${teamId} and q.user_id = c.user_id and q.nudge_id = c.nudge_id
      returning q.nudge_id
    )
    update nudges d set state = 'cancelled' from gone where d.team_id = ${teamId} and d.id = gone.nudge_id`.execute(
    db,
  )
}

/**
 * Marks the messages about a subject that are not final, so that the next pass brings them up to date; and what is on its
 * way this moment, which may say by now what is no longer so.
 */
export async function markStale(db: Db | Tx, teamId: string, subjectId: string): Promise<void> {
  await holdOff(db, teamId, sql`d.subject_id = ${subjectId}`)
  await sql`
    update nudges d set stale = true
    where d.team_id = ${teamId} and d.subject_id = ${subjectId}
      and (d.state = 'sent' and d.live or d.state = 'pending' and d.manner <> 'timer' and ${mayHaveArrived})`.execute(
    db,
  )
}

/** The same for everything that one person was told, as what they pressed should not have been there any more. */
export async function markStaleFor(
  db: Db | Tx,
  teamId: string,
  subjectId: string,
  userId: string,
): Promise<void> {
  await db
    .updateTable('nudges')
    .set({ stale: true })
    .where('team_id', '=', teamId)
    .where('subject_id', '=', subjectId)
    .where('user_id', '=', userId)
    .where('state', '=', 'sent')
    .execute()
}

/**
 * Until the transaction ends nobody begins to speak to those whom `which` (of nudges d) waits for: a claim locks for
 * update and passes over what is locked. Who speaks already is not held up, and is seen by the statement that follows.
 */
async function holdOff(db: Db | Tx, teamId: string, which: RawBuilder<unknown>): Promise<void> {
  await sql`
    select from inboxes i
    where i.team_id = ${teamId} and i.user_id in (
      select d.user_id from nudges d
      where d.team_id = ${teamId} and ${which} and d.state = 'pending' and d.manner <> 'timer')
    for key share`.execute(db)
}

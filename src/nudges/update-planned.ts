/** Changes nudges after their subject has changed: those that are pending, in flight, or sent. */
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { KindId } from './kinds.ts'
import type { Planned } from './plan.ts'
import { awaits, inFlight, mayHaveArrived } from './queue-sql.ts'

/** Gives pending nudges the due times of `planned`, found by their keys. */
export async function reschedulePlanned(
  db: Db | Tx,
  teamId: string,
  planned: readonly Planned[],
): Promise<void> {
  if (!planned.length) return
  const rows = planned.map(({ dedupeKey, dueAt }) => ({ dedupeKey, dueAt }))
  await blockClaims(db, teamId, sql`d.dedupe_key = any(${rows.map((row) => row.dedupeKey)}::text[])`)
  await sql`
    with c as (
      select q.user_id, q.nudge_id, r."dueAt" as due_at
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("dedupeKey" text, "dueAt" timestamptz)
      join nudges d on d.team_id = ${teamId} and d.dedupe_key = r."dedupeKey"
      join nudge_queue q on q.team_id = d.team_id and q.user_id = d.user_id and q.nudge_id = d.id
      join inboxes i on i.team_id = d.team_id and i.user_id = d.user_id
      where d.due_at <> r."dueAt" and (q.awaits = ${awaits.timer} or q.awaits = ${awaits.post} and not ${inFlight})
      for update of q skip locked
    ), moved as (
      update nudge_queue q set not_before = c.due_at from c
      where q.team_id = ${teamId} and q.user_id = c.user_id and q.nudge_id = c.nudge_id
      returning q.nudge_id, q.not_before as due_at
    )
    update nudges d set due_at = moved.due_at, held = null
    from moved where d.team_id = ${teamId} and d.id = moved.nudge_id`.execute(db)
}

/** Has the notices that one person caused about a subject told without waiting for working hours; answers to how many people. */
export async function hurryNotices(
  db: Db | Tx,
  teamId: string,
  { subjectId, from }: { subjectId: string; from: string },
  now: Date,
): Promise<string[]> {
  await blockClaims(db, teamId, sql`d.subject_id = ${subjectId}`)
  const { rows } = await sql<{ userId: string }>`
    with c as (
      select q.user_id, q.nudge_id from nudge_queue q, nudges d, inboxes i
      where d.team_id = ${teamId} and d.subject_id = ${subjectId} and d.sender = ${from} and d.manner = 'notice'
        and d.state = 'pending'
        and q.team_id = d.team_id and q.user_id = d.user_id and q.nudge_id = d.id
        and i.team_id = d.team_id and i.user_id = d.user_id
        and q.awaits = ${awaits.post} and not ${inFlight}
      for update of q skip locked
    ), hurried as (
      update nudge_queue q set not_before = least(q.not_before, ${now}::timestamptz) from c
      where q.team_id = ${teamId} and q.user_id = c.user_id and q.nudge_id = c.nudge_id
      returning q.nudge_id
    )
    update nudges d set facts = d.facts || '{"isUrgent": true}', held = null
    from hurried where d.team_id = ${teamId} and d.id = hurried.nudge_id
    returning d.user_id as "userId"`.execute(db)
  return [...new Set(rows.map((row) => row.userId))]
}

interface CancelFilter {
  subjectId: string
  kinds?: readonly KindId[]
  userId?: string
  dueBefore?: Date
}

/** Cancels pending nudges about a subject; of a timer nothing is left. What is in flight is not touched. */
export async function cancelNudges(db: Db | Tx, teamId: string, filter: CancelFilter): Promise<void> {
  const { subjectId, kinds, userId, dueBefore } = filter
  await blockClaims(db, teamId, sql`d.subject_id = ${subjectId}`)
  await sql`
    with c as (
      -- A timer that is running now is locked and skipped; it checks by itself whether it is still due.
      select q.user_id, q.nudge_id from nudge_queue q, nudges d, inboxes i
      where d.team_id = ${teamId} and d.subject_id = ${subjectId} and d.state = 'pending'
        and ${kinds ? sql`d.kind = any(${kinds.map(({ name }) => name)})` : sql`true`}
        and ${userId ? sql`d.user_id = ${userId}` : sql`true`}
        and ${dueBefore ? sql`d.due_at <= ${dueBefore}` : sql`true`}
        and q.team_id = d.team_id and q.user_id = d.user_id and q.nudge_id = d.id
        and i.team_id = d.team_id and i.user_id = d.user_id
        and (q.awaits = ${awaits.timer} or q.awaits = ${awaits.post} and not ${inFlight})
      for update of q skip locked
    ), gone as (
      delete from nudge_queue q using c
      where q.team_id = ${teamId} and q.user_id = c.user_id and q.nudge_id = c.nudge_id
      returning q.nudge_id
    ), timers as (
      delete from nudges d using gone where d.team_id = ${teamId} and d.id = gone.nudge_id and d.manner = 'timer'
    )
    update nudges d set state = 'cancelled'
    from gone where d.team_id = ${teamId} and d.id = gone.nudge_id and d.manner <> 'timer'`.execute(db)
}

/**
 * Marks the messages about these subjects, of one kind where it is given, that are not final, so that the next pass updates
 * them; and what is in flight, whose text may be untrue by now.
 */
export async function markStale(
  db: Db | Tx,
  teamId: string,
  subjectIds: string | readonly string[],
  kind?: KindId,
): Promise<void> {
  const isAbout = sql`d.subject_id = any(${[subjectIds].flat()}::uuid[])${kind ? sql` and d.kind = ${kind.name}` : sql``}`
  await blockClaims(db, teamId, isAbout)
  await sql`
    update nudges d set stale = true
    where d.team_id = ${teamId} and ${isAbout}
      and (d.state = 'sent' and d.live or d.state = 'pending' and d.manner <> 'timer' and ${mayHaveArrived})`.execute(
    db,
  )
}

/** Marks every message that one person got about a subject, after they pressed a button that should have been gone. */
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
 * Blocks new claims of the recipients of `which` (a condition on nudges d) until the transaction ends: a claim locks
 * inboxes for update and skips those that are locked. What is in flight already is not delayed, and the statement that
 * follows sees it.
 */
async function blockClaims(db: Db | Tx, teamId: string, which: RawBuilder<unknown>): Promise<void> {
  await sql`
    select from inboxes i
    where i.team_id = ${teamId} and i.user_id in (
      select d.user_id from nudges d
      where d.team_id = ${teamId} and ${which} and d.state = 'pending' and d.manner <> 'timer')
    for key share`.execute(db)
}

import { randomUUID } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { Manner } from './tables.ts'

/** One DM, or one move of the clock, to be written in the transaction of what causes it. */
export interface Planned {
  /** Whose inbox; for a timer, whose affair it is. */
  userId: string
  kind: string
  manner: Manner
  subjectId?: string
  /** The version of the subject that it speaks of; an older one is void. */
  subjectVersion?: number
  /** Says the same thing only once in a workspace; never holds a time. */
  dedupeKey: string
  facts?: Record<string, unknown>
  dueAt: Date
  /** Many have it at this very time, such as 9:00: it may come some minutes after, always the same for one person. */
  spread?: boolean
  /** Later than dueAt where it has to wait, with the reason. */
  notBefore?: Date
  held?: string
}

/** People whose reminders may go out within one minute: Slack allows a workspace about so many messages. */
const atOnce = 200
/** Seconds. */
const quarterHour = 900

/** Writes what is planned; what was planned before under the same key stays as it is. */
export async function planNudges(
  db: Db | Tx,
  teamId: string,
  planned: readonly Planned[],
  now: Date,
): Promise<void> {
  if (!planned.length) return
  await sql`with ${planning(teamId, planned, now)} select`.execute(db)
}

/** The same as a part of a statement that begins with `with`; written only where `condition` holds. */
export function planning(
  teamId: string,
  planned: readonly Planned[],
  now: Date,
  condition: RawBuilder<unknown> = sql`true`,
): RawBuilder<unknown> {
  const rows = planned.map((p) => ({
    id: randomUUID(),
    user_id: p.userId,
    kind: p.kind,
    manner: p.manner,
    subject_id: p.subjectId ?? null,
    subject_version: p.subjectVersion ?? 0,
    dedupe_key: p.dedupeKey,
    facts: p.facts ?? {},
    due_at: p.dueAt,
    not_before: p.notBefore ?? p.dueAt,
    held: p.held ?? null,
    spread: p.spread ?? false,
  }))
  return sql`planned as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
        id uuid, user_id text, kind text, manner text, subject_id uuid, subject_version int, dedupe_key text,
        facts jsonb, due_at timestamptz, not_before timestamptz, held text, spread boolean)
      where ${condition}
    ), inbox as (
      insert into inboxes (team_id, user_id) select distinct ${teamId}::text, user_id from planned
      on conflict do nothing
    ), nudged as (
      insert into nudges (team_id, id, user_id, kind, manner, subject_id, subject_version, dedupe_key, facts,
        planned_at, due_at, not_before, held)
      select ${teamId}, id, user_id, kind, manner, subject_id, subject_version, dedupe_key, facts,
        ${now}::timestamptz, due_at,
        not_before + case when spread then make_interval(secs => abs(hashtext(user_id)::bigint) % width) else '0' end, held
      from planned, (select coalesce(max(case when size > ${atOnce}::int then least(${quarterHour}::int, size * 60 / ${atOnce}::int) end), 1) as width
        from workspaces where team_id = ${teamId}) as w
      on conflict (team_id, dedupe_key) do nothing
    )`
}

/** Gives what is planned already, and not yet said, the times of `planned`, found by their keys. */
export async function movePlanned(db: Db | Tx, teamId: string, planned: readonly Planned[]): Promise<void> {
  if (!planned.length) return
  const rows = planned.map(({ dedupeKey, dueAt }) => ({ dedupeKey, dueAt }))
  await sql`
    update nudges d set due_at = r."dueAt", not_before = r."dueAt", held = null
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("dedupeKey" text, "dueAt" timestamptz)
    where d.team_id = ${teamId} and d.dedupe_key = r."dedupeKey" and d.state = 'pending'
      and d.due_at <> r."dueAt"`.execute(db)
}

export interface CancelFilter {
  subjectId: string
  kinds?: readonly string[]
  userId?: string
  dueBefore?: Date
}

/** Cancels what was planned about a subject and not yet said. What is being said this moment is not touched. */
export async function cancelNudges(db: Db | Tx, teamId: string, filter: CancelFilter): Promise<void> {
  let query = db
    .updateTable('nudges')
    .set({ state: 'cancelled' })
    .where('team_id', '=', teamId)
    .where('subject_id', '=', filter.subjectId)
    .where('state', '=', 'pending')
  if (filter.kinds) query = query.where('kind', 'in', filter.kinds)
  if (filter.dueBefore) query = query.where('due_at', '<=', filter.dueBefore)
  if (filter.userId) query = query.where('user_id', '=', filter.userId)
  await query.execute()
}

/** Whether anything about a subject has reached somebody, or may be on its way to them this moment. */
export async function hasHeard(
  db: Db | Tx,
  teamId: string,
  subjectId: string,
  userId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('nudges')
    .select('id')
    .where('team_id', '=', teamId)
    .where('subject_id', '=', subjectId)
    .where('user_id', '=', userId)
    .where('state', 'in', ['sending', 'unknown', 'sent', 'needs_human'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether something of this kind about a subject waits to be said. */
export async function isPlanned(
  db: Db | Tx,
  teamId: string,
  subjectId: string,
  kind: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('nudges')
    .select('id')
    .where('team_id', '=', teamId)
    .where('subject_id', '=', subjectId)
    .where('kind', '=', kind)
    .where('state', '=', 'pending')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Marks the messages about a subject that are not final, so that the next pass brings them up to date. */
export async function markStale(db: Db | Tx, teamId: string, subjectId: string): Promise<void> {
  await stale(db, teamId, subjectId).where('live', '=', true).execute()
}

/** The same for everything that one person was told, as what they pressed should not have been there any more. */
export async function markStaleFor(
  db: Db | Tx,
  teamId: string,
  subjectId: string,
  userId: string,
): Promise<void> {
  await stale(db, teamId, subjectId).where('user_id', '=', userId).execute()
}

function stale(db: Db | Tx, teamId: string, subjectId: string) {
  return db
    .updateTable('nudges')
    .set({ stale: true })
    .where('team_id', '=', teamId)
    .where('subject_id', '=', subjectId)
    .where('state', '=', 'sent')
}

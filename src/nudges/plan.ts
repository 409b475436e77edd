import { randomUUID } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { inHand, mayBeHeard } from './queue.ts'
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
      select r.id, r.user_id, r.kind, r.manner, r.subject_id, r.subject_version, r.dedupe_key, r.facts, r.due_at, r.held,
        r.not_before + case when r.spread then make_interval(secs => abs(hashtext(r.user_id)::bigint) % width) else '0' end
          as not_before
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
        id uuid, user_id text, kind text, manner text, subject_id uuid, subject_version int, dedupe_key text,
        facts jsonb, due_at timestamptz, not_before timestamptz, held text, spread boolean),
        (select coalesce(max(case when size > ${atOnce}::int then least(${quarterHour}::int, size * 60 / ${atOnce}::int) end), 1) as width
          from workspaces where team_id = ${teamId}) as w
      where ${condition}
    ), inbox as (
      -- Only who has none: "on conflict do nothing" by itself waits for whoever is just updating the one that is there.
      -- In one order for all, so that two who promise one another something at once do not wait for each other.
      insert into inboxes (team_id, user_id) select distinct ${teamId}::text, p.user_id from planned p
      where not exists (select from inboxes i where i.team_id = ${teamId} and i.user_id = p.user_id)
      order by 2
      on conflict do nothing
    ), nudged as (
      insert into nudges (team_id, id, user_id, kind, manner, subject_id, subject_version, dedupe_key, facts,
        planned_at, due_at, held)
      select ${teamId}, id, user_id, kind, manner, subject_id, subject_version, dedupe_key, facts,
        ${now}::timestamptz, due_at, held
      from planned
      on conflict (team_id, dedupe_key) do nothing
      returning id
    ), queued as (
      insert into nudge_queue (team_id, user_id, nudge_id, awaits, not_before)
      select ${teamId}, user_id, id, case manner when 'timer' then 'move' else 'post' end, not_before
      from planned where id in (select id from nudged)
    )`
}

/** Gives what is planned already, and not yet said, the times of `planned`, found by their keys. */
export async function movePlanned(db: Db | Tx, teamId: string, planned: readonly Planned[]): Promise<void> {
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
      where d.due_at <> r."dueAt" and (q.awaits = 'move' or q.awaits = 'post' and not ${inHand})
      for update of q skip locked
    ), moved as (
      update nudge_queue q set not_before = c.due_at from c
      where q.team_id = ${teamId} and q.user_id = c.user_id and q.nudge_id = c.nudge_id
      returning q.nudge_id, q.not_before as due_at
    )
    update nudges d set due_at = moved.due_at, held = null
    from moved where d.team_id = ${teamId} and d.id = moved.nudge_id`.execute(db)
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

export interface CancelFilter {
  subjectId: string
  kinds?: readonly string[]
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
        and ${kinds ? sql`d.kind = any(${kinds})` : sql`true`}
        and ${userId ? sql`d.user_id = ${userId}` : sql`true`}
        and ${dueBefore ? sql`d.due_at <= ${dueBefore}` : sql`true`}
        and q.team_id = d.team_id and q.user_id = d.user_id and q.nudge_id = d.id
        and i.team_id = d.team_id and i.user_id = d.user_id
        and (q.awaits = 'move' or q.awaits = 'post' and not ${inHand})
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

/** Whether anything about a subject has reached somebody, or may be on its way to them this moment. */
export async function hasHeard(
  db: Db | Tx,
  teamId: string,
  subjectId: string,
  userId: string,
): Promise<boolean> {
  const { rows } = await sql`
    select from nudges d
    where d.team_id = ${teamId} and d.subject_id = ${subjectId} and d.user_id = ${userId} and ${mayBeHeard}
    limit 1`.execute(db)
  return rows.length > 0
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

/**
 * Marks the messages about a subject that are not final, so that the next pass brings them up to date; and what is on its
 * way this moment, which may say by now what is no longer so.
 */
export async function markStale(db: Db | Tx, teamId: string, subjectId: string): Promise<void> {
  await holdOff(db, teamId, sql`d.subject_id = ${subjectId}`)
  await sql`
    update nudges d set stale = true
    where d.team_id = ${teamId} and d.subject_id = ${subjectId}
      and (d.state = 'sent' and d.live or d.state = 'pending' and d.manner <> 'timer' and ${mayBeHeard})`.execute(
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

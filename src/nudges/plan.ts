import { randomUUID } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { mayHaveArrived } from './queue-sql.ts'
import type { KindId } from './kinds.ts'

/** One DM, or one move of the clock, to be written in the transaction of what causes it. */
export interface Planned {
  /** Whose inbox; for a timer, whose affair it is. */
  userId: string
  kind: KindId
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
    kind: p.kind.name,
    manner: p.kind.class,
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

/** Whether anything about a subject has reached somebody, or may be on its way to them this moment. */
export async function mayHaveHeard(
  db: Db | Tx,
  teamId: string,
  subjectId: string,
  userId: string,
): Promise<boolean> {
  const { rows } = await sql`
    select from nudges d
    where d.team_id = ${teamId} and d.subject_id = ${subjectId} and d.user_id = ${userId} and ${mayHaveArrived}
    limit 1`.execute(db)
  return rows.length > 0
}

/** Whether something of this kind about a subject waits to be said. */
export async function isPlanned(
  db: Db | Tx,
  teamId: string,
  subjectId: string,
  kind: KindId,
): Promise<boolean> {
  const row = await db
    .selectFrom('nudges')
    .select('id')
    .where('team_id', '=', teamId)
    .where('subject_id', '=', subjectId)
    .where('kind', '=', kind.name)
    .where('state', '=', 'pending')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

import { createHash } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { awaits, mayHaveArrived } from './queue-sql.ts'
import type { KindId } from './kinds.ts'

/** One DM, or one timer, to be written in the transaction of what causes it. */
export interface Planned {
  /** The recipient; of a timer, the person whom it concerns. */
  userId: string
  /** Whose doing it tells of: what comes from one person has a budget, and an off switch of its own. */
  from?: string | undefined
  kind: KindId
  subjectId?: string
  /** The version of the subject that it is about; once the subject has a newer one, the nudge is void. */
  subjectVersion?: number
  /** Unique in a workspace; contains no time, and nobody's id but the recipient's. */
  dedupeKey: string
  facts?: Record<string, unknown>
  dueAt: Date
  /** Many people have one at this very time, such as 9:00: it may come some minutes later, always the same for one person. */
  spread?: boolean
  /** Later than dueAt where it has to wait. */
  notBefore?: Date
  /** Why it has to wait. */
  held?: string
}

/** People whose reminders may go out within one minute: Slack allows a workspace about so many messages. */
const remindersPerMinute = 200
/** A morning's reminders are spread over at most so many seconds. */
const maxSpreadSeconds = 900

/** Inserts what is planned; what was planned before under the same key stays as it is. */
export async function planNudges(
  db: Db | Tx,
  teamId: string,
  planned: readonly Planned[],
  now: Date,
): Promise<void> {
  if (!planned.length) return
  await sql`with ${planning(teamId, planned, now)} select`.execute(db)
}

/** The same as part of a statement that begins with `with`; inserted only where `condition` holds. */
export function planning(
  teamId: string,
  planned: readonly Planned[],
  now: Date,
  condition: RawBuilder<unknown> = sql`true`,
): RawBuilder<unknown> {
  const rows = planned.map((p) => ({
    id: nudgeId(teamId, p.dedupeKey),
    user_id: p.userId,
    sender: p.from ?? null,
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
      select r.id, r.user_id, r.sender, r.kind, r.manner, r.subject_id, r.subject_version, r.dedupe_key, r.facts, r.due_at, r.held,
        r.not_before + case when r.spread then make_interval(secs => abs(hashtext(r.user_id)::bigint) % width) else '0' end
          as not_before
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
        id uuid, user_id text, sender text, kind text, manner text, subject_id uuid, subject_version int, dedupe_key text,
        facts jsonb, due_at timestamptz, not_before timestamptz, held text, spread boolean),
        (select coalesce(max(case when size > ${remindersPerMinute}::int then least(${maxSpreadSeconds}::int, size * 60 / ${remindersPerMinute}::int) end), 1) as width
          from workspaces where team_id = ${teamId}) as w
      where ${condition}
    ), inbox as (
      -- Only for people without one: "on conflict do nothing" alone waits for the transaction that is updating the row.
      -- In the same order everywhere, so that two people who promise each other something at once do not deadlock.
      insert into inboxes (team_id, user_id) select distinct ${teamId}::text, p.user_id from planned p
      -- A subquery of its own for each: joined, all of a workspace's inboxes were read for five rows.
      where coalesce((select false from inboxes i where i.team_id = ${teamId} and i.user_id = p.user_id), true)
      order by 2
      on conflict do nothing
    ), nudged as (
      insert into nudges (team_id, id, user_id, sender, kind, manner, subject_id, subject_version, dedupe_key, facts,
        planned_at, due_at, held)
      select ${teamId}, id, user_id, sender, kind, manner, subject_id, subject_version, dedupe_key, facts,
        ${now}::timestamptz, due_at, held
      from planned
      on conflict (team_id, dedupe_key) do nothing
      returning id
    ), queued as (
      insert into nudge_queue (team_id, user_id, nudge_id, awaits, not_before)
      select ${teamId}, user_id, id, case manner when 'timer' then ${awaits.timer} else ${awaits.post} end, not_before
      from planned where id in (select id from nudged)
    )`
}

/**
 * The id follows from what the nudge is about: where a backup is restored and the same is planned again, a message that was
 * sent in between is found under its key.
 */
export function nudgeId(teamId: string, dedupeKey: string): string {
  const hex = createHash('sha256').update(`${teamId}|${dedupeKey}`).digest('hex')
  // A UUID of version 8, which is for ids of an application's own making.
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5')
}

/** Whether any message about a subject has reached a person, or may be on its way to them now. */
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

/** Whether a nudge of this kind about a subject is pending. */
export async function isPlanned(
  db: Db | Tx,
  teamId: string,
  subjectId: string,
  kind: KindId,
): Promise<boolean> {
  return (await nudgesAbout(db, teamId, subjectId, kind)).some(({ state }) => state === 'pending')
}

/** When the latest nudge of this kind about a version of a subject is due, of those that are pending or were sent. */
export async function latestDue(
  db: Db | Tx,
  teamId: string,
  { subjectId, subjectVersion, kind }: { subjectId: string; subjectVersion: number; kind: KindId },
): Promise<Date | undefined> {
  const found = await db
    .selectFrom('nudges')
    .select((eb) => eb.fn.max('due_at').as('at'))
    .where('team_id', '=', teamId)
    .where('subject_id', '=', subjectId)
    .where('subject_version', '=', subjectVersion)
    .where('kind', '=', kind.name)
    .where('state', 'in', ['pending', 'sent'])
    .executeTakeFirst()
  return found?.at ?? undefined
}

/** Those to whom a nudge of this kind about a subject is pending, or was sent. */
export async function listPlannedFor(
  db: Db | Tx,
  teamId: string,
  subjectId: string,
  kind: KindId,
): Promise<Set<string>> {
  const found = await nudgesAbout(db, teamId, subjectId, kind)
  return new Set(found.flatMap(({ state, user_id }) => (isOff.has(state) ? [] : user_id)))
}

const isOff: ReadonlySet<string> = new Set(['cancelled', 'failed'])

function nudgesAbout(db: Db | Tx, teamId: string, subjectId: string, kind: KindId) {
  return db
    .selectFrom('nudges')
    .select(['user_id', 'state'])
    .where('team_id', '=', teamId)
    .where('subject_id', '=', subjectId)
    .where('kind', '=', kind.name)
    .execute()
}

/**
 * What is owed, and who takes it: claims, one statement each. `now` always comes from outside; no statement
 * asks the database's clock by itself, so that a hand can wind it and every instance agrees.
 */
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import type { Nudge } from '../feature.ts'
import type { Manner } from './tables.ts'

/** How fast messages may go out; Slack allows about one a second per channel and several hundred a minute in all. */
export interface Pace {
  perMinute: number
  /** Messages that may go at once after a quiet time. */
  burst: number
  perChannelMs: number
}

/** People spoken to in one claim: one crash leaves at most so many sends unclear. */
const peoplePerClaim = 100
/** Due rows looked at to find those people. */
const rowsPerClaim = 500

export interface Claimed extends Nudge {
  manner: Manner
  fence: number
  attempts: number
  notBefore: Date
  channelId: string | null
  nudgedOn: string | null
  nudged: number
}

/**
 * Workspaces in which something is due to be said, asked about or brought up to date. Each question is put so that one
 * look at an index answers it: as "exists" it read everything that is pending (measured: 249 ms against 0.3 ms with a
 * million promises open).
 */
export async function listDueTeams(db: Db, now: Date): Promise<string[]> {
  const { rows } = await sql<{ team_id: string }>`
    select w.team_id from workspaces w
    where w.state = 'active' and (w.paused_until is null or w.paused_until <= ${now}) and (
      (select min(d.not_before) from nudges d where d.team_id = w.team_id and d.state = 'pending') <= ${now}
      or (select min(d.not_before) from nudges d where d.team_id = w.team_id and d.state = 'unknown') <= ${now}
      or (select min(d.lease_until) from nudges d where d.team_id = w.team_id and d.state = 'sending') < ${now}
      or (select d.stale from nudges d where d.team_id = w.team_id and d.stale limit 1)
      or (select true from nudge_duplicates u where u.team_id = w.team_id and u.healed_at is null limit 1))`.execute(
    db,
  )
  return rows.map((row) => row.team_id)
}

/**
 * Takes what is due of some people, all rows of each, for one process and one attempt. Locking the workspace's row
 * makes its pace exact over all instances; locking the inboxes keeps two instances from speaking to one person.
 */
export async function claim(
  db: Db,
  teamId: string,
  now: Date,
  pace: Pace,
  leaseSeconds: number,
): Promise<Claimed[]> {
  const interval = 60_000 / pace.perMinute
  const { rows } = await sql<ClaimedRow>`
    with room as (
      select team_id, least(${peoplePerClaim}::int, floor((${pace.burst * interval}::float8
        - greatest(0, extract(epoch from next_send_at - ${now}::timestamptz) * 1000)) / ${interval}::float8)) as slots
      from workspaces
      where team_id = ${teamId} and state = 'active' and (paused_until is null or paused_until <= ${now}::timestamptz)
      for update
    ), heads as (
      select user_id, min(not_before) as first from (
        select user_id, not_before from nudges
        where team_id = ${teamId} and state = 'pending' and not_before <= ${now}::timestamptz
        order by not_before limit ${rowsPerClaim}
      ) as ripe group by user_id
    ), boxes as (
      select i.user_id, i.channel_id, i.nudged_on, i.nudged
      from inboxes i join heads h on h.user_id = i.user_id
      where i.team_id = ${teamId} and i.next_send_at <= ${now}::timestamptz
      order by h.first
      limit coalesce((select greatest(0, slots)::int from room), 0)
      for update of i skip locked
    ), mine as (
      update nudges d set state = 'sending', fence = d.fence + 1, attempts = d.attempts + 1,
        lease_until = ${now}::timestamptz + make_interval(secs => ${leaseSeconds}), attempt_at = ${now}::timestamptz
      from boxes b
      where d.team_id = ${teamId} and d.user_id = b.user_id and d.state = 'pending' and d.not_before <= ${now}::timestamptz
      returning d.*, b.channel_id as box_channel, b.nudged_on, b.nudged
    ), paced as (
      update inboxes i set next_send_at = ${now}::timestamptz + make_interval(secs => ${pace.perChannelMs / 1000}::float8)
      from (select distinct user_id from mine where manner <> 'timer') m
      where i.team_id = ${teamId} and i.user_id = m.user_id
    ), spent as (
      update workspaces w set next_send_at = greatest(w.next_send_at, ${now}::timestamptz)
        + make_interval(secs => ${interval / 1000}::float8 * (select count(distinct user_id) from mine where manner <> 'timer'))
      where w.team_id = ${teamId} and exists (select from mine where manner <> 'timer')
    )
    select id, user_id, kind, manner, subject_id, subject_version, facts, due_at, planned_at, not_before, fence, attempts,
      box_channel, nudged_on, nudged
    from mine order by not_before, planned_at, id`.execute(db)
  return rows.map(toClaimed)
}

/** When the pace will let something out that is due already; undefined = nothing waits for the pace. */
export async function paceOpensAt(db: Db, teamId: string, now: Date, pace: Pace): Promise<Date | undefined> {
  // The workspace's next_send_at says when its burst is whole again; one message may go that much earlier.
  const early = ((pace.burst - 1) * 60) / pace.perMinute
  const { rows } = await sql<{ at: Date | null }>`
    select greatest(w.next_send_at - make_interval(secs => ${early}::float8), w.paused_until, i.next_send_at) as at
    from workspaces w, lateral (
      select user_id from nudges d
      where d.team_id = w.team_id and d.state = 'pending' and d.not_before <= ${now}
      order by d.not_before limit 1
    ) as first, inboxes i
    where w.team_id = ${teamId} and w.state = 'active' and i.team_id = w.team_id and i.user_id = first.user_id`.execute(
    db,
  )
  return rows[0]?.at ?? undefined
}

/** The earliest moment at which something planned is to be looked at again. */
export async function nextDue(db: Db): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date | null }>`
    select min(d.not_before) as at from nudges d join workspaces w on w.team_id = d.team_id and w.state = 'active'
    where d.state in ('pending', 'unknown')`.execute(db)
  return rows[0]?.at ?? undefined
}

interface ClaimedRow {
  id: string
  user_id: string
  kind: string
  manner: Manner
  subject_id: string | null
  subject_version: number
  facts: Record<string, unknown>
  due_at: Date
  planned_at: Date
  not_before: Date
  fence: number
  attempts: number
  box_channel: string | null
  nudged_on: string | null
  nudged: number
}

function toClaimed(row: ClaimedRow): Claimed {
  return {
    id: row.id,
    userId: row.user_id,
    kind: row.kind,
    manner: row.manner,
    subjectId: row.subject_id ?? undefined,
    subjectVersion: row.subject_version,
    facts: row.facts,
    dueAt: row.due_at,
    plannedAt: row.planned_at,
    notBefore: row.not_before,
    fence: row.fence,
    attempts: row.attempts,
    channelId: row.box_channel,
    nudgedOn: row.nudged_on,
    nudged: row.nudged,
  }
}

/**
 * The ledger's moves, one statement each: claim, settle, reap, reconcile. `now` always comes from outside; no statement
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

/** Workspaces in which something is due to be said, asked about or brought up to date. */
export async function listDueTeams(db: Db, now: Date): Promise<string[]> {
  const { rows } = await sql<{ team_id: string }>`
    select w.team_id from workspaces w
    where w.state = 'active' and (w.paused_until is null or w.paused_until <= ${now}) and (
      exists (select from nudges d where d.team_id = w.team_id and d.state = 'pending' and d.not_before <= ${now})
      or exists (select from nudges d where d.team_id = w.team_id and d.state = 'unknown' and d.not_before <= ${now})
      or exists (select from nudges d where d.team_id = w.team_id and d.state = 'sending' and d.lease_until < ${now})
      or exists (select from nudges d where d.team_id = w.team_id and d.stale)
      or exists (select from nudge_duplicates u where u.team_id = w.team_id and u.healed_at is null))`.execute(
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

/**
 * Keeps the DM that was opened, before the first word in it: a process that dies after its post must leave behind where
 * to look for it.
 */
export async function keepChannel(db: Db, teamId: string, userId: string, channelId: string): Promise<void> {
  await sql`
    update inboxes set channel_id = ${channelId} where team_id = ${teamId} and user_id = ${userId}`.execute(
    db,
  )
}

/** What became of a claimed row; all but `sent` count only while the claim's fence still holds. */
export type Settlement =
  | {
      to: 'sent'
      id: string
      fence: number
      channelId: string
      ts: string
      /** Whether what was sent shows buttons; unknown where it was found in history. */
      live?: boolean
      /** The first row of the message that this one is part of. */
      into?: string
      /** Counts against the recipient's budget of that local day. */
      spent?: { userId: string; day: string }
    }
  | { to: 'done' | 'cancelled'; id: string; fence: number; code?: string }
  | { to: 'failed'; id: string; fence: number; code: string }
  | {
      to: 'pending'
      id: string
      fence: number
      notBefore: Date
      held?: string
      code?: string
      refund?: boolean
    }
  | { to: 'unknown'; id: string; fence: number; notBefore: Date; code: string }

/** Writes what became of claimed rows, many in one statement. */
export async function settle(
  db: Db,
  teamId: string,
  settlements: readonly Settlement[],
  now: Date,
): Promise<void> {
  if (!settlements.length) return
  await sql`
    with s as (
      select * from jsonb_to_recordset(${JSON.stringify(settlements)}::jsonb) as r(
        "to" text, id uuid, fence bigint, "channelId" text, ts text, live boolean, "into" uuid, code text,
        "notBefore" timestamptz, held text, refund boolean, spent jsonb)
    ), second as (
      -- Proof of a second message for one nudge: kept, so that it is healed and counted.
      insert into nudge_duplicates (team_id, nudge_id, ts, channel_id, seen_at)
      select ${teamId}, s.id, s.ts, s."channelId", ${now}::timestamptz
      from s join nudges d on d.team_id = ${teamId} and d.id = s.id
      where s."to" = 'sent' and d.message_ts is not null and d.message_ts <> s.ts
      on conflict do nothing
    ), spent as (
      update inboxes i set nudged_on = n.day, nudged = case when i.nudged_on = n.day then i.nudged + n.n else n.n end
      from (select spent->>'userId' as user_id, spent->>'day' as day, count(*)::int as n from s
        where spent is not null group by 1, 2) n
      where i.team_id = ${teamId} and i.user_id = n.user_id
    )
    update nudges d set
      state = s."to",
      lease_until = null,
      message_ts = coalesce(d.message_ts, s.ts),
      channel_id = coalesce(s."channelId", d.channel_id),
      sent_at = case when s."to" = 'sent' then coalesce(d.sent_at, ${now}::timestamptz) else d.sent_at end,
      live = coalesce(s.live, d.live),
      merged_into = coalesce(s."into", d.merged_into),
      not_before = coalesce(s."notBefore", d.not_before),
      held = coalesce(s.held, d.held),
      code = coalesce(s.code, d.code),
      attempts = d.attempts - case when s.refund then 1 else 0 end
    from s
    where d.team_id = ${teamId} and d.id = s.id
      and (s."to" = 'sent' or (d.fence = s.fence and d.state = 'sending'))`.execute(db)
}

/** Rows whose process died between claim and settle: nobody knows whether they were sent. */
export async function reap(db: Db, teamId: string, now: Date, settleSeconds: number): Promise<number> {
  const result = await sql`
    update nudges set state = 'unknown', lease_until = null, code = 'lease_expired',
      not_before = ${now}::timestamptz + make_interval(secs => ${settleSeconds})
    where team_id = ${teamId} and state = 'sending' and lease_until < ${now}::timestamptz`.execute(db)
  return Number(result.numAffectedRows ?? 0)
}

/** After so long without an answer a person has to look, in hours. */
const giveUpHours = 24

export interface Unclear {
  id: string
  userId: string
  fence: number
  channelId: string | null
  attemptAt: Date
}

/** Takes unclear sends to look for in Slack's history; those older than a day are left for a person instead. */
export async function claimUnclear(
  db: Db,
  teamId: string,
  now: Date,
  limit: number,
  leaseSeconds: number,
): Promise<Unclear[]> {
  await sql`
    update nudges set state = 'needs_human'
    where team_id = ${teamId} and state = 'unknown' and not_before <= ${now}::timestamptz
      and attempt_at < ${now}::timestamptz - make_interval(hours => ${giveUpHours})`.execute(db)
  const { rows } = await sql<{
    id: string
    user_id: string
    fence: number
    channel_id: string | null
    attempt_at: Date
  }>`
    with c as (
      select id from nudges
      where team_id = ${teamId} and state = 'unknown' and not_before <= ${now}::timestamptz
      order by not_before limit ${limit} for update skip locked
    )
    update nudges d set fence = d.fence + 1, not_before = ${now}::timestamptz + make_interval(secs => ${leaseSeconds})
    from c, inboxes i
    where d.team_id = ${teamId} and d.id = c.id and i.team_id = d.team_id and i.user_id = d.user_id
    returning d.id, d.user_id, d.fence, coalesce(d.channel_id, i.channel_id) as channel_id, d.attempt_at`.execute(
    db,
  )
  return rows.map((row) => ({
    id: row.id,
    userId: row.user_id,
    fence: row.fence,
    channelId: row.channel_id,
    attemptAt: row.attempt_at,
  }))
}

/** History was read whole and the key is not in it: the message may be sent again. Only for the current fence. */
export async function settleAbsent(
  db: Db,
  teamId: string,
  rows: readonly Pick<Unclear, 'id' | 'fence'>[],
  now: Date,
) {
  for (const row of rows)
    await sql`
      update nudges set state = 'pending', not_before = ${now}::timestamptz
      where team_id = ${teamId} and id = ${row.id} and fence = ${row.fence} and state = 'unknown'`.execute(db)
}

/** Whether these went out can't be found out, as the app may not read its own DM: a person has to look. */
export async function leaveToHuman(db: Db, teamId: string, rows: readonly Pick<Unclear, 'id' | 'fence'>[]) {
  for (const row of rows)
    await sql`
      update nudges set state = 'needs_human', code = 'missing_scope'
      where team_id = ${teamId} and id = ${row.id} and fence = ${row.fence} and state = 'unknown'`.execute(db)
}

/** Puts a whole workspace to rest until `until`: Slack asked for silence. */
export async function pauseWorkspace(db: Db, teamId: string, until: Date): Promise<void> {
  await sql`
    update workspaces set paused_until = greatest(paused_until, ${until}::timestamptz)
    where team_id = ${teamId}`.execute(db)
}

/** The token is dead: nothing is said until the workspace installs again. */
export async function stopWorkspace(db: Db, teamId: string, code: string): Promise<void> {
  await sql`
    update workspaces set state = 'stopped', stop_code = ${code}
    where team_id = ${teamId} and state = 'active'`.execute(db)
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

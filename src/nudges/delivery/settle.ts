/** What becomes of claimed rows; one statement each, `now` from outside. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../db/database.ts'
import { retryOnDeadlock } from '../../db/transaction.ts'
import type { ClaimedInbox } from './claim.ts'

/** What became of a row in a held inbox; all but `sent` count only while the inbox is still held under its fence. */
export type RowOutcome =
  | (Sent & {
      to: 'sent'
      /** Counts against the recipient's budget of that local day. */
      spentOn?: string
    })
  | { to: 'cancelled' | 'failed' | 'needs_human'; id: string; userId: string; code: string }
  | {
      to: 'pending'
      id: string
      userId: string
      notBefore: Date
      held?: string
      code?: string
      /** An attempt that Slack, or a mistake of ours, refused. */
      tried?: boolean
    }
  | { to: 'unknown'; id: string; userId: string; notBefore: Date; code: string }

export interface Sent {
  id: string
  userId: string
  channelId: string
  ts: string
  /** Whether what was sent shows buttons. */
  live: boolean
  /** The first row of the message that this one is part of. */
  into?: string
}

/** Writes what became of a claim, and lets go of its inboxes: one statement, so that nobody sees a part of it. */
export async function settle(...what: Parameters<typeof settleOnce>): Promise<void> {
  await retryOnDeadlock(() => settleOnce(...what))
}

async function settleOnce(
  db: Db,
  teamId: string,
  boxes: readonly ClaimedInbox[],
  settlements: readonly RowOutcome[],
  now: Date,
  perChannelMs: number,
): Promise<void> {
  const sent = settlements.filter((one) => one.to === 'sent')
  const others = settlements.filter((one) => one.to !== 'sent')
  const spentOn = new Map(sent.flatMap((one) => (one.spentOn ? [[one.userId, one.spentOn] as const] : [])))
  // What may have been said counts too: Slack takes about one message a second in a DM.
  const spoken = new Set(
    settlements.filter((one) => one.to === 'sent' || one.to === 'unknown').map((one) => one.userId),
  )
  await sql`
    with boxes as (
      update inboxes i set
        lease_until = case when i.fence = b.fence then null else i.lease_until end,
        next_send_at = case when b.spoken
          then greatest(i.next_send_at, ${now}::timestamptz + make_interval(secs => ${perChannelMs / 1000}::float8))
          else i.next_send_at end,
        nudged = case when b.day is null then i.nudged when i.nudged_on = b.day then i.nudged + 1 else 1 end,
        nudged_on = coalesce(b.day, i.nudged_on)
      from unnest(${boxes.map((box) => box.userId)}::text[], ${boxes.map((box) => box.fence)}::int[],
        ${boxes.map((box) => spentOn.get(box.userId) ?? null)}::text[],
        ${boxes.map((box) => spoken.has(box.userId))}::boolean[]) as b(user_id, fence, day, spoken)
      where i.team_id = ${teamId} and i.user_id = b.user_id
      returning i.user_id, i.fence = b.fence as still_held
    ), ${marking(teamId, sent, now)}, r as materialized (
      select r.* from jsonb_to_recordset(${JSON.stringify(others)}::jsonb) as r(
        "to" text, id uuid, "userId" text, code text, "notBefore" timestamptz, held text, tried boolean)
      join boxes b on b.user_id = r."userId" and b.still_held
    ), moved as (
      update nudge_queue q set not_before = coalesce(r."notBefore", q.not_before),
        awaits = case r."to" when 'unknown' then 'history' when 'needs_human' then 'human' else 'post' end,
        attempt_at = case when r."to" = 'pending' then null else ${now}::timestamptz end
      from r
      where q.team_id = ${teamId} and q.user_id = r."userId" and q.nudge_id = r.id and q.awaits = 'post'
        and r."to" in ('pending', 'unknown', 'needs_human')
      returning q.nudge_id
    ), closed as (
      delete from nudge_queue q using r
      where q.team_id = ${teamId} and q.user_id = r."userId" and q.nudge_id = r.id and q.awaits = 'post'
        and r."to" in ('cancelled', 'failed')
      returning q.nudge_id
    )
    update nudges d set
      state = case when r."to" = 'unknown' then 'pending' else r."to" end,
      held = coalesce(r.held, d.held),
      code = coalesce(r.code, d.code),
      attempts = d.attempts + case when r.tried or r."to" = 'unknown' then 1 else 0 end
    from r
    where d.team_id = ${teamId} and d.id = r.id
      and r.id in (select nudge_id from moved union all select nudge_id from closed)`.execute(db)
}

/** Proof that something was sent counts always, whoever holds the inbox now. */
export async function settleSent(db: Db, teamId: string, sent: readonly Sent[], now: Date): Promise<void> {
  if (sent.length) await sql`with ${marking(teamId, sent, now)} select`.execute(db)
}

/** Second messages seen for a nudge: kept, so that they are healed and counted. */
export async function recordDuplicates(
  db: Db,
  teamId: string,
  seconds: readonly Sent[],
  now: Date,
): Promise<void> {
  if (!seconds.length) return
  await db
    .insertInto('nudge_duplicates')
    .values(
      seconds.map((one) => ({
        team_id: teamId,
        nudge_id: one.id,
        ts: one.ts,
        channel_id: one.channelId,
        seen_at: now,
        healed_at: null,
      })),
    )
    .onConflict((oc) => oc.doNothing())
    .execute()
}

/** Parts of a statement: the rows are sent, and whatever speaks of a second message for one of them is kept. */
function marking(teamId: string, sent: readonly Sent[], now: Date): RawBuilder<unknown> {
  return sql`s as materialized (
      select * from unnest(${sent.map((one) => one.id)}::uuid[], ${sent.map((one) => one.userId)}::text[],
        ${sent.map((one) => one.channelId)}::text[], ${sent.map((one) => one.ts)}::text[],
        ${sent.map((one) => one.live)}::boolean[], ${sent.map((one) => one.into ?? null)}::uuid[]
      ) as s(id, user_id, channel_id, ts, live, merged_into)
    ), said as (
      delete from nudge_queue q using s
      where q.team_id = ${teamId} and q.user_id = s.user_id and q.nudge_id = s.id
    ), told as (
      update nudges d set
        -- What it says was settled while it was on its way: the next pass brings it up to date.
        stale = d.stale or d.state = 'cancelled',
        state = 'sent',
        message_ts = coalesce(d.message_ts, s.ts),
        channel_id = coalesce(d.channel_id, s.channel_id),
        sent_at = coalesce(d.sent_at, ${now}::timestamptz),
        live = s.live,
        merged_into = coalesce(d.merged_into, s.merged_into),
        attempts = d.attempts + 1
      from s
      where d.team_id = ${teamId} and d.id = s.id
      returning d.id, d.message_ts, s.ts, s.channel_id
    ), second as (
      insert into nudge_duplicates (team_id, nudge_id, ts, channel_id, seen_at)
      select ${teamId}, id, ts, channel_id, ${now}::timestamptz from told where message_ts <> ts
      on conflict do nothing
    )`
}

/**
 * Keeps the DM that was opened, before the first word in it: a process that dies after its post must leave behind where
 * to look for it.
 */
export async function saveDmChannel(
  db: Db,
  teamId: string,
  userId: string,
  channelId: string,
): Promise<void> {
  await sql`
    update inboxes set channel_id = ${channelId} where team_id = ${teamId} and user_id = ${userId}`.execute(
    db,
  )
}

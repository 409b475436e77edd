/** Writes what became of claimed rows, one statement each; `now` is always a parameter. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../db/database.ts'
import { retryOnDeadlock } from '../../db/transaction.ts'
import { awaits } from '../queue-sql.ts'
import { markedSent, type Sent } from './mark-sent.ts'
import type { ClaimedInbox } from './nudge-row.ts'

/** What became of a row of a claimed inbox; all but `sent` count only while the inbox is still held under its fence. */
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
      /** An attempt that Slack refused, or that a defect of ours made fail. */
      tried?: boolean
    }
  | { to: 'unknown'; id: string; userId: string; notBefore: Date; code: string }

export interface ClaimOutcomes {
  inboxes: readonly ClaimedInbox[]
  outcomes: readonly RowOutcome[]
  now: Date
  /** Milliseconds until the next message to a person who got one. */
  perChannelMs: number
}

/** Writes the outcomes of a claim and releases its inboxes, in one statement: no other process sees a part of it. */
export async function settle(db: Db, teamId: string, claim: ClaimOutcomes): Promise<void> {
  await retryOnDeadlock(async () => {
    await settleStatement(teamId, claim).execute(db)
  })
}

function settleStatement(teamId: string, claim: ClaimOutcomes): RawBuilder<unknown> {
  const { now } = claim
  const others = claim.outcomes.filter((one) => one.to !== 'sent')
  return sql`
    with ${releasedInboxes(teamId, claim)}, ${markedSent(
      teamId,
      claim.outcomes.filter((one) => one.to === 'sent'),
      now,
    )}, r as materialized (
      select r.* from jsonb_to_recordset(${JSON.stringify(others)}::jsonb) as r(
        "to" text, id uuid, "userId" text, code text, "notBefore" timestamptz, held text, tried boolean)
      join released b on b.user_id = r."userId" and b.was_held
    ), requeued as (
      update nudge_queue q set not_before = coalesce(r."notBefore", q.not_before),
        awaits = case r."to" when 'unknown' then ${awaits.history} when 'needs_human' then ${awaits.manual} else ${awaits.post} end,
        attempt_at = case when r."to" = 'pending' then null else ${now}::timestamptz end
      from r
      where q.team_id = ${teamId} and q.user_id = r."userId" and q.nudge_id = r.id and q.awaits = ${awaits.post}
        and r."to" in ('pending', 'unknown', 'needs_human')
      returning q.nudge_id
    ), dequeued as (
      delete from nudge_queue q using r
      where q.team_id = ${teamId} and q.user_id = r."userId" and q.nudge_id = r.id and q.awaits = ${awaits.post}
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
      and r.id in (select nudge_id from requeued union all select nudge_id from dequeued)`
}

/** Part of a statement: releases the inboxes that are still held under their fence, and counts what was sent. */
function releasedInboxes(
  teamId: string,
  { inboxes, outcomes, now, perChannelMs }: ClaimOutcomes,
): RawBuilder<unknown> {
  const spentOn = new Map(
    outcomes.flatMap((one) => (one.to === 'sent' && one.spentOn ? [[one.userId, one.spentOn] as const] : [])),
  )
  // A send with an unknown outcome counts too: Slack takes about one message a second in a DM.
  const wasSentTo = new Set(
    outcomes.flatMap((one) => (one.to === 'sent' || one.to === 'unknown' ? one.userId : [])),
  )
  return sql`released as (
      update inboxes i set
        lease_until = case when i.fence = b.fence then null else i.lease_until end,
        next_send_at = case when b.was_sent_to
          then greatest(i.next_send_at, ${now}::timestamptz + make_interval(secs => ${perChannelMs / 1000}::float8))
          else i.next_send_at end,
        nudged = case when b.day is null then i.nudged when i.nudged_on = b.day then i.nudged + 1 else 1 end,
        nudged_on = coalesce(b.day, i.nudged_on)
      from unnest(${inboxes.map((inbox) => inbox.userId)}::text[], ${inboxes.map((inbox) => inbox.fence)}::int[],
        ${inboxes.map((inbox) => spentOn.get(inbox.userId) ?? null)}::text[],
        ${inboxes.map((inbox) => wasSentTo.has(inbox.userId))}::boolean[]) as b(user_id, fence, day, was_sent_to)
      where i.team_id = ${teamId} and i.user_id = b.user_id
      returning i.user_id, i.fence = b.fence as was_held
    )`
}

/** Saves the opened DM before the first post in it: a process that dies after the post must leave where to look for it. */
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

/** What becomes of claimed rows, and of a workspace that Slack silences; one statement each, `now` from outside. */
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'

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

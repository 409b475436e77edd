/** Marks rows as sent, and records second messages of one nudge. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../db/database.ts'

export interface Sent {
  id: string
  userId: string
  channelId: string
  ts: string
  /** Whether what was sent may still change. */
  live: boolean
  /** The first row of the message that this one is part of. */
  into?: string
}

/** Proof that something was sent always counts, whichever process holds the inbox now. */
export async function settleSent(db: Db, teamId: string, sent: readonly Sent[], now: Date): Promise<void> {
  if (sent.length) await sql`with ${markedSent(teamId, sent, now)} select`.execute(db)
}

/** Part of a statement: marks the rows as sent, and records a second message for one that was sent already. */
export function markedSent(teamId: string, sent: readonly Sent[], now: Date): RawBuilder<unknown> {
  return sql`s as materialized (
      select * from unnest(${sent.map((one) => one.id)}::uuid[], ${sent.map((one) => one.userId)}::text[],
        ${sent.map((one) => one.channelId)}::text[], ${sent.map((one) => one.ts)}::text[],
        ${sent.map((one) => one.live)}::boolean[], ${sent.map((one) => one.into ?? null)}::uuid[]
      ) as s(id, user_id, channel_id, ts, live, merged_into)
    ), sent_rows as (
      delete from nudge_queue q using s
      where q.team_id = ${teamId} and q.user_id = s.user_id and q.nudge_id = s.id
    ), marked as (
      update nudges d set
        -- Its subject was closed while the message was in flight: the next pass updates the message.
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
      select ${teamId}, id, ts, channel_id, ${now}::timestamptz from marked where message_ts <> ts
      on conflict do nothing
    )`
}

/** Records second messages of a nudge, so that they are deleted and counted. */
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

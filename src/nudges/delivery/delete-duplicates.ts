/** Deletes the second message of a nudge that was sent twice; the duplicate stays counted. */
import { sql } from 'kysely'
import type { DeliveryContext } from './context.ts'

/** Duplicates deleted in one pass of a workspace; there should be none. */
const duplicatesPerPass = 10

export async function deleteDuplicates(d: DeliveryContext, teamId: string, now: Date): Promise<void> {
  const { rows } = await sql<{ nudge_id: string; ts: string; channel_id: string; is_needed: boolean }>`
    select u.nudge_id, u.ts, u.channel_id, exists (
        select from nudges n join nudges d on d.team_id = n.team_id and d.user_id = n.user_id
        where n.team_id = u.team_id and n.id = u.nudge_id and d.message_ts = u.ts) as is_needed
    from nudge_duplicates u
    where u.team_id = ${teamId} and u.healed_at is null limit ${duplicatesPerPass}`.execute(d.ctx.db)
  for (const { nudge_id: id, ts, channel_id: channelId, is_needed: isNeeded } of rows) {
    d.ctx.log.warn({ teamId, nudgeId: id }, 'a message was sent twice')
    // A message that is the only one of another nudge stays, and so does the copy that is kept.
    if (!isNeeded && !(await d.messenger.delete(teamId, channelId, ts))) continue
    await sql`
      update nudge_duplicates set healed_at = ${now}::timestamptz
      where team_id = ${teamId} and nudge_id = ${id} and ts = ${ts}`.execute(d.ctx.db)
  }
}

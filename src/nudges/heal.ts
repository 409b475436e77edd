/** A second message for one nudge is taken back, and stays counted. */
import { sql } from 'kysely'
import type { Delivery } from './tick.ts'

/** Duplicates taken back in one pass of a workspace; there should be none. */
const perPass = 10

export async function heal(d: Delivery, teamId: string, now: Date): Promise<void> {
  const { rows } = await sql<{ nudge_id: string; ts: string; channel_id: string }>`
    select nudge_id, ts, channel_id from nudge_duplicates
    where team_id = ${teamId} and healed_at is null limit ${perPass}`.execute(d.ctx.db)
  for (const { nudge_id: id, ts, channel_id: channelId } of rows) {
    d.ctx.log.warn({ teamId, nudgeId: id }, 'a message went out twice')
    if (!(await d.courier.erase(teamId, channelId, ts))) continue
    await sql`
      update nudge_duplicates set healed_at = ${now}::timestamptz
      where team_id = ${teamId} and nudge_id = ${id} and ts = ${ts}`.execute(d.ctx.db)
  }
}

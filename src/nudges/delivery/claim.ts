/**
 * Claims the inboxes of people to whom something is due, one statement each. `now` is always a parameter; no statement
 * reads the database's clock, so that tests can set the time and every process uses the same one.
 */
import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import { awaits } from '../queue-sql.ts'
import type { DeliveryContext } from './context.ts'
import { nudgeColumns, toNudge, type ClaimedInbox, type DueNudge, type NudgeRow } from './nudge-row.ts'

/** At most so many people in one claim: a crash leaves at most so many sends with an unknown outcome. */
export const peoplePerClaim = 500
/** Due rows read to find those people. */
const rowsPerClaim = 1000

/**
 * Claims the inboxes of some people to whom something is due, for one process and one attempt. Locking the workspace's row
 * makes its rate limit exact over all processes; the lease on the inbox keeps two processes from sending to one person.
 */
export async function claimInboxes(
  { ctx, rateLimit, durations }: DeliveryContext,
  teamId: string,
  now: Date,
): Promise<ClaimedInbox[]> {
  const interval = 60_000 / rateLimit.perMinute
  const { rows } = await sql<InboxRow>`
    with available as (
      select team_id, least(${peoplePerClaim}::int, floor((${rateLimit.burst * interval}::float8
        - greatest(0, extract(epoch from next_send_at - ${now}::timestamptz) * 1000)) / ${interval}::float8)) as slots
      from workspaces
      where team_id = ${teamId} and state = 'active' and (paused_until is null or paused_until <= ${now}::timestamptz)
      for update
    ), recipients as (
      select user_id, min(not_before) as first from (
        select q.user_id, q.not_before
        from nudge_queue q join inboxes i on i.team_id = q.team_id and i.user_id = q.user_id
        where q.team_id = ${teamId} and q.awaits = ${awaits.post} and q.not_before <= ${now}::timestamptz
          and i.lease_until is null and i.next_send_at <= ${now}::timestamptz
        order by q.not_before limit ${rowsPerClaim}
      ) as due group by user_id
    ), free as (
      select i.user_id
      from inboxes i join recipients r on r.user_id = i.user_id
      where i.team_id = ${teamId} and i.lease_until is null and i.next_send_at <= ${now}::timestamptz
      order by r.first
      limit coalesce((select greatest(0, slots)::int from available), 0)
      for update of i skip locked
    ), claimed as (
      -- None of these columns is in an index, so that the row is rewritten in place (HOT).
      update inboxes i set fence = i.fence + 1, attempt_at = ${now}::timestamptz,
        lease_until = ${now}::timestamptz + make_interval(secs => ${durations.leaseSeconds})
      from free f
      where i.team_id = ${teamId} and i.user_id = f.user_id
      returning i.user_id, i.fence, i.channel_id, i.nudged_on, i.nudged
    ), charged as (
      update workspaces w set next_send_at = greatest(w.next_send_at, ${now}::timestamptz)
        + make_interval(secs => ${interval / 1000}::float8 * (select count(*) from claimed))
      where w.team_id = ${teamId} and exists (select from claimed)
    )
    select * from claimed`.execute(ctx.db)
  return rows.map((row) => ({
    userId: row.user_id,
    fence: row.fence,
    channelId: row.channel_id,
    nudgedOn: row.nudged_on,
    nudged: row.nudged,
  }))
}

interface InboxRow {
  user_id: string
  fence: number
  channel_id: string | null
  nudged_on: string | null
  nudged: number
}

/**
 * Everything that is due to the people whose inboxes are claimed. On purpose not part of the claim's statement: its snapshot
 * would still contain rows that the previous holder of the inbox has settled since.
 */
export async function listDue(db: Db, teamId: string, userIds: string[], now: Date): Promise<DueNudge[]> {
  const { rows } = await sql<DueRow>`
    select ${nudgeColumns}, d.manner, d.attempts, q.not_before
    from nudge_queue q join nudges d on d.team_id = q.team_id and d.id = q.nudge_id
    where q.team_id = ${teamId} and q.user_id = any(${userIds}) and q.awaits = ${awaits.post} and q.not_before <= ${now}
    order by q.not_before, d.planned_at, d.id`.execute(db)
  return rows.map((row) =>
    Object.assign(toNudge(row), { class: row.manner, attempts: row.attempts, notBefore: row.not_before }),
  )
}

interface DueRow extends NudgeRow {
  manner: DueNudge['class']
  attempts: number
  not_before: Date
}

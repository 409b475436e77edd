/** Rows of which nobody knows whether they were sent; one statement each, `now` from outside. */
import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'

/** Due rows looked at for inboxes that nobody holds any more; what was in a dead process's hands waits longest of all. */
const reapedAtOnce = 5000

/**
 * Inboxes whose process died between claim and settle: whether what it had in hand was sent, nobody knows. Found from
 * what is due, so that the cost grows with that and not with the people of the workspace.
 */
export async function expireLeases(db: Db, teamId: string, now: Date, settleSeconds: number): Promise<void> {
  await sql`
    with waiting as materialized (
      select distinct user_id from (
        select user_id from nudge_queue
        where team_id = ${teamId} and awaits = 'post' and not_before <= ${now}::timestamptz
        order by not_before limit ${reapedAtOnce}) as longest
    ), dead as (
      select i.user_id, i.attempt_at from waiting w join inboxes i on i.user_id = w.user_id
      where i.team_id = ${teamId} and i.lease_until < ${now}::timestamptz
      for update of i skip locked
    ), freed as (
      update inboxes i set lease_until = null, fence = i.fence + 1
      from dead where i.team_id = ${teamId} and i.user_id = dead.user_id
    ), unclear as (
      update nudge_queue q set awaits = 'history', attempt_at = dead.attempt_at,
        not_before = ${now}::timestamptz + make_interval(secs => ${settleSeconds})
      from dead
      where q.team_id = ${teamId} and q.user_id = dead.user_id and q.awaits = 'post' and q.not_before <= dead.attempt_at
      returning q.nudge_id
    )
    update nudges d set code = 'lease_expired', attempts = d.attempts + 1
    from unclear where d.team_id = ${teamId} and d.id = unclear.nudge_id`.execute(db)
}

/** After so long without an answer a person has to look, in hours. */
const giveUpHours = 24
/** And after at least so many looks: a process that was down for a day has not looked at all. */
const giveUpLooks = 20

export interface UnknownSend {
  id: string
  userId: string
  fence: number
  channelId: string | null
  attemptAt: Date
  /** The page of history at which the last look had to stop. */
  readTo: string | null
}

/** Takes the unclear sends of `limit` DMs to look for in Slack's history; those older than a day are left for a person. */
export async function claimUnknown(
  db: Db,
  teamId: string,
  now: Date,
  limit: number,
  leaseSeconds: number,
): Promise<UnknownSend[]> {
  await sql`
    with old as (
      update nudge_queue set awaits = 'human'
      where team_id = ${teamId} and awaits = 'history' and not_before <= ${now}::timestamptz
        and attempt_at < ${now}::timestamptz - make_interval(hours => ${giveUpHours}) and fence >= ${giveUpLooks}
      returning nudge_id
    )
    update nudges d set state = 'needs_human' from old where d.team_id = ${teamId} and d.id = old.nudge_id`.execute(
    db,
  )
  const { rows } = await sql<{
    nudge_id: string
    user_id: string
    fence: number
    channel_id: string | null
    attempt_at: Date
    read_to: string | null
  }>`
    with dms as (
      select q.user_id from nudge_queue q, workspaces w
      where q.team_id = ${teamId} and q.awaits = 'history' and q.not_before <= ${now}::timestamptz
        and w.team_id = q.team_id and (w.history_paused_until is null or w.history_paused_until <= ${now}::timestamptz)
      group by q.user_id order by min(q.not_before) limit ${limit}
    ), c as (
      -- All rows of each: those that are not found then go out again as one message, as they would have the first time.
      select q.user_id, q.nudge_id from nudge_queue q
      where q.team_id = ${teamId} and q.user_id in (select user_id from dms)
        and q.awaits = 'history' and q.not_before <= ${now}::timestamptz
      for update of q skip locked
    )
    update nudge_queue q set fence = q.fence + 1, not_before = ${now}::timestamptz + make_interval(secs => ${leaseSeconds})
    from c, inboxes i
    where q.team_id = ${teamId} and q.user_id = c.user_id and q.nudge_id = c.nudge_id
      and i.team_id = q.team_id and i.user_id = q.user_id
    returning q.nudge_id, q.user_id, q.fence, i.channel_id, q.attempt_at, q.read_to`.execute(db)
  return rows.map((row) => ({
    id: row.nudge_id,
    userId: row.user_id,
    fence: row.fence,
    channelId: row.channel_id,
    attemptAt: row.attempt_at,
    readTo: row.read_to,
  }))
}

type Fenced = Pick<UnknownSend, 'id' | 'userId' | 'fence'>

/** History was read whole and the key is not in it: the message may be sent again. Only for the current fence. */
export async function settleAbsent(
  db: Db,
  teamId: string,
  rows: readonly Fenced[],
  now: Date,
): Promise<void> {
  await sql`
    update nudge_queue q set awaits = 'post', not_before = ${now}::timestamptz, attempt_at = null, read_to = null
    from ${fenced(rows)}
    where q.team_id = ${teamId} and q.user_id = r.user_id and q.nudge_id = r.id and q.fence = r.fence
      and q.awaits = 'history'`.execute(db)
}

/** History could be read only so far: it is read on from there, when Slack allows it. */
export async function settleReadTo(
  db: Db,
  teamId: string,
  rows: readonly Fenced[],
  readTo: string | null,
  notBefore: Date,
): Promise<void> {
  await sql`
    update nudge_queue q set read_to = ${readTo}, not_before = ${notBefore}::timestamptz
    from ${fenced(rows)}
    where q.team_id = ${teamId} and q.user_id = r.user_id and q.nudge_id = r.id and q.fence = r.fence
      and q.awaits = 'history'`.execute(db)
}

/** Whether these went out can't be found out, as the app may not read its own DM: a person has to look. */
export async function markNeedsHuman(db: Db, teamId: string, rows: readonly Fenced[]): Promise<void> {
  await sql`
    with left_over as (
      update nudge_queue q set awaits = 'human' from ${fenced(rows)}
      where q.team_id = ${teamId} and q.user_id = r.user_id and q.nudge_id = r.id and q.fence = r.fence
        and q.awaits = 'history'
      returning q.nudge_id
    )
    update nudges d set state = 'needs_human', code = 'missing_scope'
    from left_over where d.team_id = ${teamId} and d.id = left_over.nudge_id`.execute(db)
}

function fenced(rows: readonly Fenced[]) {
  return sql`unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.userId)}::text[],
    ${rows.map((row) => row.fence)}::int[]) as r(id, user_id, fence)`
}

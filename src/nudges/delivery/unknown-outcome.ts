/** Sends with an unknown outcome, one statement each; `now` is always a parameter. */
import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import { awaits } from '../queue-sql.ts'
import type { DeliveryContext } from './context.ts'

/** Due rows read to find expired leases; what a dead process had in flight is the oldest of what is due. */
const rowsPerReap = 5000

/**
 * Frees inboxes whose process died between claim and settle; the outcome of what it had in flight is unknown. They are found
 * from what is due, so that the cost grows with that and not with the people of the workspace.
 */
export async function expireLeases(
  { ctx, settleSeconds }: DeliveryContext,
  teamId: string,
  now: Date,
): Promise<void> {
  await sql`
    with waiting as materialized (
      select distinct user_id from (
        select user_id from nudge_queue
        where team_id = ${teamId} and awaits = ${awaits.post} and not_before <= ${now}::timestamptz
        order by not_before limit ${rowsPerReap}) as oldest
    ), expired as (
      select i.user_id, i.attempt_at from waiting w join inboxes i on i.user_id = w.user_id
      where i.team_id = ${teamId} and i.lease_until < ${now}::timestamptz
      for update of i skip locked
    ), freed as (
      update inboxes i set lease_until = null, fence = i.fence + 1
      from expired where i.team_id = ${teamId} and i.user_id = expired.user_id
    ), unknown as (
      update nudge_queue q set awaits = ${awaits.history}, attempt_at = expired.attempt_at,
        not_before = ${now}::timestamptz + make_interval(secs => ${settleSeconds})
      from expired
      where q.team_id = ${teamId} and q.user_id = expired.user_id and q.awaits = ${awaits.post} and q.not_before <= expired.attempt_at
      returning q.nudge_id
    )
    update nudges d set code = 'lease_expired', attempts = d.attempts + 1
    from unknown where d.team_id = ${teamId} and d.id = unknown.nudge_id`.execute(ctx.db)
}

/** A send whose outcome is unknown for so many hours is left to a person. */
const giveUpHours = 24
/** And only after so many look-ups: a process that was down for a day has not looked at all. */
const giveUpLookUps = 20
/** DMs of one claim: history may be limited to one read a minute, and what is claimed rests until the lease ends. */
const dmsPerClaim = 5

export interface UnknownSend {
  id: string
  userId: string
  fence: number
  channelId: string | null
  attemptAt: Date
  /** The page of history at which the last look-up had to stop. */
  readTo: string | null
}

/** Claims the unknown sends of some DMs for a look-up in Slack's history; those older than a day are left to a person. */
export async function claimUnknown(d: DeliveryContext, teamId: string, now: Date): Promise<UnknownSend[]> {
  await giveUp(d, teamId, now)
  const { rows } = await sql<UnknownRow>`
    with dms as (
      select q.user_id from nudge_queue q, workspaces w
      where q.team_id = ${teamId} and q.awaits = ${awaits.history} and q.not_before <= ${now}::timestamptz
        and w.team_id = q.team_id and (w.history_paused_until is null or w.history_paused_until <= ${now}::timestamptz)
      group by q.user_id order by min(q.not_before) limit ${dmsPerClaim}
    ), c as (
      -- All rows of each: those that are not found are then sent again as one message, as they were the first time.
      select q.user_id, q.nudge_id from nudge_queue q
      where q.team_id = ${teamId} and q.user_id in (select user_id from dms)
        and q.awaits = ${awaits.history} and q.not_before <= ${now}::timestamptz
      for update of q skip locked
    )
    update nudge_queue q set fence = q.fence + 1,
      not_before = ${now}::timestamptz + make_interval(secs => ${d.durations.leaseSeconds})
    from c, inboxes i
    where q.team_id = ${teamId} and q.user_id = c.user_id and q.nudge_id = c.nudge_id
      and i.team_id = q.team_id and i.user_id = q.user_id
    returning q.nudge_id, q.user_id, q.fence, i.channel_id, q.attempt_at, q.read_to`.execute(d.ctx.db)
  return rows.map((row) => ({
    id: row.nudge_id,
    userId: row.user_id,
    fence: row.fence,
    channelId: row.channel_id,
    attemptAt: row.attempt_at,
    readTo: row.read_to,
  }))
}

interface UnknownRow {
  nudge_id: string
  user_id: string
  fence: number
  channel_id: string | null
  attempt_at: Date
  read_to: string | null
}

async function giveUp({ ctx }: DeliveryContext, teamId: string, now: Date): Promise<void> {
  await sql`
    with old as (
      update nudge_queue set awaits = ${awaits.manual}
      where team_id = ${teamId} and awaits = ${awaits.history} and not_before <= ${now}::timestamptz
        and attempt_at < ${now}::timestamptz - make_interval(hours => ${giveUpHours}) and fence >= ${giveUpLookUps}
      returning nudge_id
    )
    update nudges d set state = 'needs_human' from old where d.team_id = ${teamId} and d.id = old.nudge_id`.execute(
    ctx.db,
  )
}

type Fenced = Pick<UnknownSend, 'id' | 'userId' | 'fence'>

/** The whole history was read and the key is not in it: the message may be sent again. Only for the current fence. */
export async function settleAbsent(
  db: Db,
  teamId: string,
  rows: readonly Fenced[],
  now: Date,
): Promise<void> {
  await sql`
    update nudge_queue q set awaits = ${awaits.post}, not_before = ${now}::timestamptz, attempt_at = null, read_to = null
    from ${fenced(rows)}
    where q.team_id = ${teamId} and q.user_id = r.user_id and q.nudge_id = r.id and q.fence = r.fence
      and q.awaits = ${awaits.history}`.execute(db)
}

/** History was read only in part: the next look-up goes on from there, when Slack allows it. */
export async function settleReadTo(
  db: Db,
  teamId: string,
  rows: readonly Fenced[],
  { readTo, notBefore }: { readTo: string | null; notBefore: Date },
): Promise<void> {
  await sql`
    update nudge_queue q set read_to = ${readTo}, not_before = ${notBefore}::timestamptz
    from ${fenced(rows)}
    where q.team_id = ${teamId} and q.user_id = r.user_id and q.nudge_id = r.id and q.fence = r.fence
      and q.awaits = ${awaits.history}`.execute(db)
}

/** The outcome can't be found out, as the app may not read its own DM: a person has to check. */
export async function markNeedsHuman(db: Db, teamId: string, rows: readonly Fenced[]): Promise<void> {
  await sql`
    with left_over as (
      update nudge_queue q set awaits = ${awaits.manual} from ${fenced(rows)}
      where q.team_id = ${teamId} and q.user_id = r.user_id and q.nudge_id = r.id and q.fence = r.fence
        and q.awaits = ${awaits.history}
      returning q.nudge_id
    )
    update nudges d set state = 'needs_human', code = 'missing_scope'
    from left_over where d.team_id = ${teamId} and d.id = left_over.nudge_id`.execute(db)
}

function fenced(rows: readonly Fenced[]) {
  return sql`unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.userId)}::text[],
    ${rows.map((row) => row.fence)}::int[]) as r(id, user_id, fence)`
}

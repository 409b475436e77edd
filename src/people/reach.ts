/** Whether Slack takes messages to a person: set by delivery, and followed by what the features tell of it. */
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

/** Hours until what an unreachable person missed is tried again: one refused call a person and day. */
const retryHours = 24

/** A message to the person ended in a refusal. */
export async function markUnreachable(db: Db, teamId: string, userId: string, now: Date): Promise<void> {
  await sql`
    update people set unreachable_since = ${now},
      missed_retry_at = ${now}::timestamptz + make_interval(hours => ${retryHours}::int)
    where team_id = ${teamId} and user_id = ${userId} and unreachable_since is null`.execute(db)
}

/**
 * A message has reached the person. Answers whether that they could not be reached was never followed: then no heartbeat
 * finds anything to follow any more, and what they missed is for the caller to queue again.
 */
export async function markReachable(db: Tx, teamId: string, userId: string): Promise<boolean> {
  const { rows } = await sql<{ isTold: boolean }>`
    update people set unreachable_since = null,
      missed_retry_at = case when is_unreachable_told then missed_retry_at end
    where team_id = ${teamId} and user_id = ${userId} and unreachable_since is not null
    returning is_unreachable_told as "isTold"`.execute(db)
  return rows[0]?.isTold === false
}

/** They use the app: what they missed is tried again with the next heartbeat. */
export async function retryMissedSoon(db: Db, teamId: string, userId: string, now: Date): Promise<void> {
  await sql`
    update people set missed_retry_at = least(missed_retry_at, ${now}::timestamptz)
    where team_id = ${teamId} and user_id = ${userId} and unreachable_since is not null`.execute(db)
}

export interface ReachWork {
  teamId: string
  userId: string
}

/** Of one heartbeat; what is left over comes with the next. */
const peoplePerHeartbeat = 20

// Whoever a post shows to be gone has their profile fetched first: what is let go as they left is told by that.
const isDue = (now: Date) => sql`(
  (p.unreachable_since is not null) <> p.is_unreachable_told and p.fetched_at > 'epoch'
  or p.unreachable_since is not null and not p.has_left and p.missed_retry_at <= ${now}::timestamptz)`

/** People of whom it is to be told that messages reach them no more, or again, or whose missed messages are to be retried. */
export async function listReachWork(db: Db, now: Date): Promise<ReachWork[]> {
  const { rows } = await sql<ReachWork>`
    select p.team_id as "teamId", p.user_id as "userId"
    from people p join workspaces w on w.team_id = p.team_id and w.state = 'active'
    where (p.unreachable_since is not null or p.is_unreachable_told) and ${isDue(now)}
    order by p.missed_retry_at limit ${peoplePerHeartbeat}`.execute(db)
  return rows
}

export interface TakenReach {
  isReachable: boolean
  /** It has changed since it was last told. */
  isChanged: boolean
}

/** Takes the work on one person, for the transaction that does it; undefined = another process has done it. */
export async function takeReachWork(
  db: Tx,
  { teamId, userId }: ReachWork,
  now: Date,
): Promise<TakenReach | undefined> {
  const { rows } = await sql<TakenReach>`
    with found as (
      select p.user_id, p.unreachable_since is null as is_reachable,
        (p.unreachable_since is not null) <> p.is_unreachable_told as is_changed
      from people p
      where p.team_id = ${teamId} and p.user_id = ${userId} and ${isDue(now)}
      for update
    )
    update people p set is_unreachable_told = not found.is_reachable,
      missed_retry_at = case when not found.is_reachable
        then ${now}::timestamptz + make_interval(hours => ${retryHours}::int) end
    from found where p.team_id = ${teamId} and p.user_id = found.user_id
    returning found.is_reachable as "isReachable", found.is_changed as "isChanged"`.execute(db)
  return rows[0]
}

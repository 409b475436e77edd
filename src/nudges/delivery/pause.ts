/** Pauses a workspace after rate limits or repeated unknown outcomes, and stops it when its token is revoked. */
import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import { awaits } from '../queue-sql.ts'
import { mendSeconds } from '../../slack/classify-error.ts'
import type { DeliveryContext } from './context.ts'

/** The calls that a rate limit pauses: messages, reads of history, or edits. */
type PauseColumn = 'paused_until' | 'history_paused_until' | 'edits_paused_until'

/** Pauses one kind of calls of a workspace until `until`. */
export async function pauseWorkspace(
  db: Db,
  teamId: string,
  until: Date,
  column: PauseColumn = 'paused_until',
): Promise<void> {
  await sql`
    update workspaces set ${sql.ref(column)} = greatest(${sql.ref(column)}, ${until}::timestamptz)
    where team_id = ${teamId}`.execute(db)
}

/**
 * Pauses after a refusal that an administrator can mend; the rows stay, and the next try shows whether it is mended.
 * Returns true once a pause, so that one line is logged for a whole batch.
 */
export async function restWorkspace(db: Db, teamId: string, now: Date): Promise<boolean> {
  const rested = await sql`
    update workspaces set paused_until = ${now}::timestamptz + make_interval(secs => ${mendSeconds})
    where team_id = ${teamId} and (paused_until is null or paused_until <= ${now}::timestamptz)`.execute(db)
  return Number(rested.numAffectedRows ?? 0) > 0
}

/** Unknown outcomes within one minute after which a workspace pauses. */
const unknownBeforePause = 5

/**
 * Pauses for `seconds` where post after post has an unknown outcome: each has to be looked up, which is slower than
 * posting, and what is not looked up within a day is left to a person.
 */
export async function pauseIfFailing(db: Db, teamId: string, now: Date, seconds: number): Promise<void> {
  await sql`
    update workspaces set paused_until = greatest(paused_until, ${now}::timestamptz + make_interval(secs => ${seconds}))
    where team_id = ${teamId} and ${unknownBeforePause} <= (
      select count(*) from nudge_queue
      where team_id = ${teamId} and awaits = ${awaits.history} and attempt_at > ${now}::timestamptz - interval '1 minute')`.execute(
    db,
  )
}

/** Returns to the rate limit what was claimed for people to whom nothing is sent after all. */
export async function refundRateLimit(d: DeliveryContext, teamId: string, people: number): Promise<void> {
  await sql`
    update workspaces
    set next_send_at = next_send_at - make_interval(secs => ${(people * 60) / d.rateLimit.perMinute}::float8)
    where team_id = ${teamId}`.execute(d.ctx.db)
}

/** The token is revoked: nothing is sent until the app is installed again. */
export async function stopWorkspace(db: Db, teamId: string, code: string): Promise<void> {
  await sql`
    update workspaces set state = 'stopped', stop_code = ${code}
    where team_id = ${teamId} and state = 'active'`.execute(db)
}

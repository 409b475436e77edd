/** A workspace that Slack silences, or that is not well; one statement each, `now` from outside. */
import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'

/** What a workspace has to rest from, when Slack asks for it. */
export type PauseReason = 'paused_until' | 'history_paused_until' | 'edits_paused_until'

/** Puts one kind of calls of a workspace to rest until `until`: Slack asked for silence. */
export async function pauseWorkspace(
  db: Db,
  teamId: string,
  until: Date,
  rest: PauseReason = 'paused_until',
): Promise<void> {
  await sql`
    update workspaces set ${sql.ref(rest)} = greatest(${sql.ref(rest)}, ${until}::timestamptz)
    where team_id = ${teamId}`.execute(db)
}

/** Posts of the last minute that ended unclear, after which a workspace rests: Slack is not well. */
const illness = 5

/**
 * Rests for `seconds` where post after post ends unclear: each has to be looked up, which goes slower than posting, and
 * what is not looked up within a day is left to a person.
 */
export async function pauseIfFailing(db: Db, teamId: string, now: Date, seconds: number): Promise<void> {
  await sql`
    update workspaces set paused_until = greatest(paused_until, ${now}::timestamptz + make_interval(secs => ${seconds}))
    where team_id = ${teamId} and ${illness} <= (
      select count(*) from nudge_queue
      where team_id = ${teamId} and awaits = 'history' and attempt_at > ${now}::timestamptz - interval '1 minute')`.execute(
    db,
  )
}

/** Gives back the pace of those to whom nothing is said after all. */
export async function giveBackPace(db: Db, teamId: string, people: number, perMinute: number): Promise<void> {
  await sql`
    update workspaces set next_send_at = next_send_at - make_interval(secs => ${(people * 60) / perMinute}::float8)
    where team_id = ${teamId}`.execute(db)
}

/** The token is dead: nothing is said until the workspace installs again. */
export async function stopWorkspace(db: Db, teamId: string, code: string): Promise<void> {
  await sql`
    update workspaces set state = 'stopped', stop_code = ${code}
    where team_id = ${teamId} and state = 'active'`.execute(db)
}

/** After a restored backup: what came due since it was made may have been said, so it is looked up first. */
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { inTransaction } from '../db/transaction.ts'
import { awaits } from './queue-sql.ts'

export interface Restored {
  /** The time of the backup. */
  since: Date
  now: Date
  /** A message that was posted just before may still be about to be committed. */
  settleSeconds: number
}

/**
 * Makes what is due in a workspace wait for a look-up in Slack's history, and remembers that timers which were due by now
 * have run before. Answers how many messages are looked up.
 */
export async function lookUpDue(
  db: Db,
  teamId: string,
  { since, now, settleSeconds }: Restored,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    await sql`
      update workspaces set restored_at = ${now}::timestamptz, restored_since = ${since}::timestamptz
      where team_id = ${teamId}`.execute(tx)
    const { numAffectedRows = 0n } = await sql`
      update nudge_queue q set awaits = ${awaits.history}, attempt_at = ${since}::timestamptz, read_to = null,
        not_before = ${now}::timestamptz + make_interval(secs => ${settleSeconds})
      from nudges d
      where q.team_id = ${teamId} and q.awaits = ${awaits.post} and d.team_id = q.team_id and d.id = q.nudge_id
        and least(q.not_before, d.due_at) <= ${now}::timestamptz`.execute(tx)
    return Number(numAffectedRows)
  })
}

/**
 * What a timer planned that had run before the restore, in this transaction, may have been said then. The ids of nudges
 * follow from what they are about, so that it is found under its key.
 */
export async function lookUpPlanned(tx: Tx, teamId: string, since: Date, now: Date): Promise<void> {
  await sql`
    update nudge_queue set awaits = ${awaits.history}, attempt_at = ${since}::timestamptz, not_before = ${now}::timestamptz
    where team_id = ${teamId} and awaits = ${awaits.post} and not_before <= ${now}::timestamptz
      and xmin = pg_current_xact_id()::xid`.execute(tx)
}

import { sql } from 'kysely'
import type { Tx } from '../../db/database.ts'
import { isConnectionError, logLevelOf } from '../../db/connection-error.ts'
import { inTransaction } from '../../db/transaction.ts'
import { backOffSeconds } from '../../slack/classify-error.ts'
import { nudgeColumns, toNudge, type NudgeRow } from './nudge-row.ts'
import { awaits } from '../queue-sql.ts'
import { isTimer, type Nudge } from '../kinds.ts'
import type { DeliveryContext } from './context.ts'
import { lookUpPlanned } from '../look-up-due.ts'

/** Timers run in one pass of a workspace before messages are sent as well. */
const timersPerPass = 100

/** Runs the timers that are due; returns whether this process ran, or tried, any. */
export async function runTimers(d: DeliveryContext, teamId: string, now: Date): Promise<boolean> {
  const { rows } = await sql<TimerRow>`
    select ${nudgeColumns}, d.attempts,
      case when q.not_before <= w.restored_at then w.restored_since end as restored_since
    from nudge_queue q
    join nudges d on d.team_id = q.team_id and d.id = q.nudge_id
    join workspaces w on w.team_id = q.team_id and w.state = 'active'
    where q.team_id = ${teamId} and q.awaits = ${awaits.timer} and q.not_before <= ${now}
    order by q.not_before, d.planned_at, d.id limit ${timersPerPass}`.execute(d.ctx.db)
  let hasRun = false
  for (const row of rows) {
    if (d.isStopping?.()) return false
    const { attempts, restored_since: ranSince } = row
    if (await runTimer(d, teamId, { nudge: toNudge(row), attempts, ranSince, now })) hasRun = true
  }
  // False where another process runs them all: asking again at once would loop.
  return hasRun
}

interface TimerRow extends NudgeRow {
  attempts: number
  restored_since: Date | null
}

interface DueTimer {
  nudge: Nudge
  attempts: number
  /** It was due before a backup was restored: it may have run since this time. */
  ranSince: Date | null
  now: Date
}

/**
 * The timer's effect and the removal of its row are one transaction: whoever removes the row has the effect. One that has run
 * leaves no row behind, as nobody heard of it.
 */
async function runTimer(d: DeliveryContext, teamId: string, timer: DueTimer): Promise<boolean> {
  const { nudge, ranSince, now } = timer
  const kind = d.kinds.get(nudge.kind)
  try {
    return await inTransaction(d.ctx.db, async (tx) => {
      if (!(await claimTimer(tx, teamId, nudge))) return false
      if (!kind || !isTimer(kind)) throw new Error(`No timer is called ${nudge.kind}`)
      const again = await kind.run({ teamId, nudge, now, db: tx, cipher: d.ctx.cipher, log: d.ctx.log })
      await (again ? runAgain(tx, teamId, nudge, again) : removeTimer(tx, teamId, nudge))
      if (ranSince) await lookUpPlanned(tx, teamId, ranSince, now)
      return true
    })
  } catch (error) {
    if (isConnectionError(error)) throw error
    d.ctx.log[logLevelOf(error)]({ teamId, nudgeId: nudge.id, kind: nudge.kind, err: error }, 'timer failed')
    await postponeTimer(d, teamId, timer)
    return true
  }
}

async function claimTimer(tx: Tx, teamId: string, nudge: Nudge): Promise<boolean> {
  const claimed = await sql`
    delete from nudge_queue q
    where q.team_id = ${teamId} and q.user_id = ${nudge.userId} and q.nudge_id = (
      select nudge_id from nudge_queue
      where team_id = ${teamId} and user_id = ${nudge.userId} and nudge_id = ${nudge.id} and awaits = ${awaits.timer}
      for update skip locked)`.execute(tx)
  return Number(claimed.numAffectedRows ?? 0) > 0
}

/** The same row once more, however often it runs. */
async function runAgain(tx: Tx, teamId: string, nudge: Nudge, at: Date): Promise<void> {
  await sql`
    with again as (
      update nudges set due_at = ${at}::timestamptz, attempts = 0 where team_id = ${teamId} and id = ${nudge.id}
      returning user_id, id
    )
    insert into nudge_queue (team_id, user_id, nudge_id, awaits, not_before)
    select ${teamId}, user_id, id, ${awaits.timer}, ${at}::timestamptz from again`.execute(tx)
}

async function removeTimer(tx: Tx, teamId: string, nudge: Nudge): Promise<void> {
  await tx.deleteFrom('nudges').where('team_id', '=', teamId).where('id', '=', nudge.id).execute()
}

/** A timer that failed is tried again later, without limit, and delays no other. */
async function postponeTimer(
  d: DeliveryContext,
  teamId: string,
  { nudge, attempts, now }: DueTimer,
): Promise<void> {
  const notBefore = new Date(now.getTime() + backOffSeconds(attempts + 1) * 1000)
  await sql`
    with postponed as (
      update nudge_queue set not_before = ${notBefore}::timestamptz
      where team_id = ${teamId} and user_id = ${nudge.userId} and nudge_id = ${nudge.id} and awaits = ${awaits.timer}
      returning nudge_id
    )
    update nudges d set attempts = ${attempts + 1}
    from postponed where d.team_id = ${teamId} and d.id = postponed.nudge_id`.execute(d.ctx.db)
}

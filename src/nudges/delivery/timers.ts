import { sql } from 'kysely'
import type { Tx } from '../../db/database.ts'
import { isConnectionError, logLevelOf } from '../../db/connection-error.ts'
import { inTransaction } from '../../db/transaction.ts'
import { backOffSeconds } from '../../slack/classify-error.ts'
import { nudgeOf, type NudgeRow } from './claim.ts'
import { isTimer, type Nudge } from '../kinds.ts'
import type { DeliveryContext } from './context.ts'

/** Moves made in one pass of a workspace before it also speaks. */
const perPass = 100

/** Lets the clock make the moves that are due; answers whether this process made, or tried, any. */
export async function runTimers(d: DeliveryContext, teamId: string, now: Date): Promise<boolean> {
  const { rows } = await sql<NudgeRow & { attempts: number }>`
    select d.id, d.user_id, d.kind, d.subject_id, d.subject_version, d.facts, d.due_at, d.planned_at, d.attempts
    from nudge_queue q
    join nudges d on d.team_id = q.team_id and d.id = q.nudge_id
    join workspaces w on w.team_id = q.team_id and w.state = 'active'
    where q.team_id = ${teamId} and q.awaits = 'move' and q.not_before <= ${now}
    order by q.not_before, d.planned_at, d.id limit ${perPass}`.execute(d.ctx.db)
  let isAny = false
  for (const row of rows) {
    if (d.isStopping?.()) return false
    if (await act(d, teamId, nudgeOf(row), row.attempts, now)) isAny = true
  }
  // Where another process makes them all, asking again at once would go round and round.
  return isAny
}

/** What the clock changes, and that it did, are one transaction: whoever takes the row from the queue makes the move. */
async function act(
  d: DeliveryContext,
  teamId: string,
  nudge: Nudge,
  attempts: number,
  now: Date,
): Promise<boolean> {
  const kind = d.kinds.get(nudge.kind)
  try {
    return await inTransaction(d.ctx.db, async (tx) => {
      if (!(await take(tx, teamId, nudge, now))) return false
      if (!kind || !isTimer(kind)) throw new Error(`No timer is called ${nudge.kind}`)
      await kind.run({ teamId, nudge, now, db: tx, cipher: d.ctx.cipher, log: d.ctx.log })
      return true
    })
  } catch (error) {
    if (isConnectionError(error)) throw error
    d.ctx.log[logLevelOf(error)]({ teamId, nudgeId: nudge.id, kind: nudge.kind, err: error }, 'move failed')
    await postpone(d, teamId, nudge, attempts + 1, now)
    return true
  }
}

async function take(tx: Tx, teamId: string, nudge: Nudge, now: Date): Promise<boolean> {
  const taken = await sql`
    with mine as (
      delete from nudge_queue q
      where q.team_id = ${teamId} and q.user_id = ${nudge.userId} and q.nudge_id = (
        select nudge_id from nudge_queue
        where team_id = ${teamId} and user_id = ${nudge.userId} and nudge_id = ${nudge.id} and awaits = 'move'
        for update skip locked)
      returning q.nudge_id
    )
    update nudges d set state = 'done', sent_at = ${now}::timestamptz
    from mine where d.team_id = ${teamId} and d.id = mine.nudge_id`.execute(tx)
  return Number(taken.numAffectedRows ?? 0) > 0
}

/** One move that fails is tried again later, as often as it takes, and holds up no other. */
async function postpone(
  d: DeliveryContext,
  teamId: string,
  nudge: Nudge,
  attempts: number,
  now: Date,
): Promise<void> {
  await sql`
    with later as (
      update nudge_queue set not_before = ${new Date(now.getTime() + backOffSeconds(attempts) * 1000)}::timestamptz
      where team_id = ${teamId} and user_id = ${nudge.userId} and nudge_id = ${nudge.id} and awaits = 'move'
      returning nudge_id
    )
    update nudges d set attempts = ${attempts}
    from later where d.team_id = ${teamId} and d.id = later.nudge_id`.execute(d.ctx.db)
}

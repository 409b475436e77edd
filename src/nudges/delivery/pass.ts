/**
 * Delivery, in the order in which it runs. Nothing is kept in memory between passes; Postgres holds the whole state.
 *
 *  1. `heartbeat.ts` beats every 15 seconds on every process; `due-work.ts` lists the workspaces with something due.
 *  2. `workspace-worker.ts` runs one pass at a time a workspace: `recover`, then `deliverDue`, both below.
 *
 * `recover` deals with sends whose outcome is unknown, because a process died or Slack's answer was lost:
 *  3. `unknown-outcome.ts` frees inboxes whose lease has expired; what they had in flight becomes unknown.
 *  4. `look-up-sends.ts` reads Slack's history for unknown sends that are older than the settle time: found = sent, absent
 *     from the whole history = due again, unknown for a day = left to a person.
 *  5. `delete-duplicates.ts` deletes the second message of a nudge that was sent twice.
 *
 * `deliverDue` sends:
 *  6. `timers.ts` runs the timers that are due, each in one transaction with its row.
 *  7. `claim.ts` claims the inboxes of people to whom something is due, within the rate limit, and commits.
 *  8. `deliver-batch.ts` reads what is due to them and has `render.ts` render it from fresh rows.
 *  9. `select-due.ts` with `send-policy.ts` decides what goes now, what waits (away, hours, budget) and what never goes.
 * 10. `send-dm.ts` composes one message a person and posts it: one attempt, with the nudge's id as the message's key.
 * 11. `settle.ts` writes the outcome of every row and releases the inboxes, in one statement, with the clock read again.
 *     7 to 11 repeat while a claim is full.
 * 12. `update-stale.ts` edits messages whose subject has changed since.
 *
 * `pause.ts` pauses a workspace after rate limits or repeated unknown outcomes, and stops it when its token is revoked.
 */
import { isConnectionError } from '../../db/connection-error.ts'
import { claimInboxes, peoplePerClaim } from './claim.ts'
import type { DeliveryContext } from './context.ts'
import { deleteDuplicates } from './delete-duplicates.ts'
import { lookUpSends } from './look-up-sends.ts'
import { updateStale } from './update-stale.ts'
import { deliverBatch } from './deliver-batch.ts'
import { runTimers } from './timers.ts'
import { expireLeases } from './unknown-outcome.ts'

/** Steps 3 to 5: finds out what became of sends with an unknown outcome in one workspace. */
export async function recover(d: DeliveryContext, teamId: string): Promise<void> {
  await logFailure(d, teamId, async () => {
    await expireLeases(d, teamId, await d.ctx.clock.now())
    await lookUpSends(d, teamId)
    await deleteDuplicates(d, teamId, await d.ctx.clock.now())
  })
}

/** Steps 6 to 12: runs the timers, sends what is due and updates what has become stale in one workspace. */
export async function deliverDue(d: DeliveryContext, teamId: string): Promise<void> {
  await logFailure(d, teamId, async () => {
    while (!d.isStopping?.() && (await runTimers(d, teamId, await d.ctx.clock.now()))) continue
  })
  await logFailure(d, teamId, async () => {
    while (!d.isStopping?.()) {
      const claimStart = performance.now()
      const now = await d.ctx.clock.now()
      const inboxes = await claimInboxes(d, teamId, now)
      if (!inboxes.length) break
      await deliverBatch(d, teamId, { inboxes, now, claimStart })
      // It held everybody who could be claimed. Who has come since waits for the next run: one claim for each of 30 people
      // who act in a second took as long as what they did.
      if (inboxes.length < peoplePerClaim) break
    }
    await updateStale(d, teamId, await d.ctx.clock.now())
  })
}

/**
 * A failure of one step is logged and delays no other; without a database there is no other, and the next heartbeat is
 * soon enough (before, a read-only database was tried 33 times a second).
 */
async function logFailure(d: DeliveryContext, teamId: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (isConnectionError(error)) throw error
    d.ctx.log.error({ teamId, err: error }, 'pass failed')
  }
}

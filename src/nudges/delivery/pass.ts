/** One pass over what a workspace owes as of now. Nothing is remembered between passes. */
import { logLevelOf } from '../../db/connection-error.ts'
import { claim } from './claim.ts'
import type { DeliveryContext } from './context.ts'
import { deleteDuplicates } from './delete-duplicates.ts'
import { lookUpSends } from './look-up-sends.ts'
import { updateStale } from './update-stale.ts'
import { deliverBatch } from './deliver-batch.ts'
import { runTimers } from './timers.ts'
import { expireLeases } from './unknown-outcome.ts'

/** Looks after what was left unclear in one workspace: by a process that died, by an answer that was lost. */
export async function recover(d: DeliveryContext, teamId: string): Promise<void> {
  await guarded(d, teamId, async () => {
    await expireLeases(d.ctx.db, teamId, await d.ctx.clock.now(), d.settleSeconds)
    await lookUpSends(d, teamId, await d.ctx.clock.now())
    await deleteDuplicates(d, teamId, await d.ctx.clock.now())
  })
}

/** Makes the moves that are due in one workspace, says what it owes now, and brings up to date what it has said. */
export async function deliverDue(d: DeliveryContext, teamId: string): Promise<void> {
  await guarded(d, teamId, async () => {
    while (!d.isStopping?.() && (await runTimers(d, teamId, await d.ctx.clock.now()))) continue
  })
  await guarded(d, teamId, async () => {
    while (!d.isStopping?.()) {
      const claimStart = performance.now()
      const now = await d.ctx.clock.now()
      const boxes = await claim(d.ctx.db, teamId, now, d.rateLimit, d.durations.leaseSeconds)
      if (!boxes.length) break
      await deliverBatch(d, teamId, { boxes, now, claimStart })
    }
    await updateStale(d, teamId, await d.ctx.clock.now())
  })
}

/** What fails in one workspace is logged, and delays no other. */
async function guarded(d: DeliveryContext, teamId: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    d.ctx.log[logLevelOf(error)]({ teamId, err: error }, 'pass failed')
  }
}

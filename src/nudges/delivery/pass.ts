/** One pass over what a workspace owes as of now. Nothing is remembered between passes. */
import { logLevelOf } from '../../db/connection-error.ts'
import { claim } from './claim.ts'
import type { Delivery } from './context.ts'
import { heal } from './delete-duplicates.ts'
import { reconcile } from './look-up-sends.ts'
import { refresh } from './update-stale.ts'
import { speak } from './deliver-batch.ts'
import { makeMoves } from './timers.ts'
import { reap } from './unknown-outcome.ts'

/** Looks after what was left unclear in one workspace: by a process that died, by an answer that was lost. */
export async function lookAfter(d: Delivery, teamId: string): Promise<void> {
  await guarded(d, teamId, async () => {
    await reap(d.ctx.db, teamId, await d.ctx.clock.now(), d.settleSeconds)
    await reconcile(d, teamId, await d.ctx.clock.now())
    await heal(d, teamId, await d.ctx.clock.now())
  })
}

/** Makes the moves that are due in one workspace, says what it owes now, and brings up to date what it has said. */
export async function speakNow(d: Delivery, teamId: string): Promise<void> {
  await guarded(d, teamId, async () => {
    while (!d.isStopping?.() && (await makeMoves(d, teamId, await d.ctx.clock.now()))) continue
  })
  await guarded(d, teamId, async () => {
    while (!d.isStopping?.()) {
      const claimStart = performance.now()
      const now = await d.ctx.clock.now()
      const boxes = await claim(d.ctx.db, teamId, now, d.pace, d.durations.leaseSeconds)
      if (!boxes.length) break
      await speak(d, teamId, { boxes, now, claimStart })
    }
    await refresh(d, teamId, await d.ctx.clock.now())
  })
}

/** What fails in one workspace is logged, and delays no other. */
async function guarded(d: Delivery, teamId: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    d.ctx.log[logLevelOf(error)]({ teamId, err: error }, 'pass failed')
  }
}

/** One pass over what a workspace owes as of now. Nothing is remembered between passes. */
import type { Context } from '../../context.ts'
import type { SealedNudgeKind, TimerKind } from '../../feature.ts'
import type { Courier, HeldUp } from '../../slack/messenger.ts'
import type { Outcome } from '../../slack/classify-error.ts'
import { claim, type Box, type Due, type Pace } from './claim.ts'
import { levelOf } from '../../ops/log.ts'
import { heal } from './delete-duplicates.ts'
import { reconcile } from './look-up-sends.ts'
import { refresh } from './update-stale.ts'
import { speak } from './deliver-batch.ts'
import { makeMoves } from './timers.ts'
import { reap } from './unknown-outcome.ts'

/** How patient the delivery is with itself. They lean on each other: guardMs + postMs must stay below the lease. */
export interface Durations {
  /** How long a claim holds before another process may look into it. */
  leaseSeconds: number
  /** A claim older than this was held up on its way, and its lease may soon end: it goes back unsent. */
  guardMs: number
  /** What a post may take; with the opening of a DM before it, less than a clean stop has time for. */
  postMs: number
}

export const durations: Durations = { leaseSeconds: 30, guardMs: 5000, postMs: 6000 }

export interface Delivery {
  ctx: Context
  kinds: ReadonlyMap<string, SealedNudgeKind | TimerKind>
  courier: Courier
  pace: Pace
  settleSeconds: number
  durations: Durations
  /** True once the process is asked to stop: posts under way are finished, the rest goes back, nothing more is taken. */
  isStopping?: () => boolean
  /** Hears of every post, for the metrics. */
  told?: (outcome: Outcome | HeldUp, rows: readonly Due[], now: Date) => void
}

/** One claim: what is held, as of when, and a reading of performance.now() from before the clock was read for it. */
export interface Claim {
  boxes: readonly Box[]
  now: Date
  claimStart: number
}

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
    d.ctx.log[levelOf(error)]({ teamId, err: error }, 'pass failed')
  }
}

/** What every step of the delivery is given. */
import type { Context } from '../../context.ts'
import type { AnyNudgeKind, TimerKind } from '../kinds.ts'
import type { Messenger, ClaimExpired } from '../../slack/messenger.ts'
import type { SendOutcome } from '../../slack/classify-error.ts'
import type { ClaimedInbox, DueNudge, RateLimit } from './claim.ts'

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

export interface DeliveryContext {
  ctx: Context
  kinds: ReadonlyMap<string, AnyNudgeKind | TimerKind>
  messenger: Messenger
  rateLimit: RateLimit
  settleSeconds: number
  durations: Durations
  /** True once the process is asked to stop: posts under way are finished, the rest goes back, nothing more is taken. */
  isStopping?: () => boolean
  /** Hears of every post, for the metrics. */
  onOutcome?: (outcome: SendOutcome | ClaimExpired, rows: readonly DueNudge[], now: Date) => void
}

/** One claim: what is held, as of when, and a reading of performance.now() from before the clock was read for it. */
export interface Claim {
  boxes: readonly ClaimedInbox[]
  now: Date
  claimStart: number
}

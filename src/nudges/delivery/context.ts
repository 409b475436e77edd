/** What every step of the delivery is given. */
import type { Context } from '../../context.ts'
import type { AnyNudgeKind, TimerKind } from '../kinds.ts'
import type { Messenger, ClaimExpired } from '../../slack/messenger.ts'
import type { SendOutcome } from '../../slack/classify-error.ts'
import type { ClaimedInbox, DueNudge } from './nudge-row.ts'

/** How long each part of a send may take. They depend on one another: guardMs + postMs must stay below the lease. */
export interface Durations {
  /** How long a claim holds before another process may take the inbox. */
  leaseSeconds: number
  /** A claim older than this is given back unsent: its lease may end before the post does. */
  guardMs: number
  /** The timeout of one post. With the opening of a DM before it, it must fit into a clean stop. */
  postMs: number
}

export const durations: Durations = { leaseSeconds: 30, guardMs: 5000, postMs: 6000 }

/** How fast messages may go out; Slack allows about one a second per channel and several hundred a minute in all. */
export interface RateLimit {
  perMinute: number
  /** Messages that may go at once after an idle time. */
  burst: number
  /** Milliseconds between the end of one message to a person and the next. */
  perChannelMs: number
}

export interface DeliveryContext {
  ctx: Context
  kinds: ReadonlyMap<string, AnyNudgeKind | TimerKind>
  messenger: Messenger
  rateLimit: RateLimit
  /** How long a send with an unknown outcome waits before Slack's history is read for it. */
  settleSeconds: number
  durations: Durations
  /** Milliseconds from the begin of a run that a wake asked for to that of the next; none where it is left out. */
  wakeSpacingMs?: number
  /** True once the process is asked to stop: posts in flight are finished, the rest is given back, nothing more is claimed. */
  isStopping?: () => boolean
  /** Called after every post, for the metrics. */
  onOutcome?: (outcome: SendOutcome | ClaimExpired, rows: readonly DueNudge[], now: Date) => void
}

/** The inboxes of one claim, the time of it, and a reading of performance.now() from before the clock was read. */
export interface Claim {
  inboxes: readonly ClaimedInbox[]
  now: Date
  claimStart: number
}

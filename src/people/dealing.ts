/** What passed between two people, counted: what features say of themselves for the mirror and for what two people share. */
import type { Currency } from './currency.ts'

/**
 * `kept_renegotiated`: by a time that both had agreed on since. `moved_before`, `moved_after`: the one who promised asked for
 * another time before the due time, or after it, and got it. `answered`: a signed answer was given; `heard`: it was dealt with,
 * as both know; `acted_on`: it became a promise.
 */
export type DealingKind =
  | 'promised'
  | 'kept_on_time'
  | 'kept_renegotiated'
  | 'kept_late'
  | 'broken'
  | 'lapsed'
  | 'moved_before'
  | 'moved_after'
  | 'thanked'
  | 'asked'
  | 'answered'
  | 'heard'
  | 'acted_on'

export interface Dealing {
  kind: DealingKind
  /** Who did it, and for whom. */
  from: string
  to: string
  /** Weeks before the end of the span; 0 = the last one. */
  week: number
  count: number
  /** Of thanks: what it was worth. */
  currency?: Currency
  /** Of promises made: one of them is still to be kept. */
  hasOpen?: boolean
  /** The latest of them. */
  at: Date
}

/** The dealings of one person, with one colleague or with all. */
export interface DealingSpan {
  userId: string
  other?: string
  from: Date
  to: Date
}

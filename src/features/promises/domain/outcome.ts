/** How a promise ended. */
import { isWithinGrace, type Commitment } from './commitment.ts'

/** The named outcome, as both sides and the mirror read it. */
export type Outcome =
  | 'kept on time'
  | 'kept late'
  | 'broken'
  | 'let go'
  | 'taken back'
  | 'declined'
  | 'unanswered'
  | 'lapsed'

export function outcomeOf(promise: Commitment): Outcome | undefined {
  switch (promise.state) {
    case 'kept':
      return (promise.isInTime ?? isWithinGrace(promise, saidDoneAt(promise))) ? 'kept on time' : 'kept late'
    case 'broken':
      return 'broken'
    case 'released':
      return 'let go'
    case 'withdrawn':
      return 'taken back'
    case 'declined':
      return 'declined'
    case 'expired':
      return 'unanswered'
    case 'lapsed':
      return 'lapsed'
    case 'requested':
    case 'open':
    case 'claimed':
      return undefined
    default:
      return promise.state satisfies never
  }
}

/** When a kept promise was said to be done, however much later that was confirmed. */
export function saidDoneAt({ claimedAt, closedAt, due }: Commitment): Date {
  return claimedAt ?? closedAt ?? due.at
}

/** What can be done about a promise, and what comes of it. */
import type { Audience, ClosedState, Commitment, DueTime, PromiseState, Side } from './commitment.ts'
import type { Currency } from '../../../people/currency.ts'
import type { RefusedAction } from './refusal.ts'

export type Action =
  /** `due`: of an offer that left it open. */
  | { do: 'accept'; due?: DueTime }
  | { do: 'decline'; note?: string }
  | { do: 'stop_requests' }
  | { do: 'propose'; due: DueTime; what?: string; note?: string }
  /** Other words, with the same due time: of the promisor's own, or what would help the promisee instead. */
  | { do: 'reword'; what: string }
  | { do: 'instead'; what: string }
  | { do: 'agree' }
  | { do: 'keep' }
  /** `remindedAt`: when the reminder at the due time was sent. */
  | { do: 'claim'; remindedAt?: Date | undefined; note?: string }
  | { do: 'unclaim' }
  | { do: 'confirm'; thanks?: string; currency?: Currency }
  | { do: 'not_yet'; note?: string }
  | { do: 'break'; note?: string }
  | { do: 'let_go'; note?: string }
  | { do: 'thank' }
  /** `again`: when the next one may come. */
  | { do: 'bump'; again: Date }
  /** What is left out stays; an empty why takes it away. */
  | { do: 'amend'; due: DueTime; what?: string; why?: string }
  | { do: 'undo' }
  | { do: 'stop_series' }
  | { do: 'witness_yes' }
  | { do: 'witness_no' }
  /** One line at a slip, to the promisor alone. */
  | { do: 'witness_say'; note: string }
  /** After a miss, what the promisor would do differently, to the promisee. */
  | { do: 'tell'; note: string }
  | { do: 'presume_kept' }
  | { do: 'expire' }
  | { do: 'lapse' }
  | { do: 'leave' }
export type ActionName = Action['do']

export interface PromiseEvent {
  /** `counter`: a request was answered with another time or other words. `recur`: the next one of a series opened. */
  action: ActionName | 'make' | 'request' | 'offer' | 'recur' | 'counter'
  note?: string
  /** The due time that the event speaks of. */
  dueAt?: Date
  /** The due time until then, where the event moves it or would move it. */
  fromDueAt?: Date
}

export interface Change {
  next: Commitment
  event: PromiseEvent
  hears: readonly Audience[]
}
export type Decision = Change | { refused: RefusedAction }

/** Who acts, in which role, and when; `userId` undefined = the clock. */
export interface Actor<R = Side | 'clock'> {
  userId: string | undefined
  role: R
  now: Date
}

export function whenIn(
  promise: Commitment,
  states: readonly PromiseState[],
  decide: () => Decision,
): Decision {
  return states.includes(promise.state) ? decide() : { refused: 'wrong_state' }
}

interface Closing {
  now: Date
  hears: readonly Side[]
  with?: Partial<Commitment>
}

export function closed(
  promise: Commitment,
  state: ClosedState,
  action: Action,
  { now, hears, with: change }: Closing,
): Decision {
  return changed(without(promise, 'proposal'), { ...change, state, closedAt: now }, action, { hears })
}

interface Told {
  hears: readonly Side[]
  dueAt?: Date
  fromDueAt?: Date
  /** The event's name where it is not the action's. */
  as?: PromiseEvent['action']
  /** What the history keeps with it, where that is not the action's own note. */
  note?: string
}

export function changed(
  promise: Commitment,
  change: Partial<Commitment>,
  action: Action,
  { hears, dueAt, fromDueAt, as, note: kept }: Told,
): Decision {
  const said = 'note' in action ? action.note : 'thanks' in action ? action.thanks : undefined
  const note = kept ?? said
  const event: PromiseEvent = {
    action: as ?? action.do,
    ...(note && { note }),
    ...(dueAt && { dueAt }),
    ...(fromDueAt && { fromDueAt }),
  }
  return { next: { ...promise, ...change, lastSeq: promise.lastSeq + 1 }, event, hears }
}

export function without(promise: Commitment, key: 'proposal' | 'claimedAt' | 'isInTime' | 'why'): Commitment {
  const { [key]: _, ...rest } = promise
  return rest
}

/** What can be done about a promise, what comes of it, and the words of a refusal. Pure. */
import type {
  Audience,
  ClosedState,
  Commitment,
  Currency,
  DueTime,
  PromiseState,
  Side,
} from './commitment.ts'

export type Action =
  | { do: 'accept' }
  | { do: 'decline'; note?: string }
  | { do: 'stop_requests' }
  | { do: 'propose'; due: DueTime; what?: string; note?: string }
  | { do: 'agree' }
  | { do: 'keep' }
  | { do: 'claim'; note?: string }
  | { do: 'confirm'; thanks?: string; currency?: Currency }
  | { do: 'not_yet'; note?: string }
  | { do: 'break'; note?: string }
  | { do: 'let_go'; note?: string }
  | { do: 'thank' }
  /** `again`: when the next one may come. */
  | { do: 'bump'; again: Date }
  | { do: 'amend'; due: DueTime; what: string }
  | { do: 'undo' }
  | { do: 'stop_series' }
  | { do: 'witness_yes' }
  | { do: 'witness_no' }
  | { do: 'presume_kept' }
  | { do: 'expire' }
  | { do: 'lapse' }
  | { do: 'leave' }
export type ActionName = Action['do']

export interface PromiseEvent {
  /** `recur`: the next occurrence of a series opened. */
  action: ActionName | 'make' | 'request' | 'recur'
  note?: string
  /** The due time that the event speaks of. */
  dueAt?: Date
}

export type Decision =
  | { next: Commitment; event: PromiseEvent; hears: readonly Audience[] }
  /** Why nothing changed, in words for the one who tried. */
  | { refused: string }

export const closedWords: Record<ClosedState, string> = {
  kept: 'This promise is already kept.',
  broken: 'This promise was already given up.',
  released: 'This promise was already let go.',
  withdrawn: 'This promise was already taken back.',
  declined: 'This request was already declined.',
  expired: 'This request has already passed without an answer.',
  lapsed: 'This promise has already lapsed.',
}
const stateWords: Record<PromiseState, string> = {
  ...closedWords,
  requested: 'It is still a request that awaits an answer.',
  open: 'It is still open.',
  claimed: 'It was already said to be done.',
}

export function when(
  promise: Commitment,
  states: readonly PromiseState[],
  allowed: boolean,
  notYours: string,
  then: () => Decision,
): Decision {
  if (!allowed) return { refused: `${notYours} Nothing changed.` }
  if (!states.includes(promise.state)) return { refused: `${stateWords[promise.state]} Nothing changed.` }
  return then()
}

export function closed(
  promise: Commitment,
  state: ClosedState,
  action: Action,
  now: Date,
  hears: readonly Side[],
  change: Partial<Commitment> = {},
): Decision {
  return told(without(promise, 'proposal'), { ...change, state, closedAt: now }, action, hears)
}

export function told(
  promise: Commitment,
  change: Partial<Commitment>,
  action: Action,
  hears: readonly Side[],
  { dueAt }: { dueAt?: Date } = {},
): Decision {
  const note = 'note' in action ? action.note : 'thanks' in action ? action.thanks : undefined
  const event: PromiseEvent = { action: action.do, ...(note && { note }), ...(dueAt && { dueAt }) }
  return { next: { ...promise, ...change, lastSeq: promise.lastSeq + 1 }, event, hears }
}

export function without(promise: Commitment, key: 'proposal' | 'claimedAt'): Commitment {
  const { [key]: _, ...rest } = promise
  return rest
}

/**
 * The ladder's rungs in one table, from which planning, cancelling and snoozing derive. The words of each stand in
 * views/rung-words.ts, where a missing rung does not compile either.
 */
import type { Audience, PromiseState } from './commitment.ts'

interface Rung {
  /** A nudge says something; a timer moves the promise. */
  class: 'nudge' | 'timer'
  /** Who hears it; of a timer, whose working hours it keeps. */
  hears: readonly Audience[]
  /** The state in which it still has something to say. */
  state: Extract<PromiseState, 'requested' | 'open' | 'claimed'>
  /** Comes at its very minute. The others come at 9:00 or 11:00 to everybody, and are spread over some minutes. */
  isExact: boolean
  /** Put off by "Remind me in…". */
  isSnoozable: boolean
  /** Untrue once the due time has come: the rung at the due time says it all. */
  isForBeforeDue: boolean
}

const nudge = {
  class: 'nudge',
  state: 'open',
  isExact: false,
  isSnoozable: false,
  isForBeforeDue: false,
} as const
const reminder = { ...nudge, hears: ['promisor'], isSnoozable: true } as const
const timer = { ...nudge, class: 'timer', hears: ['promisor'] } as const

export const rungs = {
  day_before: { ...reminder, isForBeforeDue: true },
  due_day: { ...reminder, isForBeforeDue: true },
  due: { ...reminder, isExact: true },
  snoozed: { ...reminder, isExact: true },
  follow_up: reminder,
  slipped: { ...nudge, hears: ['promisee'] },
  witness_slip: { ...nudge, hears: ['witness'] },
  unanswered: { ...nudge, hears: ['promisor'], state: 'requested', isForBeforeDue: true },
  last_call: { ...nudge, hears: ['promisor', 'promisee'] },
  next_rung: { ...timer, isExact: true },
  /** Planned by versions that planned all reminders with the promise; runs as next_rung. */
  past_due: { ...timer, isExact: true },
  lapse: timer,
  expire: { ...timer, state: 'requested', isExact: true },
  presume_kept: { ...timer, hears: ['promisee'], state: 'claimed', isExact: true },
} as const satisfies Record<string, Rung>

export type RungName = keyof typeof rungs
type OfClass<C extends Rung['class']> = {
  [Name in RungName]: (typeof rungs)[Name]['class'] extends C ? Name : never
}[RungName]
export type NudgeRung = OfClass<'nudge'>
export type TimerRung = OfClass<'timer'>

export const rungNames = Object.keys(rungs) as RungName[]

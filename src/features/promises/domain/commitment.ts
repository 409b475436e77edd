/**
 * The promise, as a conversation for action (Winograd and Flores): its states, its people and its outcomes.
 * What may happen to it is decided in decide.ts.
 */
import type { Currency } from '../../../people/currency.ts'

export type PromiseState =
  | 'requested'
  | 'open'
  | 'claimed'
  | 'kept'
  | 'broken'
  | 'released'
  | 'withdrawn'
  | 'declined'
  | 'expired'
  | 'lapsed'
export const closedStates = [
  'kept',
  'broken',
  'released',
  'withdrawn',
  'declined',
  'expired',
  'lapsed',
] as const
export type ClosedState = (typeof closedStates)[number]

/** What the promisor made of a promise that was broken or lapsed: a note to themselves, a line to the promisee, or nothing. */
export type MissAnswer = 'note' | 'told' | 'nothing'
export type WitnessState = 'asked' | 'yes' | 'no'

export interface DueTime {
  at: Date
  /** IANA; the zone in which the time was said. */
  zone: string
  /** As written. */
  words: string
}

/** A new due time, or new words, that await the other side. */
export interface Proposal {
  by: string
  saidAt: string
  dueAt: string
  zone: string
  words: string
  what?: string
}

/** A promise that repeats: one occurrence is open at a time. */
export interface Series {
  id: string
  /** RRULE, without its prefix. */
  recurs: string
  /** IANA; the zone that the rule is kept in. */
  zone: string
  /** The first due time, from which intervals and counts are reckoned. */
  start: Date
  /** When this occurrence was due by the rule, wherever it was moved since. */
  due: Date
  /** The next one was opened already. */
  followed: boolean
  stopped: boolean
  /** Whoever stopped it; undefined = it ended with one of its promises. */
  stoppedBy?: string
}

export interface Commitment {
  id: string
  promisor: string
  promisee: string
  what: string
  state: PromiseState
  due: DueTime
  dueVersion: number
  madeAt: Date
  claimedAt?: Date
  /** Said done within the hour after the due time, or after its reminder. */
  isInTime?: boolean
  closedAt?: Date
  /** Whether the promisee said so, or three working days without a word did. */
  confirmed?: boolean
  /** How often the due time was moved before it came. */
  renegotiated: number
  proposal?: Proposal
  /** The promisee said thanks while it was open. */
  thanked: boolean
  thanks?: string
  currency?: Currency
  goal?: string
  /** Words of whoever made or asked for it. */
  why?: string
  /** The promisor offered it: it is a promise only by the promisee's yes. */
  isOffer?: boolean
  missAnswer?: MissAnswer
  /** The promisor's alone. */
  missNote?: string
  series?: Series
  witness?: string
  witnessState?: WitnessState
  /** When the witness said their one line after a slip. */
  witnessSpokeAt?: Date
  sourceLink?: string
  sourceQuote?: string
  /** Until when the promisee has asked often enough. */
  bumpAgainAt?: Date
  lastSeq: number
}

export type Side = 'promisor' | 'promisee'
export type Role = Side | 'witness' | 'clock' | 'stranger'
/** Who may hear of something. */
export type Audience = Side | 'witness'

/** A slip of the fingers can be taken back this long, in minutes. */
export const undoMinutes = 10
/** Said done so long after the due time, in minutes, it is still on time. */
export const graceMinutes = 60
/** In working days: how soon silence confirms a claim, is asked about, and lapses; how often one may ask how it stands. */
export const patience = { presumeKept: 3, ask: 10, lapse: 15, bump: 2 } as const
/** Characters of a promise. */
export const maxWhat = 3000
/** Characters of the goal that it serves. */
export const maxGoal = 200
/** Characters of its why. */
export const maxPromiseWhy = 500

export function isClosed(promise: Pick<Commitment, 'state'>): boolean {
  return (closedStates as readonly string[]).includes(promise.state)
}

/** An offer may leave its time to the one who takes it; until then `due` is when it passes. */
export function leavesDueOpen({ isOffer, state, due }: Commitment): boolean {
  return isOffer === true && state !== 'open' && due.words === ''
}

/** Whether a slip of the fingers can still be taken back. */
export function isFresh(promise: Commitment, now: Date): boolean {
  return now.getTime() - promise.madeAt.getTime() <= undoMinutes * 60_000
}

/** Whether the one who promised has not kept its time, and nothing else is agreed. */
export function hasSlipped(promise: Commitment, now: Date): boolean {
  return promise.state === 'open' && promise.due.at <= now
}

/** Whether it may still be said done on time: within an hour of the due time, or of the reminder sent for it. */
export function isWithinGrace({ due }: Commitment, at: Date, remindedAt?: Date): boolean {
  const from = Math.max(due.at.getTime(), remindedAt?.getTime() ?? 0)
  return at.getTime() <= from + graceMinutes * 60_000
}

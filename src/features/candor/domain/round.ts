/** One asking: whose turn it is, who may answer and how, and what becomes of it when it closes. Pure. */
import { Temporal } from 'temporal-polyfill'
import {
  addWorkdays,
  instantOf,
  localTime,
  morningOf,
  type WorkingHours,
} from '../../../time/working-hours.ts'

export type RoundState = 'proposed' | 'open' | 'closed' | 'skipped'
/** What becomes of answers without a name. */
export type Anonymity = 'no' | 'offered' | 'released' | 'erased'
/**
 * How it stands with one who was asked. `done` means "answered without a name" and "nothing new" alike, in a round
 * that offers both, so that neither can be told from it.
 */
export type AskState = 'chosen' | 'asked' | 'nothing' | 'signed' | 'done' | 'gone'

export interface Round {
  id: string
  asker: string
  question: string
  state: RoundState
  anonymity: Anonymity
  parent: string | undefined
  openedAt: Date | undefined
  closesAt: Date | undefined
  closedAt: Date | undefined
  lateUntil: Date | undefined
}

export interface Ask {
  id: string
  roundId: string
  ally: string
  state: AskState
}

/** Design constants, not settings: a floor that can be lowered protects nobody. */
export const anonymityThreshold = { asked: 5, answered: 3 } as const
/** Questions that one person gets within seven days, over all circles. */
export const maxPerWeek = 2
/** In working days. */
const patience = { remind: 2, close: 5, late: 2 } as const

export function offersAnonymity(asked: number): boolean {
  return asked >= anonymityThreshold.asked
}

export interface Candidate {
  userId: string
  zone: string
  /** Every time at which anybody asked them, of the last eight days. */
  asked: readonly Date[]
  /** When this asker last asked them. */
  lastByAsker: Date | undefined
}

/** Those whose turn it is: longest unasked first, as many as `limit`, nobody who had their two questions this week. */
export function whoseTurn(candidates: readonly Candidate[], limit: number, now: Date): string[] {
  return candidates
    .filter((candidate) => hasRoom(candidate, now))
    .toSorted((a, b) => (a.lastByAsker?.getTime() ?? 0) - (b.lastByAsker?.getTime() ?? 0))
    .slice(0, limit)
    .map((candidate) => candidate.userId)
}

/**
 * Whether one more question keeps within two a week. Weeks are counted in days of the ally's own calendar, so that the
 * same hour next Thursday, give or take the minutes that a press takes, is a new week.
 */
export function hasRoom({ asked, zone }: Candidate, now: Date): boolean {
  const today = localTime(now, zone).toPlainDate()
  const since = today.subtract({ days: 6 })
  const inWeek = asked.filter(
    (at) => Temporal.PlainDate.compare(localTime(at, zone).toPlainDate(), since) >= 0,
  )
  return inWeek.length < maxPerWeek
}

/** Five working days of the asker later, at the same hour. */
export function closingTime(hours: WorkingHours, now: Date): Date {
  const local = localTime(now, hours.zone)
  const day = addWorkdays(local.toPlainDate(), patience.close, hours)
  return instantOf(day, local.toPlainTime().toString({ smallestUnit: 'minute' }), hours.zone)
}

/** In the morning of the ally's second working day after. */
export function reminderTime(hours: WorkingHours, now: Date): Date {
  return morningOf(
    addWorkdays(localTime(now, hours.zone).toPlainDate(), patience.remind, hours),
    hours,
    '10:00',
  )
}

/** Until when those who were asked may still sign after the floor was not reached. */
export function lateSigningEnds(hours: WorkingHours, now: Date): Date {
  return instantOf(
    addWorkdays(localTime(now, hours.zone).toPlainDate(), patience.late, hours),
    hours.dayEnd,
    hours.zone,
  )
}

/**
 * What becomes of the answers without a name, decided once, when the round closes. `present` counts those who were
 * asked and are still in the circle: the asker knows who left, so those hide nobody.
 */
export function releaseOf(given: number, present: number): Exclude<Anonymity, 'no' | 'offered'> {
  return given >= anonymityThreshold.answered && present >= anonymityThreshold.asked ? 'released' : 'erased'
}

export type Response = 'signed' | 'nameless' | 'nothing'

/** The ally's next state, or why not, in words. `hasAnswer` = a signed answer of theirs stands. */
export function nextAskState(
  round: Round,
  ask: Ask,
  response: Response,
  now: Date,
): { next: AskState } | { refused: string } {
  const closed = whyClosed(round, ask, response, now)
  if (closed) return { refused: closed }
  if (response === 'nameless')
    return round.anonymity === 'offered'
      ? { next: 'done' }
      : {
          refused:
            'This question was put to too few people for an answer without a name. Nothing was stored.',
        }
  if (response === 'signed') return { next: 'signed' }
  return { next: round.anonymity === 'offered' ? 'done' : 'nothing' }
}

function whyClosed(round: Round, ask: Ask, response: Response, now: Date): string | undefined {
  if (ask.state === 'gone') return 'This question is no longer open to you, so nothing was stored.'
  if (ask.state === 'chosen' || round.state === 'proposed' || round.state === 'skipped')
    return 'This question was not asked, so nothing was stored.'
  if (ask.state === 'signed') return 'You have answered this question already; your answer stands as it was.'
  if (isLateSigning(round, now))
    return response === 'signed'
      ? undefined
      : 'Only answers with a name can still be given here. Nothing was stored.'
  if (round.state === 'closed') return 'This question has closed, so nothing was stored.'
  return ask.state === 'done' ? 'You have responded to this question already. Nothing changed.' : undefined
}

/** The two working days in which an answer may still be signed, after those without a name were erased. */
export function isLateSigning(round: Round, now: Date): boolean {
  return (
    round.state === 'closed' &&
    round.anonymity === 'erased' &&
    round.lateUntil !== undefined &&
    now <= round.lateUntil
  )
}

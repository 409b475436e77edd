/** A round: whose turn it is, who may answer and how, and what happens when it closes. Pure. */
import { Temporal } from 'temporal-polyfill'
import {
  addWorkdays,
  instantOf,
  localTime,
  morningOf,
  type WorkingHours,
} from '../../../time/working-hours.ts'

export type RoundState = 'proposed' | 'open' | 'closed' | 'skipped'
/** Whether answers without a name are taken, and what happened to them when the round closed. */
export type Anonymity = 'no' | 'offered' | 'released' | 'erased'
/**
 * The state of one person who was asked. Where answers without a name are offered, `done` stands for such an answer and
 * for "nothing new" alike, so that the database does not tell them apart.
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
  /** A line of the asker's own that goes with the question. */
  ownLine: string | undefined
  /** One question to one person, outside the weekly rounds. */
  isSingle: boolean
}

/** What is said face to face in place of writing it: offered by the ally, agreed by the asker, or told already. */
export type InPerson = 'offered' | 'agreed' | 'told'

export interface Ask {
  id: string
  roundId: string
  ally: string
  state: AskState
  /** Whether an answer without a name is offered to them, where the round takes such answers. */
  mayBeAnonymous: boolean
  inPerson: InPerson | undefined
}

/** Constants, not settings: a threshold that can be lowered protects nobody. */
export const anonymityThreshold = { asked: 5, answered: 3 } as const
/** Questions that one person gets within seven days, over all circles. */
export const maxPerWeek = 2
/** Working days until the reminder, until the round closes, and for late signing. */
const workingDays = { remind: 2, close: 5, late: 2 } as const

export function offersAnonymityTo(round: Round, ask: Ask): boolean {
  return round.anonymity === 'offered' && ask.mayBeAnonymous
}

export interface RoundCandidate {
  userId: string
  zone: string
  /** Every time at which anybody asked them, of the last eight days. */
  asked: readonly Date[]
  /** When this asker last asked them. */
  lastByAsker: Date | undefined
}

/** Whom to ask next: longest unasked first, at most `limit`, nobody who had two questions this week. */
export function whoseTurn(candidates: readonly RoundCandidate[], limit: number, now: Date): string[] {
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
export function hasRoom({ asked, zone }: RoundCandidate, now: Date): boolean {
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
  const day = addWorkdays(local.toPlainDate(), workingDays.close, hours)
  return instantOf(day, local.toPlainTime().toString({ smallestUnit: 'minute' }), hours.zone)
}

/** In the morning of the ally's second working day after. */
export function reminderTime(hours: WorkingHours, now: Date): Date {
  return morningOf(
    addWorkdays(localTime(now, hours.zone).toPlainDate(), workingDays.remind, hours),
    hours,
    '10:00',
  )
}

/** Until when people may still answer with their name after answers without one were erased. */
export function lateSigningEnds(hours: WorkingHours, now: Date): Date {
  return instantOf(
    addWorkdays(localTime(now, hours.zone).toPlainDate(), workingDays.late, hours),
    hours.dayEnd,
    hours.zone,
  )
}

/**
 * Whether the answers without a name are released, decided once, when the round closes. `present` counts those to whom
 * such answers were offered and who are still in the circle: the asker sees who left, so nobody can hide among those.
 */
export function releaseOf(given: number, present: number): Exclude<Anonymity, 'no' | 'offered'> {
  return given >= anonymityThreshold.answered && present >= anonymityThreshold.asked ? 'released' : 'erased'
}

export type Response = 'signed' | 'anonymous' | 'nothing'

/** Why a response is not taken. The sentence for each stands in views/ally-replies.ts. */
export type AskRefusal =
  | 'not_open_to_you'
  | 'not_asked'
  | 'answered'
  | 'signed_only'
  | 'closed'
  | 'responded'
  | 'too_few'

/** The ally's next state, or why the response is not taken. */
export function nextAskState(
  round: Round,
  ask: Ask,
  response: Response,
  now: Date,
): { next: AskState } | { refused: AskRefusal } {
  const refused = whyClosed(round, ask, response, now)
  if (refused) return { refused }
  if (response === 'anonymous')
    return offersAnonymityTo(round, ask) ? { next: 'done' } : { refused: 'too_few' }
  if (response === 'signed') return { next: 'signed' }
  return { next: round.anonymity === 'offered' ? 'done' : 'nothing' }
}

function whyClosed(round: Round, ask: Ask, response: Response, now: Date): AskRefusal | undefined {
  if (ask.state === 'gone') return 'not_open_to_you'
  if (ask.state === 'chosen' || round.state === 'proposed' || round.state === 'skipped') return 'not_asked'
  // What is to be said face to face may still be written instead.
  if (ask.state === 'signed' && !(ask.inPerson && response === 'signed')) return 'answered'
  if (isLateSigning(round, now)) return response === 'signed' ? undefined : 'signed_only'
  if (round.state === 'closed') return 'closed'
  return ask.state === 'done' ? 'responded' : undefined
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

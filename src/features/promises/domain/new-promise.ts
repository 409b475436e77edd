/** A promise, or a request for one, as it is made, and what its people hear of it, now and later. */
import { untilTold } from '../../../nudges/notice-time.ts'
import type { Planned } from '../../../nudges/plan.ts'
import type { Person } from '../../../people/person.ts'
import { shorten } from '../../../slack/mrkdwn.ts'
import type { Commitment, DueTime, Series } from './commitment.ts'
import type { DuePlaces } from './due-words.ts'
import { askedSide } from './roles.ts'
import { newsOf } from './consequences.ts'
import { ladderOf } from './ladder.ts'
import { requestLadder } from './request-ladder.ts'
import { onWorkday, openingOfNext } from './series.ts'

export interface Draft {
  to: readonly Person[]
  what: string
  due: DueTime
  isRequest: boolean
  /** Of help: a promise only by the other's yes. */
  isOffer?: boolean
  recurs?: { rule: string; zone: string }
  why?: string
  /** Its words, which both sides see. */
  goal?: string
  /** Which of the promisor's shared goals it is. */
  goalId?: string
  /** An ally of the promisor. */
  witness?: string
  link?: string
  quote?: string
  /** The answer that it is made out of. */
  answerRef?: string
  /** How the due words were read, where they were typed. */
  reading?: DraftReading
}

export interface DraftReading {
  /** Short sentences to say back. */
  notes: readonly string[]
  /** The other thing that the words may have meant. */
  other?: DueTime
  /** Where the due words stood, for whoever meant them as part of the promise. */
  duePlaces?: DuePlaces
}

/** The two whose promise it is. */
export interface Pair {
  me: Person
  other: Person
}

const mostQuoted = 1000

/** `newId` gives an id to the promise, and one to its series. */
export function newPromise(draft: Draft, { me, other }: Pair, newId: () => string, now: Date): Commitment {
  const { due, recurs, isRequest } = draft
  const promisor = isRequest ? other : me
  const series = recurs && newSeries(recurs, due, promisor, newId)
  return {
    id: newId(),
    promisor: promisor.userId,
    promisee: isRequest ? me.userId : other.userId,
    what: draft.what,
    state: isRequest || draft.isOffer ? 'requested' : 'open',
    due: series ? { ...due, at: series.due } : due,
    dueVersion: 1,
    madeAt: now,
    renegotiated: 0,
    thanked: false,
    lastSeq: 1,
    ...(series && { series }),
    ...(draft.isOffer && { isOffer: true }),
    ...(draft.why && { why: draft.why }),
    ...(draft.goal && { goal: draft.goal }),
    ...(draft.witness && { witness: draft.witness, witnessState: 'asked' }),
    ...(draft.link && { sourceLink: draft.link }),
    ...(draft.quote && { sourceQuote: shorten(draft.quote, mostQuoted) }),
  }
}

function newSeries(
  { rule, zone }: { rule: string; zone: string },
  due: DueTime,
  promisor: Person,
  newId: () => string,
): Series {
  const first = onWorkday(due.at, { recurs: rule, zone, start: due.at }, promisor.hours) ?? due.at
  return { id: newId(), recurs: rule, zone, start: due.at, due: first, followed: false, stopped: false }
}

export function plannedFor(promise: Commitment, { me, other }: Pair, now: Date): Planned[] {
  const isRequest = promise.state === 'requested'
  const told = isRequest
    ? [askedSide(promise)]
    : ['promisee' as const, ...(promise.witness ? ['witness' as const] : [])]
  const news = newsOf(promise, told, { now, who: me.userId }).map((one) =>
    one.userId === other.userId ? untilTold(one, other, promise.due.at) : one,
  )
  if (isRequest) return [...news, ...requestLadder(promise, other)]
  const ladder = ladderOf(promise, { promisor: me, promisee: other }, now)
  return [...news, ladder, ...openingOfNext(promise, me, now)]
}

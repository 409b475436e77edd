/** Carries a decision out: the promise, its history and what is planned change in the handler's one transaction. */
import type { Tx } from '../../../db/database.ts'
import { cancelNudges, markStale } from '../../../nudges/update-planned.ts'
import { mayHaveHeard, planNudges, type Planned } from '../../../nudges/plan.ts'
import { findPeople } from '../../../people/store.ts'
import type { People } from '../../../people/person.ts'
import type { Action, ActionName } from '../domain/action.ts'
import { isClosed, type Audience, type Commitment } from '../domain/commitment.ts'
import { decide } from '../domain/decide.ts'
import {
  expiryOfOffer,
  ladderAfter,
  ladderOf,
  planAutoConfirm,
  reminders,
  requestLadder,
  planLapse,
  weekAfter,
} from '../domain/ladder.ts'
import { openNext, stopSeries } from '../store/series-store.ts'
import { participantIds, participantsOf, type PromiseScope } from '../domain/participants.ts'
import { goesOn, openingOfNext } from '../domain/series.ts'
import { lockPromise, storeDecision } from '../store/promise-store.ts'
import { kinds } from '../domain/kinds.ts'
import type { KindId } from '../../../nudges/kinds.ts'

export type Applied = { next: Commitment; people: People } | { refused: string }

/** `who` undefined = the clock. Someone else's promise reads as none at all. */
export async function applyAction(
  { teamId, db, now }: PromiseScope,
  id: string,
  action: Action,
  who: string | undefined,
): Promise<Applied> {
  const promise = await lockPromise(db, teamId, id)
  if (!promise) return { refused: "I don't know this promise, or it is not yours. Nothing changed." }
  const decision = decide(promise, action, who, now)
  if ('refused' in decision) return decision
  const { next, event, hears } = decision
  const people = await findPeople(db, teamId, participantIds(next))
  await storeDecision(db, teamId, next, event, who, now)
  await markStale(db, teamId, id)
  const audience = action.do === 'undo' ? await unsayUnheard(db, teamId, next, hears) : hears
  const outdated = outdatedBy(promise, next, action.do, now)
  if (outdated.length) await cancelNudges(db, teamId, { subjectId: id, kinds: outdated })
  const planned = [...news(next, audience, now), ...consequences(promise, next, action.do, people, now)]
  await planNudges(db, teamId, planned, now)
  if (goesOn(next, action.do)) await openNext({ teamId, db, now }, next)
  else if (endsSeries.has(action.do) && next.series) await stopSeries(db, teamId, next.series.id)
  return { next, people }
}

/** The notice of a promise's latest event, to each who hears of it. */
export function news(promise: Commitment, hears: readonly Audience[], now: Date): Planned[] {
  return hears.flatMap((audience) => {
    const userId = promise[audience]
    if (!userId) return []
    return [
      {
        userId,
        kind: kinds.news,
        subjectId: promise.id,
        subjectVersion: promise.lastSeq,
        dedupeKey: `${promise.id}:news:${promise.lastSeq}:${userId}`,
        dueAt: now,
      },
    ]
  })
}

const endsSeries: ReadonlySet<ActionName> = new Set(['stop_series', 'lapse', 'undo', 'leave', 'expire'])

/** What is not said any more after this. */
function outdatedBy(before: Commitment, next: Commitment, action: ActionName, now: Date): readonly KindId[] {
  if (isClosed(next) || next.dueVersion !== before.dueVersion) return reminders
  if (next.state === 'open' && before.state === 'requested') return [kinds.unanswered, kinds.expire]
  if (next.state === 'requested' && action === 'propose') return [kinds.unanswered, kinds.expire]
  return speaksAnew(next, action, now) ? [kinds.last_call, kinds.lapse] : []
}

/** A word after the due time breaks the silence that would end in a lapse. */
function speaksAnew(next: Commitment, action: ActionName, now: Date): boolean {
  return next.state === 'open' && next.due.at < now && !action.startsWith('witness')
}

function consequences(
  before: Commitment,
  next: Commitment,
  action: ActionName,
  people: People,
  now: Date,
): Planned[] {
  const party = participantsOf(next, people)
  if (!party) return []
  const { promisor, promisee } = party
  if (action === 'presume_kept') return [weekAfter(promisor, now), weekAfter(promisee, now)]
  if (isClosed(next)) return []
  if (action === 'claim') return [planAutoConfirm(next, promisee, now)]
  if (action === 'witness_yes') return next.due.at <= now ? ladderAfter(next, party) : []
  const isNewDue = next.dueVersion !== before.dueVersion
  if (next.state === 'requested')
    return isNewDue ? requestLadder(next, promisor, now) : expiryOfOffer(next, promisor)
  if (before.state === 'requested')
    return [...ladderOf(next, party, now), ...openingOfNext(next, promisor, now)]
  if (isNewDue) return ladderOf(next, party, now)
  return speaksAnew(next, action, now) ? planLapse(next, party, now, next.lastSeq) : []
}

/** What was done within the first minutes and is not said yet is never said. */
async function unsayUnheard(
  db: Tx,
  teamId: string,
  next: Commitment,
  hears: readonly Audience[],
): Promise<Audience[]> {
  await cancelNudges(db, teamId, { subjectId: next.id })
  const told: Audience[] = []
  for (const audience of hears)
    if (await mayHaveHeard(db, teamId, next.id, next[audience]!)) told.push(audience)
  return told
}

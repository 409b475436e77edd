/** Carries a decision out: the promise, its history and what is planned change in the handler's one transaction. */
import { cancelNudges, markStale } from '../../../nudges/update-planned.ts'
import { mayHaveHeard, planNudges } from '../../../nudges/plan.ts'
import { findClosedTo } from '../../../people/block-store.ts'
import type { People } from '../../../people/person.ts'
import { findPeople } from '../../../people/store.ts'
import type { Action, Change } from '../domain/action.ts'
import type { Audience, Commitment } from '../domain/commitment.ts'
import { endsSeries, newsOf, outdatedBy, plannedBy, startsAnew, type Step } from '../domain/consequences.ts'
import { decide } from '../domain/decide.ts'
import { participantIds } from '../domain/participants.ts'
import type { RefusedAction } from '../domain/refusal.ts'
import { goesOn } from '../domain/series.ts'
import { findDueReminder, hasHeardOfClaim } from '../store/event-store.ts'
import { lockPromise, storeChange, type PromiseScope } from '../store/promise-store.ts'
import { continueSeries, stopSeries } from '../store/series-store.ts'
import { markDigestsStale } from '../store/weekly-store.ts'

export interface Applied {
  before: Commitment
  next: Commitment
  people: People
  /** Who is told of it. */
  hears: readonly Audience[]
}
export interface NotApplied {
  refused: RefusedAction
  /** Undefined = there is none such, or it is somebody else's. */
  promise: Commitment | undefined
  people: People
}

/** `who` undefined = the clock. Someone else's promise reads as none at all. */
export async function applyAction(
  scope: PromiseScope,
  id: string,
  action: Action,
  who: string | undefined,
): Promise<Applied | NotApplied> {
  const { teamId, db, now } = scope
  const promise = await lockPromise(scope, id)
  if (!promise) return { refused: 'unknown', promise, people: new Map() }
  const people = await findPeople(db, teamId, participantIds(promise))
  const decision = decide(promise, await withFacts(scope, promise, action), who, now)
  if ('refused' in decision) return { refused: decision.refused, promise, people }
  if (who && (await isClosedTo(scope, decision, who))) return { refused: 'cannot_be_sent', promise, people }
  const { next } = decision
  await storeChange(scope, decision, who)
  await markStale(db, teamId, id)
  await markDigestsStale(scope, next)
  const hears = await whoHears(scope, promise, decision)
  await planAfter(scope, { before: promise, next, action: action.do, who, now }, people, hears)
  if (goesOn(next, action.do)) await continueSeries(scope, next)
  else if (endsSeries.has(action.do) && next.series)
    await stopSeries(scope, next.series.id, action.do === 'stop_series' ? who : undefined)
  return { before: promise, next, people, hears }
}

/** Whether it would ask something new of somebody who wants nothing more from `who`. */
async function isClosedTo(
  scope: PromiseScope,
  { event, hears, next }: Change,
  who: string,
): Promise<boolean> {
  if (!startsAnew.has(event.action)) return false
  const ids = hears.flatMap((audience) => next[audience] ?? [])
  return (await findClosedTo(scope, who, ids)).size > 0
}

/** What a decision has to know besides the promise. */
async function withFacts(scope: PromiseScope, promise: Commitment, action: Action): Promise<Action> {
  if (action.do !== 'claim') return action
  return { ...action, remindedAt: await findDueReminder(scope, promise) }
}

async function planAfter(
  { teamId, db }: PromiseScope,
  step: Step,
  people: People,
  hears: readonly Audience[],
): Promise<void> {
  const { before, next, now } = step
  const outdated = outdatedBy(step)
  if (outdated.length) await cancelNudges(db, teamId, { subjectId: before.id, kinds: outdated })
  const news = newsOf(next, hears, step)
  await planNudges(db, teamId, [...news, ...plannedBy(step, people)], now)
}

/** What was taken back before anybody heard of it is never said. */
async function whoHears(
  scope: PromiseScope,
  promise: Commitment,
  { event, hears, next }: Change,
): Promise<readonly Audience[]> {
  if (event.action === 'unclaim') return (await hasHeardOfClaim(scope, promise)) ? hears : []
  if (event.action !== 'undo') return hears
  const { teamId, db } = scope
  await cancelNudges(db, teamId, { subjectId: next.id })
  const told: Audience[] = []
  for (const audience of hears)
    if (await mayHaveHeard(db, teamId, next.id, next[audience]!)) told.push(audience)
  return told
}

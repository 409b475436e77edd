/** Carries a decision out: the promise, its history and what is planned change in the handler's one transaction. */
import type { Tx } from '../../db/database.ts'
import { cancelNudges, markStale, planNudges, type Planned } from '../../nudges/plan.ts'
import { findPeople } from '../../people/store.ts'
import type { People } from '../../people/person.ts'
import { decide, isClosed, type Action, type Commitment, type Side } from './commitment.ts'
import { ladderOf, presumption } from './ladder.ts'
import { lockPromise, storeDecision } from './store.ts'

export interface Circumstance {
  teamId: string
  db: Tx
  now: Date
}

export type Carried = { next: Commitment; people: People } | { refused: string }

/** `who` undefined = the clock. Someone else's promise reads as none at all. */
export async function carryOut(
  { teamId, db, now }: Circumstance,
  id: string,
  action: Action,
  who: string | undefined,
): Promise<Carried> {
  const promise = await lockPromise(db, teamId, id)
  if (!promise) return { refused: "I don't know this promise, or it is not yours. Nothing changed." }
  const decision = decide(promise, action, who, now)
  if ('refused' in decision) return decision
  const { next, event, hears } = decision
  const people = await findPeople(db, teamId, [next.promisor, next.promisee])
  await storeDecision(db, teamId, next, event, who, now)
  await markStale(db, teamId, id)
  const isNewDue = next.dueVersion !== promise.dueVersion
  if (isClosed(next) || isNewDue) await cancelNudges(db, teamId, { subjectId: id, kinds: reminders })
  await planNudges(db, teamId, [...news(next, hears, now), ...consequences(promise, next, people, now)], now)
  return { next, people }
}

/** What a closed promise, or one with a new due time, says no more. */
const reminders = [
  'day_before',
  'due_day',
  'due',
  'snoozed',
  'follow_up',
  'slipped',
  'last_call',
  'lapse',
  'presume_kept',
].map((rung) => `promises.${rung}`)

/** The notice of a promise's latest event, to each side that hears of it. */
export function news(promise: Commitment, hears: readonly Side[], now: Date): Planned[] {
  return hears.map((side) => ({
    userId: promise[side],
    kind: 'promises.news',
    manner: 'notice',
    subjectId: promise.id,
    subjectVersion: promise.lastSeq,
    dedupeKey: `${promise.id}:news:${promise.lastSeq}:${promise[side]}`,
    dueAt: now,
  }))
}

function consequences(before: Commitment, next: Commitment, people: People, now: Date): Planned[] {
  const promisor = people.get(next.promisor)
  const promisee = people.get(next.promisee)
  if (!promisor || !promisee) return []
  if (next.state === 'claimed') return [presumption(next, promisee, now)]
  const opened =
    next.state === 'open' && (before.state === 'requested' || next.dueVersion !== before.dueVersion)
  return opened ? ladderOf(next, promisor, promisee, now) : []
}

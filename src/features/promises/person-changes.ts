/** What promises do when somebody leaves the workspace, or moves to another zone. */
import { planNudges, type Planned } from '../../nudges/plan.ts'
import { markStale, reschedulePlanned } from '../../nudges/update-planned.ts'
import type { PersonChange } from '../../people/profile-change.ts'
import { findPeople } from '../../people/store.ts'
import { kinds } from './domain/kinds.ts'
import { askedSide } from './domain/roles.ts'
import { ladderAfter, ladderOf, remindersOf } from './domain/ladder.ts'
import { requestLadder } from './domain/request-ladder.ts'
import { participantIds, participantsOf } from './domain/participants.ts'
import { applyAction } from './handlers/apply-action.ts'
import { listOpenOf, listWitnessed } from './store/list-queries.ts'
import { releaseWitness } from './store/promise-store.ts'

/** Lets go of everything that was between them and others; the ones who stay are told once. */
export async function releaseForLeaver(change: PersonChange): Promise<void> {
  const { userId } = change
  const open = await listOpenOf(change, userId)
  for (const { id } of open) await applyAction(change, id, { do: 'leave' }, userId)
  await releaseWitness(change, userId)
}

/** An agreed due time stays; only the hours at which the person is reminded move with them. */
export async function rescheduleReminders(change: PersonChange): Promise<void> {
  const { db, teamId, userId, now } = change
  const open = [...(await listOpenOf(change, userId)), ...(await listWitnessed(change, userId))]
  const people = await findPeople(db, teamId, open.flatMap(participantIds))
  const planned = open.flatMap((promise) => {
    const participants = participantsOf(promise, people)
    if (!participants) return []
    return promise.state === 'requested'
      ? requestLadder(promise, participants[askedSide(promise)])
      : [ladderOf(promise, participants, now)].concat(
          remindersOf(promise, participants.promisor),
          ladderAfter(promise, participants),
        )
  })
  const own = planned.filter((rung) => rung.userId === userId && rung.dueAt >= now)
  await reschedulePlanned(db, teamId, own)
}

/**
 * Messages reach somebody no more, or again. Those who have promises with them are told the first, once a promise or
 * series; the second is seen in what they were told.
 */
export async function tellOfReach(change: PersonChange, isReachable: boolean): Promise<void> {
  const { db, teamId, userId, now } = change
  const open = await listOpenOf(change, userId)
  const ids = open.map(({ id }) => id)
  await markStale(db, teamId, ids, kinds.unreachable)
  if (isReachable) return
  const told = open.map(({ id, series, promisor, promisee }): Planned => {
    const side = promisor === userId ? 'promisor' : 'promisee'
    return {
      userId: side === 'promisor' ? promisee : promisor,
      kind: kinds.unreachable,
      subjectId: id,
      // It may not name them: where they are forgotten, it stays in somebody else's row.
      dedupeKey: `${series?.id ?? id}:unreachable:${side}`,
      dueAt: now,
    }
  })
  const once = new Map(told.toReversed().map((planned) => [planned.dedupeKey, planned]))
  await planNudges(db, teamId, [...once.values()], now)
}

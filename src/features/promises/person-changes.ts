import { reschedulePlanned } from '../../nudges/update-planned.ts'
import { findPeople } from '../../people/store.ts'
import { applyAction } from './handlers/apply-action.ts'
import { ladderAfter, ladderOf, requestLadder } from './domain/ladder.ts'
import { listOpenOf } from './store/list-queries.ts'
import { participantIds, participantsOf } from './domain/participants.ts'
import type { PersonChange } from '../../people/profile-change.ts'

/** Lets go of everything that was between them and others; the ones who stay are told once. */
export async function releaseForLeaver({ teamId, userId, now, db }: PersonChange): Promise<void> {
  const open = await listOpenOf(db, teamId, userId)
  for (const { id } of open) await applyAction({ teamId, db, now }, id, { do: 'leave' }, userId)
  await db
    .updateTable('promises')
    .set({ witness_state: 'no' })
    .where('team_id', '=', teamId)
    .where('witness', '=', userId)
    .where('closed_at', 'is', null)
    .execute()
}

/** An agreed due time stays; only the hours at which the person is reminded move with them. */
export async function rescheduleReminders({ teamId, userId, now, db }: PersonChange): Promise<void> {
  const open = await listOpenOf(db, teamId, userId)
  const people = await findPeople(db, teamId, open.flatMap(participantIds))
  const planned = open.flatMap((promise) => {
    const party = participantsOf(promise, people)
    if (!party) return []
    return promise.state === 'requested'
      ? requestLadder(promise, party.promisor, promise.madeAt)
      : ladderOf(promise, party, now).concat(ladderAfter(promise, party))
  })
  const own = planned.filter((rung) => rung.userId === userId && rung.dueAt > now)
  await reschedulePlanned(db, teamId, own)
}

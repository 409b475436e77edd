/** "Remind me in…": moves the promisor's own reminders, never the promise. */
import type { ActionCall, Call, Reply, SubmissionCall } from '../../../feature.ts'
import { planNudges } from '../../../nudges/plan.ts'
import { cancelNudges, markStaleFor } from '../../../nudges/update-planned.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import type { Commitment } from '../domain/commitment.ts'
import { roleOf } from '../domain/roles.ts'
import { snoozableKinds } from '../domain/kinds.ts'
import { participantIds } from '../domain/participants.ts'
import { snoozed, snoozes, snoozeTime } from '../domain/snooze.ts'
import { lockPromise } from '../store/promise-store.ts'
import { notYours } from '../views/refusals.ts'
import { nothingToSnooze, snoozedReply } from '../views/replies.ts'
import { pickedSnooze, snoozeForm } from '../views/snooze.ts'
import { viewOf } from './actions.ts'
import { readOneDue } from './said-due.ts'

export async function snooze(call: ActionCall): Promise<Reply> {
  const { me, now } = call
  const [id = '', length] = (call.picked ?? '').split(':')
  const found = await findSnoozable(call, id)
  if ('say' in found) return found
  if (length === pickedSnooze) {
    const people = await findPeople(call.db, call.teamId, participantIds(found.promise))
    return { open: snoozeForm(viewOf({ next: found.promise, people }, call)) }
  }
  const chosen = snoozes.find((known) => known === length)
  if (!chosen) return { say: textMessage(notYours) }
  return putOff(call, found.promise, snoozeTime(chosen, me, now))
}

/** *Pick a time* of the same menu. */
export async function submitSnooze(call: SubmissionCall): Promise<Reply> {
  const { due, errors } = readOneDue(call.values, call)
  if (Object.keys(errors).length) return { errors }
  const found = await findSnoozable(call, call.metadata)
  return 'say' in found ? found : putOff(call, found.promise, due!.at)
}

async function findSnoozable(
  call: Call,
  id: string,
): Promise<{ promise: Commitment } | Required<Pick<Reply, 'say'>>> {
  const { db, teamId, me } = call
  const promise = await lockPromise(call, id)
  if (!promise || roleOf(promise, me.userId) !== 'promisor') return { say: textMessage(notYours) }
  if (promise.state === 'open') return { promise }
  await markStaleFor(db, teamId, id, me.userId)
  return { say: textMessage(nothingToSnooze) }
}

async function putOff(call: Call, promise: Commitment, at: Date): Promise<Reply> {
  const { me, now, db, teamId } = call
  const planned = snoozed(promise, me, at, now)
  const filter = {
    subjectId: promise.id,
    kinds: snoozableKinds,
    userId: me.userId,
    dueBefore: planned.dueAt,
  }
  await cancelNudges(db, teamId, filter)
  await planNudges(db, teamId, [planned], now)
  return { say: snoozedReply(planned.dueAt, { viewer: me, now }) }
}

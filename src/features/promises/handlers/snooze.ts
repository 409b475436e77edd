/** "Remind me in…": moves the promisor's own reminders, never the promise. */
import type { ActionCall, Reply } from '../../../feature.ts'
import { planNudges } from '../../../nudges/plan.ts'
import { cancelNudges, markStaleFor } from '../../../nudges/update-planned.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { roleOf } from '../domain/commitment.ts'
import { snoozableKinds } from '../domain/kinds.ts'
import { snoozed, snoozes } from '../domain/snooze.ts'
import { lockPromise } from '../store/promise-store.ts'
import { notYours } from '../views/refusals.ts'
import { nothingToSnooze, snoozedReply } from '../views/replies.ts'

export async function snooze(call: ActionCall): Promise<Reply> {
  const { me, now, db, teamId } = call
  const [id = '', length] = (call.picked ?? '').split(':')
  const chosen = snoozes.find((known) => known === length)
  const promise = await lockPromise(call, id)
  if (!promise || !chosen || roleOf(promise, me.userId) !== 'promisor') return { say: textMessage(notYours) }
  if (promise.state !== 'open') {
    await markStaleFor(db, teamId, id, me.userId)
    return { say: textMessage(nothingToSnooze) }
  }
  const planned = snoozed(promise, me, chosen, now)
  const filter = { subjectId: id, kinds: snoozableKinds, userId: me.userId, dueBefore: planned.dueAt }
  await cancelNudges(db, teamId, filter)
  await planNudges(db, teamId, [planned], now)
  return { say: snoozedReply(planned.dueAt, { viewer: me, now }) }
}

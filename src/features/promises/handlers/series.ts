/** The answer to "The last three slipped. Shall it go on?" */
import type { ActionCall, Reply } from '../../../feature.ts'
import { markStale } from '../../../nudges/update-planned.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { sideOf } from '../domain/roles.ts'
import { participantIds } from '../domain/participants.ts'
import type { RefusedAction } from '../domain/refusal.ts'
import { lockPromise } from '../store/promise-store.ts'
import { openNext } from '../store/series-store.ts'
import { notYours } from '../views/refusals.ts'
import { goesOnReply, lastOneReply } from '../views/replies.ts'
import { refuseStale, viewOf } from './actions.ts'

export async function goOn(call: ActionCall): Promise<Reply> {
  const promise = await lockPromise(call, call.value)
  if (!promise || !sideOf(promise, call.me.userId)) return { say: textMessage(notYours) }
  const people = await findPeople(call.db, call.teamId, participantIds(promise))
  const { series } = promise
  const refused: RefusedAction | undefined = !series
    ? 'not_repeating'
    : series.stopped
      ? 'series_stopped'
      : series.followed
        ? 'series_goes_on'
        : undefined
  if (refused) return refuseStale(call, { refused, promise, people })
  const next = await openNext(call, promise)
  await markStale(call.db, call.teamId, promise.id)
  const view = viewOf({ next: promise, people }, call)
  return { say: next ? goesOnReply(next.due.at, view) : lastOneReply(view), home: true }
}

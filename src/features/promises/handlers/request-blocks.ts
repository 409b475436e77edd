/** "Stop requests from Ana", and taking it back. Ana is told so when she asks again. */
import type { ActionCall, Reply, SubmissionCall } from '../../../feature.ts'
import { nameOf } from '../../../people/display-name.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { deleteRequestBlock, insertRequestBlock } from '../store/request-block-store.ts'
import {
  nothingBlocked,
  requestsBlockedReply,
  requestsUnblockedReply,
  stopRequestsForm,
} from '../views/replies.ts'
import { formButton, refuseStale } from './actions.ts'
import { applyAction } from './apply-action.ts'

export const askToBlock = formButton(() => ({ do: 'stop_requests' }), stopRequestsForm)

/** Declines the request at hand, and every later one of this person. */
export async function blockRequests(call: SubmissionCall): Promise<Reply> {
  const { me, now } = call
  const applied = await applyAction(call, call.metadata, { do: 'stop_requests' }, me.userId)
  if ('refused' in applied) return refuseStale(call, applied)
  const asker = applied.next.promisee
  await insertRequestBlock(call, { userId: me.userId, asker }, now)
  return { say: requestsBlockedReply(nameOf(applied.people, asker)), home: true }
}

/** The button's value is the person to hear from again. */
export async function unblockRequests(call: ActionCall): Promise<Reply> {
  const { teamId, db, me, value } = call
  const wasBlocked = await deleteRequestBlock(call, { userId: me.userId, asker: value })
  if (!wasBlocked) return { say: textMessage(nothingBlocked), home: true }
  const name = nameOf(await findPeople(db, teamId, [value]), value)
  return { say: requestsUnblockedReply(name), home: true }
}

/** "Stop requests from Ana", and taking it back. Ana is told so when she asks again. */
import type { ActionCall, Call, Reply, SubmissionCall } from '../../../feature.ts'
import { nameOf } from '../../../people/display-name.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { maxAsked } from '../domain/limits.ts'
import { listPromises } from '../store/list-queries.ts'
import { releaseWitness } from '../store/promise-store.ts'
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

/** Requests of one person and one asker that are open at once, and one more. */
const mostRequests = maxAsked.ofOne + 1

/** Nothing more from `other`: what they ask is declined, and what they asked to have witnessed is not. */
export async function endRequests(call: Call, other: string): Promise<void> {
  const { me, now } = call
  const asked = await listPromises(
    call,
    me.userId,
    { filter: 'asked', other, slippedBefore: now },
    { limit: mostRequests, offset: 0 },
  )
  for (const { id } of asked) await applyAction(call, id, { do: 'decline' }, me.userId)
  await releaseWitness(call, me.userId, other)
}

/** The button's value is the person to hear from again. */
export async function unblockRequests(call: ActionCall): Promise<Reply> {
  const { teamId, db, me, value } = call
  const wasBlocked = await deleteRequestBlock(call, { userId: me.userId, asker: value })
  if (!wasBlocked) return { say: textMessage(nothingBlocked), home: true }
  const name = nameOf(await findPeople(db, teamId, [value]), value)
  return { say: requestsUnblockedReply(name), home: true }
}

/** Offering help, and taking it: an offer is a promise only by the other's yes. */
import type { ActionCall, Reply, SubmissionCall } from '../../../feature.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { hasSlipped, leavesDueOpen, type Commitment } from '../domain/commitment.ts'
import { openDue } from '../domain/open-due.ts'
import { participantIds } from '../domain/participants.ts'
import type { RefusedAction } from '../domain/refusal.ts'
import { lockPromise } from '../store/promise-store.ts'
import { readText } from '../views/note-modal.ts'
import { helpForm, takeForm } from '../views/offer-forms.ts'
import { notYours } from '../views/refusals.ts'
import { wordsProblem } from '../views/replies.ts'
import { actionButton, formButton, refuseStale, viewOf } from './actions.ts'
import { applyAction } from './apply-action.ts'
import { createPromises } from './create.ts'
import { readOneDue } from './said-due.ts'

const acceptAtOnce = actionButton(() => ({ do: 'accept' }))
const askByWhen = formButton(
  (_, call) => ({ do: 'accept', due: { ...openDue(call.me, call.now), words: 'open' } }),
  takeForm,
)

/** Where an offer left its time open, the yes says by when. */
export async function accept(call: ActionCall): Promise<Reply> {
  const promise = await lockPromise(call, call.value)
  return promise && leavesDueOpen(promise) ? askByWhen(call) : acceptAtOnce(call)
}

export async function submitAccept(call: SubmissionCall): Promise<Reply> {
  const { due, errors } = readOneDue(call.values, call)
  if (Object.keys(errors).length) return { errors }
  const applied = await applyAction(call, call.metadata, { do: 'accept', due: due! }, call.me.userId)
  return 'refused' in applied ? refuseStale(call, applied) : { home: true }
}

export async function askToHelp(call: ActionCall): Promise<Reply> {
  const found = await findHelped(call, call.value)
  if ('say' in found) return found
  const people = await findPeople(call.db, call.teamId, participantIds(found.promise))
  return { open: helpForm(viewOf({ next: found.promise, people }, call)) }
}

/** The offer quotes the promise that it is about. */
export async function submitHelp(call: SubmissionCall): Promise<Reply> {
  const what = readText(call.values, 'what')
  const errors = wordsProblem(what)
  if (Object.keys(errors).length) return { errors }
  const found = await findHelped(call, call.metadata)
  if ('say' in found) return found
  const { promisor, what: quote } = found.promise
  const to = [...(await findPeople(call.db, call.teamId, [promisor])).values()]
  return createPromises(call, {
    to,
    what,
    quote,
    due: openDue(call.me, call.now),
    isRequest: false,
    isOffer: true,
  })
}

/** A promise to me that slipped. */
async function findHelped(
  call: ActionCall | SubmissionCall,
  id: string,
): Promise<{ promise: Commitment } | { say: NonNullable<Reply['say']> }> {
  const promise = await lockPromise(call, id)
  if (!promise) return { say: textMessage(notYours) }
  const refused = whyNoHelp(promise, call.me.userId, call.now)
  if (!refused) return { promise }
  const people = await findPeople(call.db, call.teamId, participantIds(promise))
  const { say } = await refuseStale(call, { refused, promise, people })
  return { say: say! }
}

function whyNoHelp(promise: Commitment, userId: string, now: Date): RefusedAction | undefined {
  if (promise.promisee !== userId) return 'only_promisee'
  if (promise.state !== 'open') return 'wrong_state'
  return hasSlipped(promise, now) ? undefined : 'bump_before_due'
}

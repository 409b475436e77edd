/** After a miss: a note to oneself, a line to the promisee, or nothing. Asked once, of the promisor alone. */
import type { ModalView } from '@slack/types'
import type { ActionCall, Call, Handler, Reply, SubmissionCall } from '../../../feature.ts'
import { markStale } from '../../../nudges/update-planned.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import type { MissAnswer } from '../domain/commitment.ts'
import { whyNotAsked } from '../domain/miss.ts'
import { participantIds } from '../domain/participants.ts'
import { lockPromise, storeMiss } from '../store/promise-store.ts'
import { missAskedReply, missNotAsked, missNotedReply, missNoteForm, missTellForm } from '../views/miss.ts'
import { readText } from '../views/note-modal.ts'
import type { PromiseView } from '../views/promise-view.ts'
import { notYours } from '../views/refusals.ts'
import { formErrors } from '../views/replies.ts'
import { actionForm, refuseStale, viewOf, withNote } from './actions.ts'
import { applyAction } from './apply-action.ts'

/** "Can't keep it": the answer to its form asks. */
export async function submitBreak(call: SubmissionCall): Promise<Reply> {
  const action = withNote({ do: 'break' }, call)
  const applied = await applyAction(call, call.metadata, action, call.me.userId)
  if ('refused' in applied) return refuseStale(call, applied)
  return { say: missAskedReply(viewOf(applied, call), 'note' in action), home: true }
}

export const askForMissNote = missButton(missNoteForm)
export const askWhatToTell = missButton(missTellForm)

function missButton(form: (view: PromiseView) => ModalView): Handler<ActionCall> {
  return async (call) => {
    const found = await findMiss(call, call.value)
    return 'say' in found ? found : { open: form(found.view) }
  }
}

export async function submitMissNote(call: SubmissionCall): Promise<Reply> {
  const note = readText(call.values, 'note')
  if (!note) return { errors: { note: formErrors.noWords } }
  const found = await findMiss(call, call.metadata)
  if ('say' in found) return found
  await answer(call, found.view, { answer: 'note', note })
  return { say: missNotedReply(found.view) }
}

export async function submitMissLine(call: SubmissionCall): Promise<Reply> {
  const note = readText(call.values, 'note')
  return note ? actionForm(() => ({ do: 'tell', note }))(call) : { errors: { note: formErrors.noWords } }
}

export async function answerNothing(call: ActionCall): Promise<Reply> {
  const found = await findMiss(call, call.value)
  if ('say' in found) return found
  await answer(call, found.view, { answer: 'nothing' })
  return { say: textMessage(missNotAsked) }
}

async function findMiss(
  call: Call,
  id: string,
): Promise<{ view: PromiseView } | Required<Pick<Reply, 'say'>>> {
  const promise = await lockPromise(call, id)
  if (!promise) return { say: textMessage(notYours) }
  const people = await findPeople(call.db, call.teamId, participantIds(promise))
  const refused = whyNotAsked(promise, call.me.userId)
  if (!refused) return { view: viewOf({ next: promise, people }, call) }
  const { say } = await refuseStale(call, { refused, promise, people })
  return { say: say! }
}

async function answer(
  call: Call,
  { promise }: PromiseView,
  given: { answer: MissAnswer; note?: string },
): Promise<void> {
  await storeMiss(call, promise, given)
  await markStale(call.db, call.teamId, promise.id)
}

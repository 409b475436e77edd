/** The forms that offer other words for an open promise, and the line of its witness. */
import type { Handler, Reply, SubmissionCall } from '../../../feature.ts'
import type { Action } from '../domain/action.ts'
import { readText } from '../views/note-modal.ts'
import { formErrors, wordsOfferedReply, wordsProblem } from '../views/replies.ts'
import { actionForm, refuseStale, viewOf } from './actions.ts'
import { applyAction } from './apply-action.ts'

/** Other words are a proposal, as another time is: the other side answers. */
export function wordsForm(verb: 'reword' | 'instead'): Handler<SubmissionCall> {
  return async (call): Promise<Reply> => {
    const what = readText(call.values, 'what')
    const errors = wordsProblem(what)
    if (Object.keys(errors).length) return { errors }
    const action: Action = { do: verb, what }
    const applied = await applyAction(call, call.metadata, action, call.me.userId)
    if ('refused' in applied) return refuseStale(call, applied)
    return { say: wordsOfferedReply(viewOf(applied, call)), home: true }
  }
}

/** The promisor alone reads it. */
export async function submitWitnessLine(call: SubmissionCall): Promise<Reply> {
  const note = readText(call.values, 'note')
  return note
    ? actionForm(() => ({ do: 'witness_say', note }))(call)
    : { errors: { note: formErrors.noWords } }
}

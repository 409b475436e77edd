/** *Change*, within the first minutes: the form is read, and the receipt shows the promise as it is now. */
import type { Reply, SubmissionCall } from '../../../feature.ts'
import { whenHeard } from '../../../nudges/when-heard.ts'
import { readChange } from '../views/change-form.ts'
import { receiptMessage } from '../views/receipt.ts'
import { wordsProblem } from '../views/replies.ts'
import { refuseStale, viewOf } from './actions.ts'
import { applyAction } from './apply-action.ts'
import { readOneDue } from './said-due.ts'
import { othersOf } from './when-heard.ts'

export async function submitChange(call: SubmissionCall): Promise<Reply> {
  const { me } = call
  const { what, why } = readChange(call.values)
  const { due, errors: dueErrors } = readOneDue(call.values, call)
  const errors = { ...dueErrors, ...wordsProblem(what) }
  if (Object.keys(errors).length) return { errors }
  const applied = await applyAction(call, call.metadata, { do: 'amend', due: due!, what, why }, me.userId)
  if ('refused' in applied) return refuseStale(call, applied)
  const { before, next } = applied
  const fromDueAt = before.due.at.getTime() === next.due.at.getTime() ? undefined : before.due.at
  const isRequest = next.promisee === me.userId
  const heard = await whenHeard(call, othersOf(applied, me), next.due.at)
  return {
    say: receiptMessage([viewOf(applied, call)], { isRequest, fromDueAt, heard }),
    replace: true,
    home: true,
  }
}

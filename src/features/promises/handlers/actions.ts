/** What a press does to a promise. The value of a button is something to look up, never authority. */
import type { ModalView } from '@slack/types'
import type { ActionCall, Call, Handler, Reply, SubmissionCall } from '../../../feature.ts'
import { markStaleFor } from '../../../nudges/update-planned.ts'
import { heldLines } from '../../../nudges/views/held-line.ts'
import { whenHeard } from '../../../nudges/when-heard.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import type { Action } from '../domain/action.ts'
import type { Commitment, DueTime } from '../domain/commitment.ts'
import { roleOf } from '../domain/roles.ts'
import { decide } from '../domain/decide.ts'
import { bumpAgainAt } from '../domain/silence.ts'
import { participantIds } from '../domain/participants.ts'
import { lockPromise } from '../store/promise-store.ts'
import { noteForm, readNote, thanksForm, type NoteVerb } from '../views/note-modal.ts'
import { otherOf, type PromiseView } from '../views/promise-view.ts'
import { undoneMessage, type Undone } from '../views/receipt.ts'
import { notYours, refusalText } from '../views/refusals.ts'
import { bumpedReply, noteSentReply, thankedReply } from '../views/replies.ts'
import { applyAction, type Applied, type NotApplied } from './apply-action.ts'

/** A button that acts at once; the messages about the promise then show what is so. */
export function actionButton(
  action: (call: ActionCall) => Action,
  replyWith?: (view: PromiseView) => Reply | Promise<Reply>,
): Handler<ActionCall> {
  return async (call) => {
    const applied = await applyAction(call, call.value, action(call), call.me.userId)
    if ('refused' in applied) return refuseStale(call, applied)
    return { ...(await replyWith?.(viewOf(applied, call))), home: true }
  }
}

/** A form that acts when it is submitted; its metadata names the promise. It says again who reads what was written. */
export function actionForm(action: (call: SubmissionCall) => Action): Handler<SubmissionCall> {
  return async (call) => {
    const doing = action(call)
    const applied = await applyAction(call, call.metadata, doing, call.me.userId)
    if ('refused' in applied) return refuseStale(call, applied)
    const hasWritten = 'note' in doing || 'thanks' in doing || 'currency' in doing
    if (!hasWritten) return { home: true }
    const view = viewOf(applied, call)
    return { say: noteSentReply(view, await waitsOf(view, call)), home: true }
  }
}

export function viewOf({ next, people }: Pick<Applied, 'next' | 'people'>, call: Call): PromiseView {
  return { promise: next, viewer: call.me, people, now: call.now }
}

export function withNote<A extends Action>(action: A, call: SubmissionCall): A {
  const note = readNote(call.values)
  return note ? { ...action, note } : action
}

/** A button that opens a form about a promise, for whoever could do now what the form is for. */
export function formButton(
  action: (promise: Commitment, call: ActionCall) => Action,
  form: (view: PromiseView) => ModalView,
): Handler<ActionCall> {
  return async (call) => {
    const promise = await lockPromise(call, call.value)
    if (!promise) return { say: textMessage(notYours) }
    const people = await findPeople(call.db, call.teamId, participantIds(promise))
    const decision = decide(promise, action(promise, call), call.me.userId, call.now)
    if ('refused' in decision) return refuseStale(call, { refused: decision.refused, promise, people })
    return { open: form(viewOf({ next: promise, people }, call)) }
  }
}

/** Thanks are worded with what the promisor values in sight, where they let the promisee see it. */
export async function openThanksForm(call: ActionCall): Promise<Reply> {
  const opening = formButton(() => ({ do: 'confirm' }), thanksForm)
  const { open, ...reply } = await opening(call)
  const promise = open && (await lockPromise(call, call.value))
  if (!promise) return reply
  const form = open as ModalView
  return { open, next: { to: 'completeForm', input: { form, to: [promise.promisor] } } }
}

export function noteButton(verb: NoteVerb): Handler<ActionCall> {
  return formButton(
    () => ({ do: verb }),
    (view) => noteForm(verb, view),
  )
}

/** A time that nobody has yet, to ask whether another one could be offered at all. */
export function placeholderDue({ due }: Commitment, now: Date): DueTime {
  const at = Math.max(due.at.getTime(), now.getTime()) + 86_400_000
  return { ...due, at: new Date(at) }
}

/** A bump says when the next one may come, by the working days of the one who asks. */
export const bump: Handler<ActionCall> = async (call) => {
  const again = bumpAgainAt(call.now, call.me)
  return actionButton(
    () => ({ do: 'bump', again }),
    async (view) => ({ say: bumpedReply(view, again, await waitsOf(view, call)) }),
  )(call)
}

export const thank: Handler<ActionCall> = async (call) =>
  actionButton(
    () => ({ do: 'thank' }),
    async (view) => ({ say: thankedReply(view, await waitsOf(view, call)) }),
  )(call)

/** Until when the other side does not hear of it, where they don't at once. */
async function waitsOf(view: PromiseView, call: Call): Promise<string[]> {
  const other = view.people.get(otherOf(view))
  if (!other) return []
  const hearings = await whenHeard(call, [other], view.promise.due.at)
  return heldLines(hearings, [other], call.me, call.now)
}

/** A press that came too late: said so, and the card it was pressed on is brought up to date. */
export async function refuseStale(call: Call, { refused, promise, people }: NotApplied): Promise<Reply> {
  if (promise && roleOf(promise, call.me.userId) !== 'stranger')
    await markStaleFor(call.db, call.teamId, promise.id, call.me.userId)
  return { say: textMessage(refusalText(refused, promise, people, call.me.userId)) }
}

/** Promises that one receipt speaks of. */
const mostUndone = 20

/** Takes back what a receipt speaks of, as far as it can still be taken back; the receipt then says so. */
export async function undo(call: ActionCall): Promise<Reply> {
  const refusals: string[] = []
  const undone: Undone[] = []
  for (const id of call.value.split(',').slice(0, mostUndone)) {
    const applied = await applyAction(call, id, { do: 'undo' }, call.me.userId)
    if ('refused' in applied)
      refusals.push(refusalText(applied.refused, applied.promise, applied.people, call.me.userId))
    else undone.push({ view: viewOf(applied, call), wasHeard: applied.hears.length > 0 })
  }
  if (!undone.length) return { say: textMessage(refusals[0] ?? notYours) }
  return { say: undoneMessage(undone, refusals), replace: true, home: true }
}

/** What a press does to a promise. The value of a button is something to look up, never authority. */
import * as z from 'zod'
import type { ModalView } from '@slack/types'
import type { Call, SubmissionCall, Handler, ActionCall, Reply } from '../../../feature.ts'
import { cancelNudges, markStaleFor } from '../../../nudges/update-planned.ts'
import { planNudges } from '../../../nudges/plan.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { formatTime } from '../../../slack/mrkdwn.ts'
import { parseValue } from '../../../slack/parse-value.ts'
import type { Action } from '../domain/action.ts'
import { roleOf, type Commitment, type DueTime } from '../domain/commitment.ts'
import { decide } from '../domain/decide.ts'
import { applyAction } from './apply-action.ts'
import { bumpAgainAt } from '../domain/ladder.ts'
import { snoozed, snoozes } from '../domain/snooze.ts'
import { noteForm, readNote, type NoteVerb } from '../views/note-modal.ts'
import { receiptMessage } from '../views/receipt.ts'
import { lockPromise } from '../store/promise-store.ts'
import { kinds } from '../domain/kinds.ts'

/** A button that acts at once; the messages about the promise then show what is so. */
export function actionButton(action: (call: ActionCall) => Action): Handler<ActionCall> {
  return async (call) => {
    const carried = await applyAction(call, call.value, action(call), call.me.userId)
    if ('refused' in carried) return refuseStale(call, call.value, carried.refused)
    return { home: true }
  }
}

/** A form that acts when it is submitted; its metadata names the promise. */
export function actionForm(action: (call: SubmissionCall) => Action): Handler<SubmissionCall> {
  return async (call) => {
    const carried = await applyAction(call, call.metadata, action(call), call.me.userId)
    if ('refused' in carried) return refuseStale(call, call.metadata, carried.refused)
    return { home: true }
  }
}

export function withNote<A extends Action>(action: A, call: SubmissionCall): A {
  const note = readNote(call.values)
  return note ? { ...action, note } : action
}

/** A button that opens a form about a promise, for whoever could do now what the form is for. */
export function formButton(
  action: (promise: Commitment, call: ActionCall) => Action,
  form: (promise: Commitment, call: ActionCall) => ModalView,
): Handler<ActionCall> {
  return async (call) => {
    const promise = await lockPromise(call.db, call.teamId, call.value)
    if (!promise) return { say: textMessage(notYours) }
    const decision = decide(promise, action(promise, call), call.me.userId, call.now)
    if ('refused' in decision) return refuseStale(call, promise.id, decision.refused)
    return { open: form(promise, call) }
  }
}

/** A bump says when the next one may come, by the working days of the one who asks. */
export function bump({ me, now }: ActionCall): Action {
  return { do: 'bump', again: bumpAgainAt(now, me) }
}

export function noteButton(verb: NoteVerb): Handler<ActionCall> {
  return formButton(
    () => ({ do: verb }),
    (promise) => noteForm(verb, promise),
  )
}

/** A time that nobody has yet, to ask whether another one could be offered at all. */
export function placeholderDue({ due }: Commitment, now: Date): DueTime {
  const at = Math.max(due.at.getTime(), now.getTime()) + 86_400_000
  return { ...due, at: new Date(at) }
}

export const notYours = "I don't know this promise, or it is not yours. Nothing changed."

/** A press that came too late: said so, and the card it was pressed on is brought up to date. */
export async function refuseStale(call: Call, id: string, refused: string): Promise<Reply> {
  const promise = await lockPromise(call.db, call.teamId, id)
  if (promise && roleOf(promise, call.me.userId) !== 'stranger')
    await markStaleFor(call.db, call.teamId, id, call.me.userId)
  return { say: textMessage(refused) }
}

/** Takes back what a receipt speaks of, as far as it can still be taken back. */
export async function undo(call: ActionCall): Promise<Reply> {
  const refusals: string[] = []
  for (const id of call.value.split(',').slice(0, 20)) {
    const carried = await applyAction(call, id, { do: 'undo' }, call.me.userId)
    if ('refused' in carried) refusals.push(carried.refused)
  }
  return { say: textMessage(refusals[0] ?? 'Taken back. Whoever had heard of it is told.'), home: true }
}

const otherReading = z.object({ ids: z.string().max(1000), at: z.iso.datetime(), words: z.string().max(200) })

/** "I meant …": the receipt's other reading of the due words. */
export async function useOtherReading(call: ActionCall): Promise<Reply> {
  const read = parseValue(otherReading, call.value)
  if (!read) return { say: textMessage(notYours) }
  const changed: Commitment[] = []
  for (const id of read.ids.split(',')) {
    const promise = await lockPromise(call.db, call.teamId, id)
    if (!promise) return { say: textMessage(notYours) }
    const due = { at: new Date(read.at), zone: call.me.hours.zone, words: read.words }
    const carried = await applyAction(call, id, { do: 'amend', due, what: promise.what }, call.me.userId)
    if ('refused' in carried) return { say: textMessage(carried.refused) }
    changed.push(carried.next)
  }
  const sides = changed.flatMap((promise) => [promise.promisor, promise.promisee])
  const people = await findPeople(call.db, call.teamId, sides)
  const seens = changed.map((promise) => ({ promise, viewer: call.me, people, now: call.now }))
  return { say: receiptMessage(seens, { isRequest: changed[0]?.promisee === call.me.userId }), home: true }
}

const reminded = [kinds.day_before, kinds.due_day, kinds.due, kinds.snoozed, kinds.follow_up]

/** "Remind me in…": moves the promisor's own reminders, never the promise. */
export async function snooze(call: ActionCall): Promise<Reply> {
  const [id = '', length] = (call.picked ?? '').split(':')
  const chosen = snoozes.find((known) => known === length)
  const promise = await lockPromise(call.db, call.teamId, id)
  if (!promise || !chosen || roleOf(promise, call.me.userId) !== 'promisor')
    return { say: textMessage(notYours) }
  if (promise.state !== 'open') return refuseStale(call, id, 'There is nothing left to be reminded of here.')
  const planned = snoozed(promise, call.me, chosen, call.now)
  await cancelNudges(call.db, call.teamId, {
    subjectId: id,
    kinds: reminded,
    userId: call.me.userId,
    dueBefore: planned.dueAt,
  })
  await planNudges(call.db, call.teamId, [planned], call.now)
  return {
    say: textMessage(`I will remind you ${sayWhen(planned.dueAt, call)}. The promise itself stays as it is.`),
  }
}

function sayWhen(at: Date, call: Call): string {
  return formatTime(at, call.me.hours.zone, call.now)
}

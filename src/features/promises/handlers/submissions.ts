/** The forms that make a promise or move it. */
import * as z from 'zod'
import type { Call, SubmissionCall, ActionCall, Reply, ShortcutCall } from '../../../feature.ts'
import { listAllies } from '../../../circles/allies.ts'
import type { Person } from '../../../people/person.ts'
import { findPeople } from '../../../people/store.ts'
import { unescape, shorten } from '../../../slack/mrkdwn.ts'
import { parseValue } from '../../../slack/parse-value.ts'
import { createPromises } from './create.ts'
import type { DueTime } from '../domain/commitment.ts'
import { applyAction } from './apply-action.ts'
import { refuseStale } from './actions.ts'
import { makeForm, readMakeForm, type FormStart } from '../views/promise-form.ts'
import { readNote, textOf } from '../views/note-modal.ts'
import { receiptMessage } from '../views/receipt.ts'
import { findRecipients } from './recipients.ts'
import { ruleOf } from '../domain/series.ts'
import { readDueInputs } from '../views/due-inputs.ts'

const formStart = z.object({
  isRequest: z.boolean().default(false),
  to: z.array(z.string()).default([]),
  what: z.string().default(''),
})

/** Opens the form with what was understood so far; a value that can't be read opens an empty one. */
export async function openForm(call: ActionCall): Promise<Reply> {
  return openMakeForm(call, parseValue(formStart, call.value) ?? { isRequest: false })
}

export async function openMakeForm(call: Call, start: FormStart): Promise<Reply> {
  return { open: makeForm(start, call.me, start.isRequest ? [] : await alliesOf(call), call.now) }
}

/** Those who said yes to telling me things are those I may ask to be a witness. */
async function alliesOf(call: Call): Promise<Person[]> {
  const { db, teamId, me } = call
  const allies = await findPeople(db, teamId, await listAllies(call, me.userId))
  return [...allies.values()]
}

/** Make it a promise / Ask for a promise, on somebody's message. */
export async function fromMessage(call: ShortcutCall, isRequest: boolean): Promise<Reply> {
  const { text, userId, link } = call.message
  const quote = shorten(
    unescape(text, (id) => call.people.get(id)?.displayName),
    1000,
  )
  const author = userId ? call.people.get(userId) : undefined
  const to = author && !author.isBot && author.userId !== call.me.userId ? [author.userId] : []
  return openMakeForm(call, { isRequest, to, ...(quote && { quote }), ...(link && { link }) })
}

export async function submitPromise(call: SubmissionCall): Promise<Reply> {
  const form = readMakeForm(call.values, call.metadata, call.me)
  const errors = {
    ...dueError(form.due, call),
    ...(form.what ? {} : { what: 'Say in a few words what it is.' }),
  }
  const recipients = await findRecipients(
    call,
    form.to.map((id) => ({ kind: 'user' as const, id })),
  )
  if ('refused' in recipients) return { errors: { ...errors, to: recipients.refused } }
  const { isRequest, what, link, quote, answerRef, goal, witness } = form
  const unfit = witness && (await unfitWitness(call, witness, form.to))
  if (Object.keys(errors).length || unfit) return { errors: { ...errors, ...(unfit && { witness: unfit }) } }
  const rule = ruleOf(form.beat, form.due!.at, form.due!.zone)
  const reply = await createPromises(call, {
    to: recipients.found,
    what,
    due: form.due!,
    isRequest,
    ...(rule && { recurs: { rule, zone: form.due!.zone } }),
    ...(goal && { goal }),
    ...(witness && { witness }),
    ...(link && { link }),
    ...(quote && { quote }),
  })
  // Only what was made changes Home.
  return answerRef && reply.home
    ? { ...reply, next: { to: 'answerBecamePromise', input: { answerRef } } }
    : reply
}

async function unfitWitness(call: Call, witness: string, to: readonly string[]): Promise<string | undefined> {
  if (to.includes(witness)) return 'The one you promise it to can’t be the witness too.'
  const allies = await listAllies(call, call.me.userId)
  return allies.includes(witness) ? undefined : 'Only somebody of your circle can be asked.'
}

export async function submitProposal(call: SubmissionCall): Promise<Reply> {
  const due = readDueInputs(call.values, call.me)
  const errors = dueError(due, call)
  if (errors) return { errors }
  const note = readNote(call.values)
  const what = textOf(call.values, 'what')
  const action = { do: 'propose' as const, due: due!, ...(note && { note }), ...(what && { what }) }
  const carried = await applyAction(call, call.metadata, action, call.me.userId)
  return 'refused' in carried ? refuseStale(call, call.metadata, carried.refused) : { home: true }
}

export async function submitChange(call: SubmissionCall): Promise<Reply> {
  const { me, people: named, now, teamId, db } = call
  const form = readMakeForm(call.values, '', me)
  const errors = {
    ...dueError(form.due, call),
    ...(form.what ? {} : { what: 'Say in a few words what it is.' }),
  }
  if (Object.keys(errors).length) return { errors }
  const carried = await applyAction(
    call,
    call.metadata,
    { do: 'amend', due: form.due!, what: form.what },
    me.userId,
  )
  if ('refused' in carried) return refuseStale(call, call.metadata, carried.refused)
  const { next } = carried
  const people = new Map([...named, ...(await findPeople(db, teamId, [next.promisor, next.promisee]))])
  const seen = { promise: next, viewer: me, people, now }
  return { say: receiptMessage([seen], { isRequest: next.promisee === me.userId }), home: true }
}

function dueError(due: DueTime | undefined, { now }: Call): Record<string, string> | undefined {
  if (!due) return { date: 'Pick a day.' }
  return due.at <= now ? { date: 'That is already past. Pick a later time.' } : undefined
}

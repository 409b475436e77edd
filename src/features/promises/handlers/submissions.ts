/** The forms that make a promise or move it. */
import * as z from 'zod'
import type { ActionCall, Call, Reply, ShortcutCall, SubmissionCall } from '../../../feature.ts'
import { listAllies } from '../../../circles/allies.ts'
import type { Person } from '../../../people/person.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { shorten, unescape } from '../../../slack/mrkdwn.ts'
import { parseValue } from '../../../slack/parse-value.ts'
import { ruleOf } from '../domain/series.ts'
import { deleteDraft } from '../store/draft-store.ts'
import { draftGone } from '../views/ask-first.ts'
import { readNote, readText } from '../views/note-modal.ts'
import { makeForm, readMakeForm, type FormStart } from '../views/promise-form.ts'
import { missing } from '../views/refused-words.ts'
import { formErrors, offeredReply, wordsProblem } from '../views/replies.ts'
import { refuseStale, viewOf } from './actions.ts'
import { readOneDue, readSaidDue } from './said-due.ts'
import { applyAction } from './apply-action.ts'
import { createPromises } from './create.ts'
import { readWithWhy, speakerOf } from './create-from-text.ts'
import { findColleagues } from './recipients.ts'

const formStart = z.object({
  isRequest: z.boolean().default(false),
  to: z.array(z.string()).default([]),
  what: z.string().default(''),
  why: z.string().optional(),
  due: z.coerce.date().optional(),
  lacks: z.enum(['time', 'person', 'words']).optional(),
})

/** Opens the form with what was understood so far; a value that can't be read opens an empty one. */
export async function openForm(call: ActionCall): Promise<Reply> {
  const { lacks, due, why, ...start } = parseValue(formStart, call.value) ?? { isRequest: false }
  return openMakeForm(call, {
    ...start,
    ...(why && { why }),
    ...(due && { due }),
    ...(lacks && { title: missing[lacks] }),
  })
}

export async function openMakeForm(call: Call, start: FormStart): Promise<Reply> {
  const allies = start.isRequest ? [] : await findAllies(call)
  const form = makeForm(start, { me: call.me, allies, now: call.now })
  return {
    open: form,
    next: {
      to: 'completeForm',
      input: {
        form,
        to: start.isRequest ? [] : (start.to ?? []),
        ...(start.goalId && { goalId: start.goalId }),
      },
    },
  }
}

/** Those who said yes to telling me things are those I may ask to be a witness. */
async function findAllies(call: Call): Promise<Person[]> {
  const allies = await findPeople(call.db, call.teamId, await listAllies(call, call.me.userId))
  return [...allies.values()]
}

/** Characters of a message that become the words of a promise; its whole text goes along as a quote. */
const mostPrefilled = 300

/** Make it a promise / Ask for a promise, on somebody's message: with its words, and its due time where it names one. */
export async function fromMessage(call: ShortcutCall, isRequest: boolean): Promise<Reply> {
  const { text, userId, link } = call.message
  const nameOf = (id: string) => call.people.get(id)?.displayName
  const quote = shorten(unescape(text, nameOf), 1000)
  const author = userId ? call.people.get(userId) : undefined
  const to = author && !author.isBot && author.userId !== call.me.userId ? [author.userId] : []
  const { reading, why } = readWithWhy(quote, speakerOf(call))
  const isClear = reading.kind === 'read' && !reading.other && reading.what !== ''
  const what = shorten((isClear ? reading.what : quote).replace(/\s+/g, ' ').trim(), mostPrefilled)
  const due = isClear ? reading.due.at : undefined
  return openMakeForm(call, {
    isRequest,
    to,
    ...(what && { what }),
    ...(isClear && why && { why }),
    ...(due && { due }),
    ...(quote && { quote }),
    ...(link && { link }),
  })
}

export async function submitPromise(call: SubmissionCall): Promise<Reply> {
  const form = readMakeForm(call.values, call.metadata)
  const { to, repeat, draftId, ...rest } = form
  const said = readSaidDue(call.values, call)
  const { due } = said
  const errors = { ...said.errors, ...wordsProblem(form.what) }
  const recipients = await findColleagues(
    call,
    to.map((id) => ({ kind: 'user' as const, id })),
    form.isRequest,
  )
  if ('refused' in recipients) return { errors: { ...errors, to: recipients.refused } }
  const witness = form.witness && (await whyNotWitness(call, form.witness, to))
  if (Object.keys(errors).length || witness) return { errors: { ...errors, ...(witness && { witness }) } }
  const rule = ruleOf(repeat, due!.at, due!.zone)
  const recurs = said.recurs ?? (rule && { rule, zone: due!.zone })
  // Sent twice, the second time finds it answered already.
  if (draftId && !(await deleteDraft(call, call.me.userId, draftId))) return { say: textMessage(draftGone) }
  const reply = await createPromises(call, {
    ...rest,
    to: recipients.found,
    due: due!,
    ...(recurs && { recurs }),
  })
  return draftId ? { ...reply, replace: true } : reply
}

async function whyNotWitness(
  call: Call,
  witness: string,
  to: readonly string[],
): Promise<string | undefined> {
  if (to.includes(witness)) return formErrors.witnessIsRecipient
  const allies = await listAllies(call, call.me.userId)
  return allies.includes(witness) ? undefined : formErrors.witnessNotAlly
}

export async function submitProposal(call: SubmissionCall): Promise<Reply> {
  const { due, errors } = readOneDue(call.values, call)
  if (Object.keys(errors).length) return { errors }
  const note = readNote(call.values)
  const what = readText(call.values, 'what')
  const action = { do: 'propose' as const, due: due!, ...(note && { note }), ...(what && { what }) }
  const applied = await applyAction(call, call.metadata, action, call.me.userId)
  if ('refused' in applied) return refuseStale(call, applied)
  const move = { from: applied.before.due.at, to: due!.at }
  return { ...(note && { say: offeredReply(viewOf(applied, call), move) }), home: true }
}

/** The answers to what is asked before a promise is made. The button names a draft; whose it is decides. */
import type { ActionCall, Handler, Reply } from '../../../feature.ts'
import type { Person } from '../../../people/person.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import type { Draft } from '../domain/new-promise.ts'
import { participantIds } from '../domain/participants.ts'
import { deleteDraft, lockDraft, type StoredDraft } from '../store/draft-store.ts'
import { findPromises } from '../store/promise-store.ts'
import { anotherTime, draftGone } from '../views/ask-first.ts'
import { receiptMessage } from '../views/receipt.ts'
import { hasLeft } from '../views/recipient-words.ts'
import { missing } from '../views/refused-words.ts'
import { makePromises } from './create.ts'
import { openMakeForm } from './submissions.ts'

const gone: Reply = { say: textMessage(draftGone) }

export const promiseIt = answerWith(({ reading, ...draft }) => ({
  ...draft,
  ...(reading?.duePlaces && { reading: { notes: [], duePlaces: reading.duePlaces } }),
}))

/** "I meant …": the other reading of the due words. */
export const promiseOther = answerWith(({ reading, ...draft }) => ({
  ...draft,
  due: reading?.other ?? draft.due,
  ...(reading?.duePlaces && { reading: { notes: [], duePlaces: reading.duePlaces } }),
}))

/** The receipt takes the place of the question. A second press finds no draft, and makes nothing. */
function answerWith(choose: (draft: Draft) => Draft): Handler<ActionCall> {
  return async (call) => {
    const { me, now, value } = call
    const stored = await lockDraft(call, me.userId, value)
    if (!stored) return gone
    const to = await peopleOf(call, stored)
    if ('left' in to) return { say: textMessage(to.left) }
    const { twins: _, ...rest } = stored
    const draft = choose({ ...rest, to: to.found })
    if (draft.due.at <= now) return openDraft(call, stored, missing.time)
    await deleteDraft(call, me.userId, value)
    return { ...(await makePromises(call, draft)), replace: true }
  }
}

export async function pickAnotherTime(call: ActionCall): Promise<Reply> {
  const stored = await lockDraft(call, call.me.userId, call.value)
  return stored ? openDraft(call, stored, anotherTime) : gone
}

/** Said twice and meant once: the receipt of the one that stands. */
export async function keepTheSame(call: ActionCall): Promise<Reply> {
  const { me, now, db, teamId, value } = call
  const stored = await lockDraft(call, me.userId, value)
  if (!stored) return gone
  await deleteDraft(call, me.userId, value)
  const twins = [...(await findPromises(call, stored.twins)).values()]
  const people = await findPeople(db, teamId, twins.flatMap(participantIds))
  const views = twins.map((promise) => ({ promise, viewer: me, people, now }))
  return { say: receiptMessage(views, { isRequest: stored.isRequest }), replace: true }
}

function openDraft(call: ActionCall, { due, ...stored }: StoredDraft, title: string): Promise<Reply> {
  return openMakeForm(call, { ...stored, due: due.at, title, draftId: call.value })
}

async function peopleOf(
  { db, teamId }: ActionCall,
  { to }: StoredDraft,
): Promise<{ found: Person[] } | { left: string }> {
  const people = await findPeople(db, teamId, to)
  const found = to.flatMap((id) => people.get(id) ?? [])
  const left = found.find(({ isDeactivated }) => isDeactivated)
  if (left) return { left: hasLeft(left.displayName) }
  return found.length === to.length ? { found } : { left: draftGone }
}

/** Stores what was typed or submitted as promises, tells their people, and answers with the receipt. */
import { randomUUID } from 'node:crypto'
import type { Call, Reply } from '../../../feature.ts'
import { cannotBeSent, nameOf } from '../../../people/display-name.ts'
import type { Person } from '../../../people/person.ts'
import { findPeople } from '../../../people/store.ts'
import { maxWhat, type Commitment, type DueTime } from '../domain/commitment.ts'
import { doubtOf, type Doubt } from '../domain/doubt.ts'
import { newPromise, plannedFor, type Draft } from '../domain/new-promise.ts'
import { insertDraft } from '../store/draft-store.ts'
import { insertPromises } from '../store/insert-promises.ts'
import { findBlocking } from '../store/request-block-store.ts'
import { findTwins, twinMs } from '../store/twin-store.ts'
import { askAgainMessage, askFirstMessage } from '../views/ask-first.ts'
import { timeFor, type PromiseView } from '../views/promise-view.ts'
import { receiptMessage } from '../views/receipt.ts'
import { hearingsOf } from './when-heard.ts'
import { nothingSentReply, takesNoRequests, tooLongReply, tooManyReply } from '../views/replies.ts'

/** One promise a person, at once or, where the due time may be meant otherwise, after asking. */
export async function createPromises(call: Call, draft: Draft): Promise<Reply> {
  const doubt = doubtOf(draft, call.me, call.now)
  const reply = doubt ? undefined : await makeUnlessSaid(call, draft, { unlessTwin: true })
  if (reply) return reply
  const preview = newOnes(draft, call)
  const twins = await findTwins(call, preview, call.me.userId)
  if (twins.length || doubt) return askFirst(call, draft, { preview, twins, doubt })
  return makePromises(call, draft)
}

/** Only where something was made does the reply change Home. */
export async function makePromises(call: Call, draft: Draft): Promise<Reply> {
  return (await makeUnlessSaid(call, draft, { unlessTwin: false }))!
}

interface Making {
  unlessTwin: boolean
  /** Whom nothing goes to, as was found before. */
  closed?: ReadonlySet<string>
}

/** Undefined = nothing was made, as something like it may have been said a moment before. */
async function makeUnlessSaid(
  call: Call,
  draft: Draft,
  { unlessTwin, closed = new Set() }: Making,
): Promise<Reply | undefined> {
  const { me, now } = call
  const { isRequest, reading, answerRef } = draft
  if (draft.what.length > maxWhat) return { say: tooLongReply(draft.what.length) }
  const { to, unasked } = await whoCanBeSent(call, draft, closed)
  if (!to.length) return { say: nothingSentReply(unasked) }
  const pairs = to.map((other) => ({ me, other }))
  const made = pairs.map((pair) => newPromise(draft, pair, randomUUID, now))
  const planned = made.flatMap((promise, index) => plannedFor(promise, pairs[index]!, now))
  const action = isRequest ? 'request' : draft.isOffer ? 'offer' : 'make'
  const inserted = await insertPromises(call, {
    made,
    action,
    who: me.userId,
    planned,
    unlessMadeAfter: unlessTwin ? new Date(now.getTime() - twinMs) : undefined,
  })
  // What one of them wants nothing of goes to the others.
  if (inserted.closed.size) return makeUnlessSaid(call, draft, { unlessTwin, closed: inserted.closed })
  if (inserted.mayHaveTwin) return undefined
  const full = inserted.limit
  const views = await viewsOf(made, { ...draft, to }, call)
  if (full) return { say: tooManyReply(full.limit, nameOf(views[0]!.people, full.whom)) }
  const notes = [...(reading?.notes ?? []), ...unasked]
  const other = reading?.other && otherReading(made, reading.other, call)
  const options = {
    isRequest,
    notes,
    heard: hearingsOf(call, to, { neededBy: draft.due.at, heard: inserted.heard }),
    ...(other && { other }),
    ...(reading?.duePlaces && { duePlaces: reading.duePlaces }),
  }
  const say = receiptMessage(views, options)
  const promises = made.map(({ id }, index) => ({ id, other: pairs[index]!.other.userId, isRequest }))
  const told = {
    to: 'promisesMade',
    input: { promises, say, ...(draft.goalId && { goalId: draft.goalId }) },
  } as const
  const answered = answerRef ? [{ to: 'answerBecamePromise', input: { answerRef } } as const] : []
  return { say, home: true, next: [told, ...answered] }
}

function newOnes(draft: Draft, { me, now }: Call): Commitment[] {
  return draft.to.map((other) => newPromise(draft, { me, other }, randomUUID, now))
}

async function viewsOf(
  made: readonly Commitment[],
  { to, witness }: Pick<Draft, 'to' | 'witness'>,
  { me, people, now, db, teamId }: Call,
): Promise<PromiseView[]> {
  const witnesses = witness ? await findPeople(db, teamId, [witness]) : []
  const known = new Map([...people, ...witnesses, ...[me, ...to].map((one) => [one.userId, one] as const)])
  return made.map((promise) => ({ promise, viewer: me, people: known, now }))
}

/** Where nothing was asked: the other thing that the due words may have meant, one press away. */
function otherReading(made: readonly Commitment[], other: DueTime, { me, now }: Call) {
  const ids = made.map((promise) => promise.id).join(',')
  return {
    label: `I meant ${timeFor({ viewer: me, now }, other.at)}`,
    value: JSON.stringify({ ids, at: other.at.toISOString(), words: other.words }),
  }
}

interface Question {
  /** The promises as they would be. */
  preview: readonly Commitment[]
  /** Those in the same words that were made a moment before. */
  twins: readonly Commitment[]
  doubt: Doubt | undefined
}

/** Nothing is made and nobody is told until the answer. */
async function askFirst(call: Call, draft: Draft, { preview, twins, doubt }: Question): Promise<Reply> {
  const { to, reading, isRequest } = draft
  const stored = { ...draft, to: to.map(({ userId }) => userId), twins: twins.map(({ id }) => id) }
  const draftId = await insertDraft(call, call.me.userId, stored)
  if (twins.length || !doubt) {
    return { say: askAgainMessage(await viewsOf(twins, draft, call), draftId) }
  }
  const kind = isRequest ? 'request' : draft.isOffer ? 'offer' : 'promise'
  return {
    say: askFirstMessage(await viewsOf(preview, draft, call), {
      draftId,
      kind,
      doubt,
      notes: reading?.notes ?? [],
    }),
  }
}

/** Nothing goes to somebody who wants nothing from this person, and no request to somebody who takes none from them. */
async function whoCanBeSent(
  call: Call,
  { to, isRequest }: Draft,
  closed: ReadonlySet<string>,
): Promise<{ to: readonly Person[]; unasked: string[] }> {
  const ids = to.map(({ userId }) => userId)
  const blocking = isRequest ? await findBlocking(call, call.me.userId, ids) : new Set()
  return {
    to: to.filter(({ userId }) => !closed.has(userId) && !blocking.has(userId)),
    unasked: to.flatMap((one) => {
      if (closed.has(one.userId)) return cannotBeSent(one.displayName)
      return blocking.has(one.userId) ? takesNoRequests(one) : []
    }),
  }
}

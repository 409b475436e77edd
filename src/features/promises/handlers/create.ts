/** Stores what was typed or submitted as promises, tells their people, and answers with the receipt. */
import { randomUUID } from 'node:crypto'
import type { AtOnce, AtOnceCall, Call, Link, OpenCall, Reply } from '../../../feature.ts'
import { hearingsOf } from '../../../nudges/when-heard.ts'
import { nameOf } from '../../../people/display-name.ts'
import type { Person } from '../../../people/person.ts'
import { findPeople } from '../../../people/store.ts'
import type { Message } from '../../../slack/blocks.ts'
import { maxWhat, type Commitment, type DueTime } from '../domain/commitment.ts'
import { doubtOf, type Doubt } from '../domain/doubt.ts'
import { newPromise, plannedFor, type Draft } from '../domain/new-promise.ts'
import { insertDraft } from '../store/draft-store.ts'
import { insertPromises } from '../store/insert-promises.ts'
import { findTwins, twinMs } from '../store/twin-store.ts'
import { askAgainMessage, askFirstMessage } from '../views/ask-first.ts'
import { timeFor, type PromiseView } from '../views/promise-view.ts'
import { receiptMessage } from '../views/receipt.ts'
import { whoCanBeSent } from './recipients.ts'
import { nothingSentReply, tooLongReply, tooManyReply } from '../views/replies.ts'

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

/** The same where there is nothing to ask about, by one statement; undefined = nothing was made. */
export async function createAtOnce(call: AtOnceCall, draft: Draft): Promise<Reply | undefined> {
  if (doubtOf(draft, call.me, call.now)) return undefined
  return makeUnlessSaid(call, draft, { unlessTwin: true, atOnce: call.atOnce })
}

/** Only where something was made does the reply change Home. */
export async function makePromises(call: Call, draft: Draft): Promise<Reply> {
  return (await makeUnlessSaid(call, draft, { unlessTwin: false }))!
}

interface Making {
  unlessTwin: boolean
  atOnce?: AtOnce
  /** Whom nothing goes to, as was found before. */
  closed?: ReadonlySet<string>
}

/** Undefined = nothing was made, as something like it may have been said a moment before. */
async function makeUnlessSaid(
  call: OpenCall,
  draft: Draft,
  { closed = new Set(), ...making }: Making,
): Promise<Reply | undefined> {
  const { me, now } = call
  const { isRequest, reading } = draft
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
    unlessMadeAfter: making.unlessTwin ? new Date(now.getTime() - twinMs) : undefined,
    atOnce: making.atOnce,
  })
  // What one of them wants nothing of goes to the others.
  if (inserted.closed.size) return makeUnlessSaid(call, draft, { ...making, closed: inserted.closed })
  if (inserted.mayHaveTwin) return undefined
  if (inserted.wasRecorded) return {}
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
  return { say, home: true, next: linksOf(draft, made, { to, say }) }
}

/** Outside of a transaction only the receipt is completed: what comes from a command has neither a goal nor an answer. */
function linksOf(
  { goalId, answerRef, isRequest }: Draft,
  made: readonly Commitment[],
  { to, say }: { to: readonly Person[]; say: Message },
): Link[] {
  const promises = made.map(({ id }) => id)
  return [
    ...(goalId ? [{ to: 'promisesMade', input: { promises, goalId } } as const] : []),
    ...(isRequest
      ? []
      : [{ to: 'completeReceipt', input: { to: to.map(({ userId }) => userId), say } } as const]),
    ...(answerRef ? [{ to: 'answerBecamePromise', input: { answerRef } } as const] : []),
  ]
}

function newOnes(draft: Draft, { me, now }: Call): Commitment[] {
  return draft.to.map((other) => newPromise(draft, { me, other }, randomUUID, now))
}

async function viewsOf(
  made: readonly Commitment[],
  { to, witness }: Pick<Draft, 'to' | 'witness'>,
  { me, people, now, db, teamId }: OpenCall,
): Promise<PromiseView[]> {
  const witnesses = witness ? await findPeople(db, teamId, [witness]) : []
  const known = new Map([...people, ...witnesses, ...[me, ...to].map((one) => [one.userId, one] as const)])
  return made.map((promise) => ({ promise, viewer: me, people: known, now }))
}

/** Where nothing was asked: the other thing that the due words may have meant, one press away. */
function otherReading(made: readonly Commitment[], other: DueTime, { me, now }: OpenCall) {
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

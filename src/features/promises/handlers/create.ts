/** Stores what was typed or submitted as promises, tells their people, and answers with the receipt. */
import { randomUUID } from 'node:crypto'
import type { Call, Reply } from '../../../feature.ts'
import { nameOf } from '../../../people/display-name.ts'
import type { Person } from '../../../people/person.ts'
import { shorten } from '../../../slack/mrkdwn.ts'
import type { Due, Reading } from '../../../time/due-date/index.ts'
import { maxWhat, type Commitment } from '../domain/commitment.ts'
import { newPromise, plannedFor, type Draft } from '../domain/new-promise.ts'
import { insertPromises } from '../store/promise-store.ts'
import { findBlocking } from '../store/request-block-store.ts'
import { timeFor } from '../views/promise-view.ts'
import { receiptMessage } from '../views/receipt.ts'
import { nothingSentReply, takesNoRequests, tooLongReply, tooManyReply } from '../views/replies.ts'

/** Open promises that one person may have at once: more is a list that nobody can keep. */
const maxOpen = 200

/** One promise a person. Only where something was made does the reply change Home. */
export async function createPromises(
  call: Call,
  draft: Draft,
  reading?: Extract<Reading, { kind: 'read' }>,
): Promise<Reply> {
  const { me, now } = call
  const { isRequest } = draft
  if (draft.what.length > maxWhat) return { say: tooLongReply(draft.what.length) }
  const { to, unasked } = await whoMayBeAsked(call, draft)
  if (!to.length) return { say: nothingSentReply(unasked) }
  const pairs = to.map((other) => ({ me, other }))
  const made = pairs.map((pair) => newPromise(draft, pair, randomUUID, now))
  const planned = made.flatMap((promise, index) => plannedFor(promise, pairs[index]!, now))
  const action = isRequest ? 'request' : 'make'
  const [full] = await insertPromises(call, { made, action, who: me.userId, planned, most: maxOpen })
  const people = new Map([...call.people, ...[me, ...to].map((one) => [one.userId, one] as const)])
  if (full) return { say: tooManyReply(full === me.userId ? undefined : nameOf(people, full), maxOpen) }
  const views = made.map((promise) => ({ promise, viewer: me, people, now }))
  const other = reading?.other && otherReading(made, reading.other, call)
  const notes = [...(reading?.notes ?? []), ...unasked]
  const dueWords = reading && (reading.isDueFirst ? ('first' as const) : ('last' as const))
  const options = { isRequest, notes, ...(other && { other }), ...(dueWords && { dueWords }) }
  return { say: receiptMessage(views, options), home: true }
}

/** A request does not go to somebody who takes none from this person. */
async function whoMayBeAsked(
  call: Call,
  { to, isRequest }: Draft,
): Promise<{ to: readonly Person[]; unasked: string[] }> {
  if (!isRequest) return { to, unasked: [] }
  const ids = to.map(({ userId }) => userId)
  const blocking = await findBlocking(call, call.me.userId, ids)
  return {
    to: to.filter(({ userId }) => !blocking.has(userId)),
    unasked: to.filter(({ userId }) => blocking.has(userId)).map(takesNoRequests),
  }
}

function otherReading(made: readonly Commitment[], other: Due, { me, now }: Call) {
  const ids = made.map((promise) => promise.id).join(',')
  return {
    label: `I meant ${timeFor({ viewer: me, now }, other.at)}`,
    value: JSON.stringify({ ids, at: other.at.toISOString(), words: shorten(other.words, 200) }),
  }
}

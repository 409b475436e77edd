/** From words, or a form, to promises that are stored, told and receipted. */
import { randomUUID } from 'node:crypto'
import type { Call, Reply } from '../../../feature.ts'
import type { Planned } from '../../../nudges/plan.ts'
import { nameOf } from '../../../people/display-name.ts'
import type { Person } from '../../../people/person.ts'
import { actions, button, textMessage } from '../../../slack/blocks.ts'
import { escape, unescape, formatTime, shorten } from '../../../slack/mrkdwn.ts'
import type { Mention } from '../../../slack/mentions.ts'
import { readPromise, type Due, type Reading } from '../../../time/due-date/index.ts'
import { maxWhat, type Commitment, type DueTime } from '../domain/commitment.ts'
import { news } from './apply-action.ts'
import { ladderOf, requestLadder } from '../domain/ladder.ts'
import { receiptMessage } from '../views/receipt.ts'
import { findRecipients } from './recipients.ts'
import { openingOfNext } from '../domain/series.ts'
import { listStopped } from './request-blocks.ts'
import { insertPromises } from '../store/promise-store.ts'

export interface Draft {
  to: readonly Person[]
  what: string
  due: DueTime
  isRequest: boolean
  recurs?: { rule: string; zone: string }
  goal?: string
  /** An ally of the promisor. */
  witness?: string
  link?: string
  quote?: string
}

/** Open promises that one person may have at once: more is a list that nobody can keep. */
const maxOpen = 200

export function speakerOf(me: Person, now: Date) {
  const { zone, dayEnd, workdays, daysOff } = me.hours
  return { now, zone, locale: me.locale, endOfDay: dayEnd, workdays: [...workdays], daysOff: [...daysOff] }
}

/** `/promise @bob …` and `/promise ask @bob …`. */
export async function createFromText(
  call: Call,
  mentions: readonly Mention[],
  text: string,
  isRequest: boolean,
): Promise<Reply> {
  const recipients = await findRecipients(call, mentions)
  if ('refused' in recipients)
    return refusal(
      `${recipients.refused} For example: ${example('ship the deck by Friday 3pm', isRequest)}`,
      {
        text,
        isRequest,
        to: [],
      },
    )
  const to = recipients.found
  const reading = readPromise(text, speakerOf(call.me, call.now))
  const what = unescape(reading.what, (id) => call.people.get(id)?.displayName)
  if (reading.kind === 'refused')
    return refusal(`${reading.why} For example: ${example(reading.example, isRequest)}`, {
      text: what,
      isRequest,
      to,
    })
  if (!what)
    return refusal(`What is the promise? I only see when: ${escape(reading.due.words)}.`, {
      text: '',
      isRequest,
      to,
    })
  const draft = {
    to,
    what,
    due: dueOf(reading.due),
    isRequest,
    ...(reading.recurs && { recurs: { rule: reading.recurs, zone: reading.recursIn ?? reading.due.zone } }),
  }
  return createPromises(call, draft, reading)
}

export function dueOf({ at, zone, words: asWritten }: Due): DueTime {
  return { at, zone, words: shorten(asWritten, 200) }
}

/** Stores the draft as one promise a person, plans what is to be said, and answers with the receipt. */
export async function createPromises(
  call: Call,
  draft: Draft,
  reading?: Extract<Reading, { kind: 'read' }>,
): Promise<Reply> {
  const { teamId, me, db, now } = call
  if (draft.what.length > maxWhat)
    return {
      say: textMessage(
        `That is ${draft.what.length} characters; a promise has room for ${maxWhat}. Could you say it shorter?`,
      ),
    }
  const { isRequest } = draft
  const stopped = isRequest ? await listStopped(db, teamId, me.userId, draft.to.map(userIdOf)) : new Set()
  const to = draft.to.filter((person) => !stopped.has(person.userId))
  const unasked = draft.to.filter((person) => stopped.has(person.userId)).map(notAsked)
  if (!to.length) return { say: textMessage(`${unasked.join(' ')} Nothing was sent.`) }
  const made = to.map((other) => newPromise(draft, me, other, now))
  const planned = made.flatMap((promise, index) => planOf(promise, me, to[index]!, now))
  const making = {
    made,
    action: isRequest ? 'request' : 'make',
    who: me.userId,
    planned,
    most: maxOpen,
  } as const
  const [full] = await insertPromises(db, teamId, making, now)
  if (full) {
    const whose = full === me.userId ? 'You have' : `${nameOf(call.people, full)} has`
    return { say: textMessage(`${whose} ${maxOpen} open promises already. Close some first.`) }
  }
  const people = new Map([...call.people, [me.userId, me], ...to.map((p) => [p.userId, p] as const)])
  const seens = made.map((promise) => ({ promise, viewer: me, people, now }))
  const other = reading?.other && otherReading(made, reading.other, me, now)
  const notes = [...(reading?.notes ?? []), ...unasked]
  return { say: receiptMessage(seens, { isRequest, notes, ...(other && { other }) }), home: true }
}

function userIdOf({ userId }: Person): string {
  return userId
}

function notAsked({ displayName: realName }: Person): string {
  return `${realName} takes no requests for promises from you, so it did not go to them. You can still give them your word.`
}

/** What a new promise, or request, makes its people hear, now and later. */
function planOf(promise: Commitment, me: Person, other: Person, now: Date): Planned[] {
  if (promise.state === 'requested')
    return [...news(promise, ['promisor'], now), ...requestLadder(promise, other, now)]
  return [
    ...news(promise, ['promisee', ...(promise.witness ? ['witness' as const] : [])], now),
    ...ladderOf(promise, { promisor: me, promisee: other }, now),
    ...openingOfNext(promise, me, now),
  ]
}

function newPromise(draft: Draft, me: Person, other: Person, now: Date): Commitment {
  const { due, recurs } = draft
  return {
    id: randomUUID(),
    promisor: draft.isRequest ? other.userId : me.userId,
    promisee: draft.isRequest ? me.userId : other.userId,
    what: draft.what,
    state: draft.isRequest ? 'requested' : 'open',
    due,
    dueVersion: 1,
    madeAt: now,
    renegotiated: 0,
    thanked: false,
    lastSeq: 1,
    ...(recurs && {
      series: {
        id: randomUUID(),
        recurs: recurs.rule,
        zone: recurs.zone,
        start: due.at,
        due: due.at,
        followed: false,
        stopped: false,
      },
    }),
    ...(draft.goal && { goal: draft.goal }),
    ...(draft.witness && { witness: draft.witness, witnessState: 'asked' }),
    ...(draft.link && { sourceLink: draft.link }),
    ...(draft.quote && { sourceQuote: shorten(draft.quote, 1000) }),
  }
}

function otherReading(made: readonly Commitment[], other: Due, me: Person, now: Date) {
  const ids = made.map((promise) => promise.id).join(',')
  return {
    label: `I meant ${formatTime(other.at, me.hours.zone, now)}`,
    value: JSON.stringify({ ids, at: other.at.toISOString(), words: shorten(other.words, 200) }),
  }
}

function example(promised: string, isRequest: boolean): string {
  return `\`/promise ${isRequest ? 'ask ' : ''}@colleague ${promised}\``
}

export interface Understood {
  text: string
  isRequest: boolean
  to: readonly Person[]
}

/** A kind no, and a form that holds what was understood, so that nothing typed is lost. */
export function refusal(why: string, { text, isRequest, to }: Understood): Reply {
  // A button's value holds 2,000 characters; of a longer text the form gets the beginning.
  const value = JSON.stringify({
    what: shorten(text, 1500),
    isRequest,
    to: to.map((person) => person.userId),
  })
  return { say: textMessage(why, actions(button('Pick a time', 'promises.form', value))) }
}

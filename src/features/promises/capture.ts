/** From words, or a form, to promises that are stored, told and receipted. */
import { randomUUID } from 'node:crypto'
import type { Call, Reply } from '../../feature.ts'
import { planNudges } from '../../nudges/plan.ts'
import type { Person } from '../../people/person.ts'
import { actions, button, words } from '../../slack/blocks.ts'
import { escape, readText, sayTime, shorten } from '../../slack/text.ts'
import type { Mention } from '../../slack/mentions.ts'
import { readPromise, type Due, type Reading } from '../../time/due-date/index.ts'
import { maxWhat, type Commitment, type DueTime } from './commitment.ts'
import { news } from './decision.ts'
import { ladderOf } from './ladder.ts'
import { receiptMessage } from './messages.ts'
import { findRecipients } from './recipients.ts'
import { countOpen, insertPromises } from './store.ts'

export interface Draft {
  to: readonly Person[]
  what: string
  due: DueTime
  isRequest: boolean
  recurs?: string
  goal?: string
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
export async function captureWords(
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
  const what = readText(reading.what, (id) => call.people.get(id)?.realName)
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
    ...(reading.recurs && { recurs: reading.recurs }),
  }
  return capture(call, draft, reading)
}

export function dueOf({ at, zone, words: asWritten }: Due): DueTime {
  return { at, zone, words: shorten(asWritten, 200) }
}

/** Stores the draft as one promise a person, plans what is to be said, and answers with the receipt. */
export async function capture(
  call: Call,
  draft: Draft,
  reading?: Extract<Reading, { kind: 'read' }>,
): Promise<Reply> {
  const { teamId, me, db, now } = call
  if (draft.what.length > maxWhat)
    return {
      say: words(
        `That is ${draft.what.length} characters; a promise has room for ${maxWhat}. Could you say it shorter?`,
      ),
    }
  const promisors = draft.isRequest ? draft.to : [me]
  for (const promisor of promisors)
    if ((await countOpen(db, teamId, promisor.userId, maxOpen)) + draft.to.length > maxOpen)
      return {
        say: words(
          `${promisor === me ? 'You have' : `${escape(promisor.realName)} has`} ${maxOpen} open promises already. Close some first.`,
        ),
      }
  const made = draft.to.map((other) => newPromise(draft, me, other, now))
  await insertPromises(db, teamId, made, { action: draft.isRequest ? 'request' : 'make', who: me.userId })
  const planned = made.flatMap((promise, index) => {
    const other = draft.to[index]!
    if (draft.isRequest) return news(promise, ['promisor'], now)
    return [...news(promise, ['promisee'], now), ...ladderOf(promise, me, other, now)]
  })
  await planNudges(db, teamId, planned, now)
  const people = new Map([[me.userId, me], ...draft.to.map((p) => [p.userId, p] as const)])
  const seens = made.map((promise) => ({ promise, viewer: me, people, now }))
  const other = reading?.other && otherReading(made, reading.other, me, now)
  const notes = reading?.notes ?? []
  return {
    say: receiptMessage(seens, { isRequest: draft.isRequest, notes, ...(other && { other }) }),
    home: true,
  }
}

function newPromise(draft: Draft, me: Person, other: Person, now: Date): Commitment {
  return {
    id: randomUUID(),
    promisor: draft.isRequest ? other.userId : me.userId,
    promisee: draft.isRequest ? me.userId : other.userId,
    what: draft.what,
    state: draft.isRequest ? 'requested' : 'open',
    due: draft.due,
    dueVersion: 1,
    madeAt: now,
    renegotiated: 0,
    lastSeq: 1,
    ...(draft.recurs && { recurs: draft.recurs }),
    ...(draft.goal && { goal: draft.goal }),
    ...(draft.link && { sourceLink: draft.link }),
    ...(draft.quote && { sourceQuote: shorten(draft.quote, 1000) }),
  }
}

function otherReading(made: readonly Commitment[], other: Due, me: Person, now: Date) {
  const ids = made.map((promise) => promise.id).join(',')
  return {
    label: `I meant ${sayTime(other.at, me.hours.zone, now)}`,
    value: JSON.stringify({ ids, at: other.at.toISOString(), words: shorten(other.words, 200) }),
  }
}

function example(words: string, isRequest: boolean): string {
  return `\`/promise ${isRequest ? 'ask ' : ''}@colleague ${words}\``
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
  return { say: words(why, actions(button('Pick a time', 'promises.form', value))) }
}

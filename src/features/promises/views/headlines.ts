import { nameOf } from '../../../people/display-name.ts'
import { section, type Message } from '../../../slack/blocks.ts'
import { formatDay, formatTime } from '../../../slack/mrkdwn.ts'
import { localDay } from '../../../time/working-hours.ts'
import { isClosed, roleOf, type Commitment } from '../domain/commitment.ts'
import { blockquote, card, plainly, quoted, type PromiseView } from './card.ts'
import type { HistoryEntry } from '../store/promise-store.ts'

/** What happened, told to the side that did not do it. */
export function newsHeadline(entry: HistoryEntry, seen: PromiseView): string {
  const { promise, viewer, people, now } = seen
  const who = entry.who ? nameOf(people, entry.who) : ''
  const what = quoted(promise)
  const note = entry.note ? blockquote(entry.note) : ''
  const due = entry.dueAt ? formatTime(entry.dueAt, viewer.hours.zone, now) : ''
  const isRequest = promise.state === 'requested' || promise.state === 'expired'
  switch (entry.action) {
    case 'make':
      return `${who} promised you: ${what}`
    case 'request':
      return `${who} asks for your word: ${what}`
    case 'recur':
      return `The next one of: ${what}`
    case 'accept':
      return `${who} promises: ${what}`
    case 'decline':
      return `${who} can't promise: ${what}${note}`
    case 'stop_requests':
      return `${who} can't promise: ${what}\n${who} takes no more requests for promises from you; you can still give yours.`
    case 'propose':
      return isRequest
        ? `${who} could do it by ${due}: ${what}${note}`
        : `${who} asks to move ${what} to ${due}${note}`
    case 'agree':
      return `${who} agrees: ${what} is now due ${due}`
    case 'keep':
      return `${who} would like to keep the old time for ${what}`
    case 'claim':
      return `${who} says it is done: ${what}${note}`
    case 'confirm':
      return `${who} says: kept, thank you. ${what}${note}${worth(promise)}`
    case 'not_yet':
      return `${who} says it is not done yet: ${what}${note}`
    case 'break':
      return `${who} can't keep this promise: ${what}${note}`
    case 'let_go':
      return `${who} lets it go: ${what}${note}`
    case 'thank':
      return `${who} says thanks for your promise: ${what}`
    case 'bump':
      return `${who} asks how it stands: ${what}`
    case 'amend':
      return `${who} changed it: ${what}`
    case 'undo':
      return `${who} took it back: ${what}`
    case 'stop_series':
      return `${who} would not have it repeat any more: ${what}`
    case 'witness_yes':
      return `${who} is the witness of your promise: ${what}`
    case 'witness_no':
      return `${who} is not the witness of your promise: ${what}`
    case 'presume_kept':
      return `Counted as kept, as nobody said otherwise: ${what}`
    case 'expire':
      return roleOf(promise, viewer.userId) === 'promisor'
        ? `The time of this request has passed, so nothing is expected of you: ${what}`
        : `${nameOf(people, promise.promisor)} did not answer in time, so this request has passed: ${what}`
    case 'lapse':
      return `This has lapsed, as nobody spoke of it for a while: ${what}`
    case 'leave':
      return `${who} left the workspace, so this is let go: ${what}`
    default:
      return entry.action satisfies never
  }
}

function worth(promise: Commitment): string {
  return promise.currency ? `\nWorth to them: ${promise.currency}.` : ''
}

/** What a witness reads: the asking, the slip and the outcome, nothing between. */
export function witnessMessage(seen: PromiseView): Message {
  const { promise, people } = seen
  const promisor = nameOf(people, promise.promisor)
  const promisee = nameOf(people, promise.promisee)
  if (promise.witnessState === 'yes')
    return isClosed(promise)
      ? card(seen, `How ${promisor}'s promise to ${promisee} ended: ${quoted(promise)}`)
      : card(seen, `You are the witness of ${promisor}'s promise to ${promisee}: ${quoted(promise)}`)
  if (promise.witnessState === 'asked' && !isClosed(promise))
    return card(
      seen,
      `${promisor} promised ${promisee}: ${quoted(promise)}\n${promisor} asks you to be the witness. You would hear how it ends, and once if it slips; nothing else.`,
    )
  const text = `${promisor} had asked you to be a witness. Nothing is asked of you any more.`
  return { text, blocks: [section(text)] }
}

export type Headline = (promise: Commitment, name: string, seen: PromiseView) => string

/** The headlines of the ladder. What a card said of a day is said anew when it is brought up to date on another. */
export const reminderHeadlines = {
  day_before: (p, name, seen) =>
    p.due.at > seen.now && dayOf(p.due.at, seen) !== dayOf(seen.now, seen)
      ? `Due ${dayOf(p.due.at, seen) === dayOf(seen.now, seen, 1) ? 'tomorrow' : formatDay(p.due.at, seen.viewer.hours.zone, seen.now)}, for ${name}: ${quoted(p)}`
      : `For ${name}: ${quoted(p)}`,
  due_day: (p, name, seen) =>
    dayOf(p.due.at, seen) === dayOf(seen.now, seen)
      ? `Due today: ${quoted(p)}, for ${name}`
      : `For ${name}: ${quoted(p)}`,
  due: (p, name, { now }) =>
    p.due.at <= now ? `It is time: ${quoted(p)}, for ${name}` : `For ${name}: ${quoted(p)}`,
  snoozed: (p, name) => `You asked to be reminded: ${quoted(p)}, for ${name}`,
  follow_up: (p, name, { now }) =>
    p.due.at <= now
      ? `This was due: ${quoted(p)}. ${name} hears today that it slipped.`
      : `For ${name}: ${quoted(p)}`,
  slipped: (p, name, { now }) =>
    p.due.at <= now ? `${name}'s promise slipped: ${quoted(p)}` : `${name}'s promise: ${quoted(p)}`,
  last_call: (p) => `Nobody has spoken of this for two weeks: ${quoted(p)}. Close it, move it, or let it go?`,
  unanswered: (p, name) => `${name} still hopes for an answer: ${quoted(p)}`,
} as const satisfies Record<string, Headline>

function dayOf(at: Date, { viewer }: PromiseView, plus = 0): string {
  return localDay(at, viewer.hours.zone).add({ days: plus }).toString()
}

/** A slip, told to the witness. */
export function witnessSlip(seen: PromiseView): Message {
  const { promise, people } = seen
  const message = witnessMessage(seen)
  if (isClosed(promise) || promise.due.at > seen.now) return message
  const headline = `${nameOf(people, promise.promisor)}'s promise to ${nameOf(people, promise.promisee)} slipped: ${quoted(promise)}`
  return { ...card(seen, headline), text: plainly(headline) }
}

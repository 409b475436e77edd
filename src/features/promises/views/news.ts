/** What happened, told to whoever did not do it. What it asked is told as past once it is answered. */
import { nameOf } from '../../../people/display-name.ts'
import type { Message } from '../../../slack/blocks.ts'
import { isClosed, roleOf } from '../domain/commitment.ts'
import type { HistoryEntry } from '../store/event-store.ts'
import { card } from './card.ts'
import { eventSentence } from './event-line.ts'
import { dueFor, timeFor, wordsOf, type PromiseView } from './promise-view.ts'
import { claimLine, dueLine, otherWords } from './state-line.ts'

export interface News {
  entry: HistoryEntry
  /** What answered it, where it asked something. */
  answer: HistoryEntry | undefined
  /** Nothing was said to the viewer about the promise since: only then it carries buttons, so that no two ask the same. */
  isLatest: boolean
}

export function newsCard({ entry, answer, isLatest }: News, view: PromiseView): Message {
  const { promise } = view
  const isCurrent = entry.seq === promise.lastSeq
  const state = isCurrent ? stateBeside(entry, view) : undefined
  const isTold = !answer || !asks.has(entry.action) || (isClosed(promise) && answer.seq === promise.lastSeq)
  return card(view, {
    headline: answer || isClosed(promise) ? pastHeadline(entry, view) : newsHeadline(entry, view),
    note: entry.note,
    details: [...detailsOf(entry, view), ...(isTold ? [] : [`${eventSentence(answer, view)}.`])],
    ...(state !== undefined && { state }),
    withControls: isLatest,
  })
}

/** Events that wait for an answer, which their cards then record. */
const asks: ReadonlySet<HistoryEntry['action']> = new Set(['request', 'counter', 'propose', 'claim'])

/** In place of the state of a promise, where the headline has just said it, or where the event moves it. */
function stateBeside(entry: HistoryEntry, view: PromiseView): string | undefined {
  switch (entry.action) {
    case 'claim':
      return claimLine(view)
    case 'propose':
      return `From ${timeOf(entry.fromDueAt, view)} to ${timeOf(entry.dueAt, view)}.`
    case 'counter':
      return `Asked for by ${timeOf(entry.fromDueAt, view)}.${otherWords(view)}`
    case 'agree':
    case 'amend':
      return movedLine(entry, view)
    case 'decline':
    case 'stop_requests':
    case 'break':
    case 'let_go':
    case 'undo':
    case 'leave':
    case 'expire':
    case 'lapse':
      return dueLine(view)
    default:
      return undefined
  }
}

function detailsOf(entry: HistoryEntry, { promise, people }: PromiseView): string[] {
  if (entry.action === 'stop_requests' && entry.who) {
    const who = nameOf(people, entry.who)
    return [`${who} takes no more requests for promises from you; you can still give yours.`]
  }
  if (entry.action === 'confirm' && entry.who && promise.currency)
    return [`Worth to ${nameOf(people, entry.who)}: ${promise.currency}.`]
  return []
}

function timeOf(at: Date | undefined, view: PromiseView): string {
  return timeFor(view, at ?? view.promise.due.at)
}

function movedLine({ fromDueAt }: HistoryEntry, view: PromiseView): string {
  const isMoved = fromDueAt && fromDueAt.getTime() !== view.promise.due.at.getTime()
  return isMoved ? `Due ${dueFor(view)}, moved from ${timeFor(view, fromDueAt)}.` : dueLine(view)
}

export function newsHeadline(entry: HistoryEntry, view: PromiseView): string {
  const { promise, viewer, people } = view
  const who = entry.who ? nameOf(people, entry.who) : ''
  const what = wordsOf(promise)
  switch (entry.action) {
    case 'make':
      return `${who} promised you: ${what}`
    case 'request':
      return `${who} asks for your word: ${what}`
    case 'recur':
      return `The next one is open: ${what}`
    case 'accept':
      return `${who} promises: ${what}`
    case 'decline':
    case 'stop_requests':
      return `${who} can't promise: ${what}`
    case 'counter':
      return `${who} could do it by ${timeOf(entry.dueAt, view)}: ${what}`
    case 'propose':
      return `${who} asks to move ${what}`
    case 'agree':
      return `${who} agrees: ${what}`
    case 'keep':
      return `${who} would like to keep the old time for ${what}`
    case 'claim':
      return `${who} says it is done: ${what}`
    case 'unclaim':
      return `${who} says it is not done after all: ${what}`
    case 'confirm':
      return `${who} says: kept, thank you. ${what}`
    case 'not_yet':
      return `${who} says it is not done yet: ${what}`
    case 'break':
      return `${who} can't keep this promise: ${what}`
    case 'let_go':
      return `${who} lets it go: ${what}`
    case 'thank':
      return `${who} says thanks for your promise: ${what}`
    case 'bump':
      return `${who} asks how it stands: ${what}`
    case 'amend':
      return entry.fromDueAt ? `${who} moved it: ${what}` : `${who} changed the words: ${what}`
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

/** The same once nothing is asked any more. */
function pastHeadline(entry: HistoryEntry, view: PromiseView): string {
  const { promise, people } = view
  const who = entry.who ? nameOf(people, entry.who) : ''
  const what = wordsOf(promise)
  switch (entry.action) {
    case 'request':
      return `${who} asked for your word: ${what}`
    case 'counter':
      return `${who} could have done it by ${timeOf(entry.dueAt, view)}: ${what}`
    case 'propose':
      return `${who} wanted to move ${what} from ${timeOf(entry.fromDueAt, view)} to ${timeOf(entry.dueAt, view)}`
    case 'claim':
      return `${who} said it was done: ${what}`
    case 'bump':
      return `${who} asked how it stood: ${what}`
    default:
      return newsHeadline(entry, view)
  }
}

/** What happened, told to whoever did not do it. What it asked is told as past once it is answered. */
import { nameOf } from '../../../people/display-name.ts'
import type { Message } from '../../../slack/blocks.ts'
import { isClosed, type Commitment } from '../domain/commitment.ts'
import { whyNotAsked } from '../domain/miss.ts'
import type { WeekLoad } from '../store/week-store.ts'
import type { HistoryEntry } from '../store/event-store.ts'
import { card } from './card.ts'
import { eventSentence } from './event-line.ts'
import { missBlocks, missQuestion } from './miss.ts'
import { newsHeadline, pastHeadline, timeOf } from './news-headline.ts'
import { dueFor, quoted, timeFor, type PromiseView } from './promise-view.ts'
import { duesOf } from './rung-words.ts'
import { claimLine, dueLine, offerLine, otherWords } from './state-line.ts'
import { weekLines } from './week-line.ts'

export interface News {
  entry: HistoryEntry
  /** What answered it, where it asked something. */
  answer: HistoryEntry | undefined
  /** Nothing was said to the viewer about the promise since: only then it carries buttons, so that no two ask the same. */
  isLatest: boolean
  /** Of a request, to the one who is asked: what is due in the same week. */
  week?: WeekLoad | undefined
  /** Of a series: the occurrences after it that slipped too. */
  later: readonly Commitment[]
}

export function newsCard(news: News, view: PromiseView): Message {
  const { entry, answer, isLatest } = news
  const { promise } = view
  const isCurrent = entry.seq === promise.lastSeq
  const state = isCurrent ? stateBeside(entry, view) : undefined
  // The last answer stands in the state below the headline, where it ended the promise or offers something else.
  const isInState = answer?.seq === promise.lastSeq && (isClosed(promise) || promise.proposal !== undefined)
  const isTold = !answer || !asks.has(entry.action) || isInState
  const message = card(view, {
    headline: answer || isClosed(promise) ? pastHeadline(entry, view) : newsHeadline(entry, view),
    // The words that were promised until then stand in a sentence of their own.
    note: entry.action === 'agree' ? undefined : entry.note,
    details: [...detailsOf(news, view), ...(isTold ? [] : [`${eventSentence(answer, view)}.`])],
    ...(state !== undefined && { state }),
    withControls: isLatest,
  })
  return isMissAsked(news, view) ? { ...message, blocks: [...message.blocks, ...missBlocks(view)] } : message
}

/** A lapse asks its promisor, once, what they would do differently: in the message that tells of it. */
export function isMissAsked({ entry }: Pick<News, 'entry'>, { promise, viewer }: PromiseView): boolean {
  return entry.action === 'lapse' && !whyNotAsked(promise, viewer.userId)
}

/** Events that wait for an answer, which their cards then record. */
export const asks: ReadonlySet<HistoryEntry['action']> = new Set([
  'request',
  'offer',
  'counter',
  'propose',
  'reword',
  'instead',
  'claim',
])

/** In place of the state of a promise, where the headline has just said it, or where the event moves it. */
function stateBeside(entry: HistoryEntry, view: PromiseView): string | undefined {
  switch (entry.action) {
    case 'claim':
      return claimLine(view)
    case 'offer':
      return offerLine(view)
    case 'propose':
      return `From ${timeOf(entry.fromDueAt, view)} to ${timeOf(entry.dueAt, view)}.`
    case 'counter':
      if (view.promise.isOffer) return otherWords(view).trim()
      return `Asked for by ${timeOf(entry.fromDueAt, view)}.${otherWords(view)}`
    case 'agree':
    case 'amend':
      return movedLine(entry, view)
    case 'reword':
    case 'instead':
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

function detailsOf(news: News, view: PromiseView): string[] {
  const { entry, week, later } = news
  const { promise, people } = view
  const who = entry.who ? nameOf(people, entry.who) : ''
  switch (entry.action) {
    case 'request':
      return promise.state === 'requested' && week ? weekLines(week, view) : []
    case 'stop_requests':
      return [`${who} takes no more requests for promises from you; you can still give yours.`]
    case 'confirm':
      return promise.currency ? [`Worth to ${who}: ${promise.currency}.`] : []
    case 'agree':
      return entry.note ? [`In place of ${quoted({ what: entry.note })}`] : []
    case 'lapse':
      return [
        ...(later.length
          ? [
              `${duesOf(later, 'after', view)} open too; I say no more of ${later.length === 1 ? 'it' : 'them'}.`,
            ]
          : []),
        ...(isMissAsked(news, view) ? [missQuestion] : []),
      ]
    default:
      return []
  }
}

function movedLine({ fromDueAt }: HistoryEntry, view: PromiseView): string {
  const isMoved = fromDueAt && fromDueAt.getTime() !== view.promise.due.at.getTime()
  return isMoved ? `Due ${dueFor(view)}, moved from ${timeFor(view, fromDueAt)}.` : dueLine(view)
}

/** What happened, in one line. */
import { nameOf } from '../../../people/display-name.ts'
import { roleOf } from '../domain/roles.ts'
import type { HistoryEntry } from '../store/event-store.ts'
import { isOfWordsOnly } from './event-line.ts'
import { timeFor, wordsOf, type PromiseView } from './promise-view.ts'

export function newsHeadline(entry: HistoryEntry, view: PromiseView): string {
  const { promise, viewer, people } = view
  const who = entry.who ? nameOf(people, entry.who) : ''
  const what = wordsOf(promise)
  switch (entry.action) {
    case 'make':
      return `${who} promised you: ${what}`
    case 'request':
      return `${who} asks for your word: ${what}`
    case 'offer':
      return `${who} offers: ${what}`
    case 'recur':
      return `The next one is open: ${what}`
    case 'accept':
      return promise.isOffer ? `${who} says yes, please: ${what}` : `${who} promises: ${what}`
    case 'decline':
    case 'stop_requests':
      return promise.isOffer ? `${who} says no thank you: ${what}` : `${who} can't promise: ${what}`
    case 'counter':
      if (promise.isOffer) return `${who} would like it by ${timeOf(entry.dueAt, view)}: ${what}`
      return `${who} could do it by ${timeOf(entry.dueAt, view)}: ${what}`
    case 'propose':
      return `${who} asks to move it: ${what}`
    case 'reword':
      return `${who} would like to change the words: ${what}`
    case 'instead':
      return `That is not what ${who} needs: ${what}`
    case 'agree':
      return `${who} agrees: ${what}`
    case 'keep':
      return isOfWordsOnly(entry)
        ? `${who} keeps to: ${what}`
        : `${who} would like to keep the old time: ${what}`
    case 'claim':
      return `${who} says it is done: ${what}`
    case 'unclaim':
      return `${who} says it is not done after all: ${what}`
    case 'confirm':
      return `${who} says it is kept, thank you: ${what}`
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
    case 'witness_say':
      return `${who}, your witness, says about ${what}`
    case 'tell':
      return `${who} says what they would do differently: ${what}`
    case 'presume_kept':
      return `Counted as kept, as nobody said otherwise: ${what}`
    case 'expire':
      if (promise.isOffer)
        return `${nameOf(people, promise.promisee)} did not answer, so this offer has passed: ${what}`
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
export function pastHeadline(entry: HistoryEntry, view: PromiseView): string {
  const { promise, people } = view
  const who = entry.who ? nameOf(people, entry.who) : ''
  const what = wordsOf(promise)
  switch (entry.action) {
    case 'request':
      return `${who} asked for your word: ${what}`
    case 'offer':
      return `${who} offered: ${what}`
    case 'counter':
      return `${who} offered ${timeOf(entry.dueAt, view)}: ${what}`
    case 'propose':
      return `${who} wanted to move it from ${timeOf(entry.fromDueAt, view)} to ${timeOf(entry.dueAt, view)}: ${what}`
    case 'reword':
      return `${who} wanted to change the words: ${what}`
    case 'instead':
      return `That was not what ${who} needed: ${what}`
    case 'claim':
      return `${who} said it was done: ${what}`
    case 'bump':
      return `${who} asked how it stood: ${what}`
    default:
      return newsHeadline(entry, view)
  }
}

export function timeOf(at: Date | undefined, view: PromiseView): string {
  return timeFor(view, at ?? view.promise.due.at)
}

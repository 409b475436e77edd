/** One past event of a promise, as both sides read it in its history. */
import { nameOf } from '../../../people/display-name.ts'
import type { HistoryEntry } from '../store/event-store.ts'
import { blockquote, timeFor, type PromiseView } from './promise-view.ts'

export function eventLine(entry: HistoryEntry, view: PromiseView): string {
  const who = entry.who ? nameOf(view.people, entry.who) : ''
  const note = entry.note ? blockquote(entry.note, 1500) : ''
  return `${timeFor(view, entry.at)} · ${deed(entry, who, view)}${note}`
}

/** "You agreed, Thu 12 Mar 09:00": what the viewer, or the other side, answered. */
export function eventSentence(entry: HistoryEntry, view: PromiseView): string {
  const isMine = entry.who === view.viewer.userId
  const who = isMine ? 'You' : entry.who ? nameOf(view.people, entry.who) : ''
  // The card says which time, or which words, above.
  const said = entry.action === 'agree' ? `${who} agreed` : deed(entry, who, view)
  return `${said}, ${timeFor(view, entry.at)}`
}

function deed(entry: HistoryEntry, who: string, view: PromiseView): string {
  const due = entry.dueAt ? timeFor(view, entry.dueAt) : ''
  switch (entry.action) {
    case 'make':
      return `${who} promised it, due ${due}`
    case 'accept':
      return view.promise.isOffer ? `${who} said yes, due ${due}` : `${who} promised it, due ${due}`
    case 'offer':
      return `${who} offered it`
    case 'request':
      return `${who} asked for it, by ${due}`
    case 'recur':
      return `the next one opened, due ${due}`
    case 'decline':
      return `${who} declined`
    case 'stop_requests':
      return `${who} declined, and takes no more requests`
    case 'counter':
    case 'propose':
      return `${who} offered ${due}`
    case 'reword':
      return `${who} offered other words`
    case 'instead':
      return `${who} said what would help instead`
    case 'agree':
      return entry.note ? `${who} agreed to other words, in place of` : `${who} agreed to ${due}`
    case 'keep':
      return isOfWordsOnly(entry) ? `${who} kept the words` : `${who} kept ${due}`
    case 'claim':
      return `${who} said it is done`
    case 'unclaim':
      return `${who} said it is not done after all`
    case 'confirm':
      return `${who} said it is kept`
    case 'not_yet':
      return `${who} said it is not done yet`
    case 'break':
      return `${who} said it can't be kept`
    case 'let_go':
      return `${who} let it go`
    case 'thank':
      return `${who} said thanks`
    case 'bump':
      return `${who} asked how it stands`
    case 'amend':
      return entry.fromDueAt
        ? `${who} moved it from ${timeFor(view, entry.fromDueAt)} to ${due}`
        : `${who} changed it, due ${due}`
    case 'undo':
      return `${who} took it back`
    case 'stop_series':
      return `${who} ended the repeating`
    case 'witness_yes':
      return `${who} became the witness`
    case 'witness_no':
      return `${who} is not the witness`
    case 'witness_say':
      return `${who}, the witness, said to you`
    case 'tell':
      return `${who} said what they would do differently`
    case 'presume_kept':
      return 'counted as kept, as nobody said otherwise'
    case 'expire':
      return 'the request passed without an answer'
    case 'lapse':
      return 'lapsed, as nobody spoke of it'
    case 'leave':
      return `${who} left the workspace`
    default:
      return entry.action satisfies never
  }
}

/** Whether what was kept are the words: the time was the same. */
export function isOfWordsOnly({ dueAt, fromDueAt }: HistoryEntry): boolean {
  return dueAt !== undefined && dueAt.getTime() === fromDueAt?.getTime()
}

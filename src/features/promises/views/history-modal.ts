/** Everything that happened to a promise, as both sides read it. Pure. */
import type { KnownBlock, ModalView } from '@slack/types'
import { nameOf } from '../../../people/display-name.ts'
import { actions, button, context, uniqueActionIds, divider, modal, section } from '../../../slack/blocks.ts'
import { escape, formatTime, shorten } from '../../../slack/mrkdwn.ts'
import { blockquote, brief, otherOf, quoted, stateLine, terms, type PromiseView } from './card.ts'
import type { HistoryEntry } from '../store/promise-store.ts'

/** Events on one page: each takes one block, and a modal has a hundred. */
export const historyPage = 40

/** What each of the two said that the other's kept promises were worth, by currency. */
export interface Worth {
  given: readonly { currency: string; n: number }[]
  received: readonly { currency: string; n: number }[]
}

export function historyModal(
  seen: PromiseView,
  entries: readonly HistoryEntry[],
  page: number,
  worth: Worth,
): ModalView {
  const { promise, people } = seen
  const shown = entries.slice(0, historyPage)
  const other = nameOf(people, otherOf(seen))
  const link = promise.sourceLink ? `\n<${promise.sourceLink}|The message it came from>` : ''
  const quote = promise.sourceQuote ? blockquote(promise.sourceQuote) : ''
  return modal({
    id: 'promises.history',
    title: 'History',
    blocks: uniqueActionIds([
      section(
        `${escape(shorten(promise.what, 2500))}\n_${nameOf(people, promise.promisor)}, for ${nameOf(people, promise.promisee)}_`,
      ),
      section(`${stateLine(seen)}${terms(seen)}${link}${quote}`),
      ...thanksLine(seen),
      divider,
      ...shown.map((entry): KnownBlock => context(eventLine(entry, seen))),
      ...pager(promise.id, page, entries.length > historyPage),
      ...worthLines(other, worth),
      context('Both of you can read this; nobody else can.'),
    ]),
  })
}

function thanksLine({ promise }: PromiseView): KnownBlock[] {
  const { thanks, currency } = promise
  if (!thanks && !currency) return []
  const worth = currency ? `\nWorth: ${currency}.` : ''
  return [section(`Thanks${thanks ? `:${blockquote(thanks)}` : '.'}${worth}`)]
}

function worthLines(other: string, { given, received }: Worth): KnownBlock[] {
  const sum = (list: Worth['given']) => list.map(({ currency, n }) => `${currency} ${n}`).join(', ')
  const lines = [
    given.length ? `What ${other} valued in what you kept: ${sum(given)}.` : '',
    received.length ? `What you valued in what ${other} kept: ${sum(received)}.` : '',
  ].filter(Boolean)
  return lines.length ? [divider, context(lines.join('\n'))] : []
}

function pager(id: string, page: number, hasMore: boolean): KnownBlock[] {
  if (page === 0 && !hasMore) return []
  return [
    actions(
      ...(page > 0 ? [button('Later', 'promises.history', `${id}:${page - 1}`)] : []),
      ...(hasMore ? [button('Earlier', 'promises.history', `${id}:${page + 1}`)] : []),
    ),
  ]
}

function eventLine(entry: HistoryEntry, { viewer, people, now }: PromiseView): string {
  const who = entry.who ? nameOf(people, entry.who) : ''
  const due = entry.dueAt ? formatTime(entry.dueAt, viewer.hours.zone, now) : ''
  const note = entry.note ? blockquote(entry.note, 1500) : ''
  return `${formatTime(entry.at, viewer.hours.zone, now)} · ${deed(entry.action, who, due)}${note}`
}

function deed(action: HistoryEntry['action'], who: string, due: string): string {
  switch (action) {
    case 'make':
      return `${who} promised it, due ${due}`
    case 'request':
      return `${who} asked for it, by ${due}`
    case 'recur':
      return `the next one opened, due ${due}`
    case 'accept':
      return `${who} promised it, due ${due}`
    case 'decline':
      return `${who} declined`
    case 'stop_requests':
      return `${who} declined, and takes no more requests`
    case 'propose':
      return `${who} offered ${due}`
    case 'agree':
      return `${who} agreed to ${due}`
    case 'keep':
      return `${who} kept ${due}`
    case 'claim':
      return `${who} said it is done`
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
      return `${who} changed it, due ${due}`
    case 'undo':
      return `${who} took it back`
    case 'stop_series':
      return `${who} ended the repeating`
    case 'witness_yes':
      return `${who} became the witness`
    case 'witness_no':
      return `${who} is not the witness`
    case 'presume_kept':
      return 'counted as kept, as nobody said otherwise'
    case 'expire':
      return 'the request passed without an answer'
    case 'lapse':
      return 'lapsed, as nobody spoke of it'
    case 'leave':
      return `${who} left the workspace`
    default:
      return action satisfies never
  }
}

/** For a list: one promise in two lines. */
export function listLine(whole: PromiseView): string {
  const seen = { ...whole, promise: brief(whole.promise) }
  const { promise, viewer, people } = seen
  const isMine = promise.promisor === viewer.userId
  const other = nameOf(people, otherOf(seen))
  return `${quoted(promise)}, ${isMine ? `for ${other}` : `by ${other}`}\n${stateLine(seen)}${terms(seen)}`
}

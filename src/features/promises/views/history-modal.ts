/** Everything that happened to a promise, as both sides read it. */
import type { KnownBlock, ModalView } from '@slack/types'
import { nameOf } from '../../../people/display-name.ts'
import { actions, button, context, uniqueActionIds, divider, section } from '../../../slack/blocks.ts'
import { escape, shorten } from '../../../slack/mrkdwn.ts'
import type { HistoryEntry } from '../store/event-store.ts'
import { eventLine } from './event-line.ts'
import { erasedWords, blockquote, otherOf, type PromiseView } from './promise-view.ts'
import { stateLine, termsOf } from './state-line.ts'
import { modal } from '../../../slack/modal.ts'

/** Events on one page: each takes one block, and a modal has a hundred. */
export const historyPage = 40

/** What each of the two said that the other's kept promises were worth, by currency. */
export interface Worth {
  given: readonly { currency: string; n: number }[]
  received: readonly { currency: string; n: number }[]
}

export interface HistoryPage {
  /** One more than is shown, where there are more. */
  entries: readonly HistoryEntry[]
  page: number
  worth: Worth
}

export function historyModal(view: PromiseView, { entries, page, worth }: HistoryPage): ModalView {
  const { promise, people } = view
  const shown = entries.slice(0, historyPage)
  const other = nameOf(people, otherOf(view))
  const terms = termsOf(view)
  const agreed = terms.length ? `\n_${terms.join(' · ')}_` : ''
  const link = promise.sourceLink ? `\n<${promise.sourceLink}|The message it came from>` : ''
  const quote = promise.sourceQuote ? blockquote(promise.sourceQuote) : ''
  return modal({
    id: 'promises.history',
    title: 'History',
    blocks: uniqueActionIds([
      section(
        `${escape(shorten(promise.what || erasedWords, 2500))}\n_${nameOf(people, promise.promisor)}, for ${nameOf(people, promise.promisee)}_`,
      ),
      section(`${stateLine(view)}${agreed}${link}${quote}`),
      ...thanksLine(view),
      ...missLine(view),
      divider,
      ...shown.map((entry): KnownBlock => context(eventLine(entry, view))),
      ...pager(promise.id, page, entries.length > historyPage),
      ...worthLines(other, worth),
      context(`You and ${other} can read this; nobody else can.`),
    ]),
  })
}

function thanksLine({ promise }: PromiseView): KnownBlock[] {
  const { thanks, currency } = promise
  if (!thanks && !currency) return []
  const worth = currency ? `\nWorth: ${currency}.` : ''
  return [section(`Thanks${thanks ? `:${blockquote(thanks)}` : '.'}${worth}`)]
}

function missLine({ promise, viewer }: PromiseView): KnownBlock[] {
  const { missNote, promisor } = promise
  return missNote && promisor === viewer.userId
    ? [section(`Your note to yourself, which nobody else reads:${blockquote(missNote)}`)]
    : []
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

/** A list of promises, page by page. */
import type { KnownBlock } from '@slack/types'
import { nameOf } from '../../../people/display-name.ts'
import type { People } from '../../../people/person.ts'
import { actions, button, context, header, section, uniqueActionIds } from '../../../slack/blocks.ts'
import type { Filter } from '../domain/filter.ts'
import type { Wanted } from '../store/list-queries.ts'
import { controls, moreMenu } from './card.ts'
import { bold, brief, otherName, wordsOf, type PromiseView } from './promise-view.ts'
import { reachLine } from './reach.ts'
import { stateLine, termsOf } from './state-line.ts'

export interface ListPage {
  views: readonly PromiseView[]
  people: People
  page: number
  hasMore: boolean
}

const titles: Record<Filter, string> = {
  open: 'What is open',
  mine: 'My promises',
  owed: 'What I am owed',
  asked: 'Requests without an answer',
  asking: 'What I asked for',
  slipped: 'What slipped',
  kept: 'Kept promises',
  closed: 'Closed promises',
}

export function listView(wanted: Wanted, { views, people, page, hasMore }: ListPage) {
  const { filter, other } = wanted
  const title = other ? `${titles[filter]}, with ${nameOf(people, other)}` : titles[filter]
  const turn = (label: string, to: number) =>
    button(label, 'promises.list', JSON.stringify({ ...wanted, page: to }))
  const turns = [
    ...(page > 0 ? [turn('Earlier', page - 1)] : []),
    ...(hasMore ? [turn('More', page + 1)] : []),
  ]
  const shown = views.flatMap(linesOf)
  const blocks = [
    header(title),
    ...(shown.length ? shown : [context('Nothing here.')]),
    ...(turns.length ? [actions(...turns)] : []),
    context(
      '`/promise list mine`, `owed`, `asked`, `slipped`, `kept`, `closed` or `@colleague` shows a part.',
    ),
  ]
  return { title, blocks: uniqueActionIds(blocks) }
}

/** A promise with everything that its viewer may do about it. */
export function linesOf(view: PromiseView): KnownBlock[] {
  return [section(listLine(view), moreMenu(view)), ...controls(view)]
}

/** One promise in two lines. */
function listLine(whole: PromiseView): string {
  const view = { ...whole, promise: brief(whole.promise) }
  const { promise, viewer } = view
  const isMine = promise.promisor === viewer.userId
  const terms = termsOf(view)
  const agreed = terms.length ? `\n_${terms.join(' · ')}_` : ''
  const who = isMine ? `for ${otherName(view)}` : `by ${otherName(view)}`
  return [`${bold(wordsOf(promise))}, ${who}`, stateLine(view), ...reachLine(view)].join('\n') + agreed
}

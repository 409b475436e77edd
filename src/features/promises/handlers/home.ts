/** Promises in App Home: what waits for an answer, what I promised, what I am owed. */
import type { KnownBlock } from '@slack/types'
import type { HomeCall } from '../../../feature.ts'
import { nameOf } from '../../../people/display-name.ts'
import { findPeople } from '../../../people/store.ts'
import { actions, button, context, header } from '../../../slack/blocks.ts'
import type { Commitment } from '../domain/commitment.ts'
import { listForHome } from '../store/list-queries.ts'
import { listRequestBlocks } from '../store/request-block-store.ts'
import { linesOf } from '../views/list-view.ts'
import { participantIds } from '../domain/participants.ts'

/** Promises a list on one page: each takes two blocks, and the other features have their part of the hundred. */
const pageSize = 6

export async function promisesHome(call: HomeCall): Promise<KnownBlock[]> {
  const { teamId, me, db, page } = call
  const window = { limit: pageSize + 1, offset: page * pageSize }
  const { asked, mine, owed, asking } = await listForHome(call, me.userId, window)
  const lists = [asked, mine, owed, asking]
  const stops = page === 0 ? await listRequestBlocks(call, me.userId) : []
  const named = [...lists.flat().flatMap(participantIds), ...stops]
  const people = await findPeople(db, teamId, named)
  const seenBy = { viewer: me, people, now: call.now }
  const list = (title: string, found: readonly Commitment[], none?: string): KnownBlock[] => {
    if (!found.length && !none) return []
    return [
      header(title),
      ...found.slice(0, pageSize).flatMap((promise) => linesOf({ promise, ...seenBy })),
      ...(found.length || !none ? [] : [context(none)]),
    ]
  }
  const hasMore = lists.some((found) => found.length > pageSize)
  return [
    ...list('Asked of me', asked),
    ...list(
      'My promises',
      mine,
      'Nothing open. `/promise @colleague ship the deck by Friday 3pm` makes one.',
    ),
    ...list('What I am owed', owed, 'Nothing open. `/promise ask @colleague …` asks for one.'),
    ...list('What I asked for', asking),
    ...(page > 0 || hasMore ? [pager(page, hasMore)] : []),
    actions(
      button('Make a promise', 'promises.form', JSON.stringify({ isRequest: false })),
      button('Ask for a promise', 'promises.form', JSON.stringify({ isRequest: true })),
      button('Closed promises', 'promises.list', JSON.stringify({ filter: 'closed', page: 0 })),
    ),
    ...stops
      .slice(0, stopsShown)
      .flatMap((userId) => [
        context(`${nameOf(people, userId)} can't ask you for promises.`),
        actions(
          button(`Take requests from ${nameOf(people, userId)} again`, 'promises.allow_requests', userId),
        ),
      ]),
  ]
}

const stopsShown = 3

function pager(page: number, hasMore: boolean) {
  return actions(
    ...(page > 0 ? [button('Earlier', 'home.page', `promises:${page - 1}`)] : []),
    ...(hasMore ? [button('More', 'home.page', `promises:${page + 1}`)] : []),
  )
}

/** Promises in App Home and in `/promise list`. */
import type { KnownBlock } from '@slack/types'
import type { Call } from '../../feature.ts'
import { findPeople } from '../../people/store.ts'
import { actions, button, context, header, section } from '../../slack/blocks.ts'
import type { Commitment } from './commitment.ts'
import { controls, nameOf, quoted, stateLine } from './messages.ts'
import { listOpen } from './store.ts'

/** Promises a side on one page: each takes two blocks, and a Home has a hundred. */
export const pageSize = 10

export async function promisesHome(call: Call & { page: number }): Promise<KnownBlock[]> {
  const { teamId, me, db, page } = call
  const window = { limit: pageSize + 1, offset: page * pageSize }
  const mine = await listOpen(db, teamId, 'promisor', me.userId, window)
  const owed = await listOpen(db, teamId, 'promisee', me.userId, window)
  const people = await findPeople(
    db,
    teamId,
    [...mine, ...owed].flatMap((p) => [p.promisor, p.promisee]),
  )
  const show = (promise: Commitment): KnownBlock[] => {
    const seen = { promise, viewer: me, people, now: call.now }
    const isMine = promise.promisor === me.userId
    const other = nameOf(people, isMine ? promise.promisee : promise.promisor)
    const line = isMine ? `${quoted(promise)}, for ${other}` : `${quoted(promise)}, by ${other}`
    return [section(`${line}\n${stateLine(seen)}`), ...controls(seen)]
  }
  const list = (title: string, found: readonly Commitment[], none: string): KnownBlock[] => [
    header(title),
    ...(found.length ? found.slice(0, pageSize).flatMap(show) : [context(none)]),
  ]
  const hasMore = mine.length > pageSize || owed.length > pageSize
  return [
    ...list(
      'My promises',
      mine,
      'Nothing open. `/promise @colleague ship the deck by Friday 3pm` makes one.',
    ),
    ...list('What I am owed', owed, 'Nothing open. `/promise ask @colleague …` asks for one.'),
    ...(page > 0 || hasMore ? [pager(page, hasMore)] : []),
    actions(
      button('Make a promise', 'promises.form', JSON.stringify({ isRequest: false })),
      button('Ask for a promise', 'promises.form', JSON.stringify({ isRequest: true })),
    ),
  ]
}

function pager(page: number, hasMore: boolean) {
  return actions(
    ...(page > 0 ? [button('Earlier', 'home.page', `promises:${page - 1}`)] : []),
    ...(hasMore ? [button('More', 'home.page', `promises:${page + 1}`)] : []),
  )
}

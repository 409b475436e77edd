/** `/promise list`: filters, pages, and each promise with what can be done about it. */
import type { KnownBlock } from '@slack/types'
import * as z from 'zod'
import type { Call, ActionCall, Reply } from '../../../feature.ts'
import { findPeople } from '../../../people/store.ts'
import type { People } from '../../../people/person.ts'
import { nameOf } from '../../../people/display-name.ts'
import {
  actions,
  button,
  context,
  uniqueActionIds,
  header,
  modal,
  section,
  textMessage,
} from '../../../slack/blocks.ts'
import { parseValue } from '../../../slack/parse-value.ts'
import { controls, moreMenu, type PromiseView } from '../views/card.ts'
import { notYours } from './actions.ts'
import { sideOf } from '../domain/commitment.ts'
import { filters } from '../domain/filter.ts'
import { historyModal, historyPage, listLine } from '../views/history-modal.ts'
import { countWorth, listPromises, type Wanted } from '../store/list-queries.ts'
import { participantIds } from '../domain/participants.ts'
import { listHistory, lockPromise } from '../store/promise-store.ts'

/** Promises on one page of a list: each takes two blocks, and a message has fifty. */
const pageSize = 10

/** A promise with everything that its viewer may do about it. */
export function linesOf(seen: PromiseView): KnownBlock[] {
  return [section(listLine(seen), moreMenu(seen)), ...controls(seen)]
}

/** The answer to the command: the first page, seen only by the one who asked. */
export async function showList(call: Call, wanted: Wanted): Promise<Reply> {
  const { title, blocks } = await listBlocks(call, wanted, 0)
  return { say: { text: title, blocks } }
}

const place = z.object({
  filter: z.enum(filters),
  other: z.string().max(40).optional(),
  page: z.number().int().min(0).max(100_000),
})

/** Another page, in a window of its own. */
export async function openList(call: ActionCall): Promise<Reply> {
  const read = parseValue(place, call.value)
  if (!read)
    return { say: textMessage("I don't know this list any more. `/promise list` shows what is open.") }
  const { page, ...wanted } = read
  const { blocks } = await listBlocks(call, wanted, page)
  return { open: modal({ id: 'promises.list', title: 'Promises', blocks }) }
}

async function listBlocks(call: Call, wanted: Wanted, page: number) {
  const { teamId, me, db, now } = call
  const window = { limit: pageSize + 1, offset: page * pageSize }
  const found = await listPromises(db, teamId, me.userId, wanted, window)
  const named = [...found.flatMap(participantIds), ...(wanted.other ? [wanted.other] : [])]
  const people = await findPeople(db, teamId, named)
  const title = titleOf(wanted, people)
  const shown = found.slice(0, pageSize).flatMap((promise) => linesOf({ promise, viewer: me, people, now }))
  const turn = (label: string, to: number) =>
    button(label, 'promises.list', JSON.stringify({ ...wanted, page: to }))
  const turns = [
    ...(page > 0 ? [turn('Earlier', page - 1)] : []),
    ...(found.length > pageSize ? [turn('More', page + 1)] : []),
  ]
  const blocks = [
    header(title),
    ...(shown.length ? shown : [context('Nothing here.')]),
    ...(turns.length ? [actions(...turns)] : []),
    context('`/promise list mine`, `owed`, `asked`, `kept`, `closed` or `@colleague` shows a part.'),
  ]
  return { title, blocks: uniqueActionIds(blocks) }
}

const titles: Record<Wanted['filter'], string> = {
  open: 'What is open',
  mine: 'My promises',
  owed: 'What I am owed',
  asked: 'Requests without an answer',
  asking: 'What I asked for',
  kept: 'Kept promises',
  closed: 'Closed promises',
}

function titleOf({ filter, other }: Wanted, people: People): string {
  return other ? `${titles[filter]}, with ${nameOf(people, other)}` : titles[filter]
}

/** The history of one promise; `value` is its id, and the page where one was turned. */
export async function openHistory(call: ActionCall): Promise<Reply> {
  const { teamId, me, db, now } = call
  const [id = '', turned = '0'] = call.value.split(':')
  const page = Math.min(Math.max(0, Math.trunc(Number(turned)) || 0), 100_000)
  const promise = await lockPromise(db, teamId, id)
  if (!promise || !sideOf(promise, me.userId)) return { say: textMessage(notYours) }
  const entries = await listHistory(db, teamId, id, { limit: historyPage + 1, offset: page * historyPage })
  const others = entries.flatMap((entry) => entry.who ?? [])
  const people = await findPeople(db, teamId, [...participantIds(promise), ...others])
  const other = promise.promisor === me.userId ? promise.promisee : promise.promisor
  const worth = {
    given: await countWorth(db, teamId, me.userId, other),
    received: await countWorth(db, teamId, other, me.userId),
  }
  return { open: historyModal({ promise, viewer: me, people, now }, entries, page, worth) }
}

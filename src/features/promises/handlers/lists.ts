/** `/promise list`: filters, pages, and each promise with what can be done about it. */
import * as z from 'zod'
import type { ActionCall, Call, Reply } from '../../../feature.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { parseValue } from '../../../slack/parse-value.ts'
import { graceMinutes } from '../domain/commitment.ts'
import { sideOf } from '../domain/roles.ts'
import { filters } from '../domain/filter.ts'
import type { ListWords } from '../domain/parse.ts'
import { participantIds } from '../domain/participants.ts'
import { listHistory } from '../store/event-store.ts'
import { countWorth, listPromises, type Wanted } from '../store/list-queries.ts'
import { lockPromise } from '../store/promise-store.ts'
import { historyModal, historyPage } from '../views/history-modal.ts'
import { listView } from '../views/list-view.ts'
import { otherOf } from '../views/promise-view.ts'
import { notYours } from '../views/refusals.ts'
import { listGone, unknownListReply } from '../views/replies.ts'
import { findColleagues } from './recipients.ts'
import { modal } from '../../../slack/modal.ts'

/** Promises on one page of a list: each takes two blocks, and a message has fifty. */
const pageSize = 10

/** The answer to the command: the first page, seen only by the one who asked. */
export async function list(call: Call, { filter, other, unknown }: ListWords): Promise<Reply> {
  if (unknown) return { say: unknownListReply(unknown) }
  const found = other && (await findColleagues(call, [other]))
  if (found && 'refused' in found) return { say: textMessage(found.refused) }
  const { title, blocks } = await readList(call, { filter, other: found?.found[0]?.userId }, 0)
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
  if (!read) return { say: textMessage(listGone) }
  const { page, ...wanted } = read
  const { blocks } = await readList(call, wanted, page)
  return { open: modal({ id: 'promises.list', title: 'Promises', blocks }) }
}

async function readList(call: Call, wanted: Wanted, page: number) {
  const { teamId, me, db, now } = call
  const window = { limit: pageSize + 1, offset: page * pageSize }
  const slippedBefore = new Date(now.getTime() - graceMinutes * 60_000)
  const found = await listPromises(call, me.userId, { ...wanted, slippedBefore }, window)
  const named = [...found.flatMap(participantIds), ...(wanted.other ? [wanted.other] : [])]
  const people = await findPeople(db, teamId, named)
  const views = found.slice(0, pageSize).map((promise) => ({ promise, viewer: me, people, now }))
  return listView(wanted, { views, people, page, hasMore: found.length > pageSize })
}

const lastPage = 100_000

/** The history of one promise; `value` is its id, and the page where one was turned. */
export async function openHistory(call: ActionCall): Promise<Reply> {
  const { teamId, me, db, now } = call
  const [id = '', turned = '0'] = call.value.split(':')
  const page = Math.min(Math.max(0, Math.trunc(Number(turned)) || 0), lastPage)
  const promise = await lockPromise(call, id)
  if (!promise || !sideOf(promise, me.userId)) return { say: textMessage(notYours) }
  const entries = await listHistory(call, promise, {
    viewer: me.userId,
    limit: historyPage + 1,
    offset: page * historyPage,
  })
  const others = entries.flatMap((entry) => entry.who ?? [])
  const people = await findPeople(db, teamId, [...participantIds(promise), ...others])
  const view = { promise, viewer: me, people, now }
  const other = otherOf(view)
  const worth = {
    given: await countWorth(call, { promisor: me.userId, promisee: other }),
    received: await countWorth(call, { promisor: other, promisee: me.userId }),
  }
  return { open: historyModal(view, { entries, page, worth }) }
}

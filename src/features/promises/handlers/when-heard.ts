/** Having a promise told without waiting for its people's morning. */
import type { ActionCall, Reply } from '../../../feature.ts'
import { hurryNotices } from '../../../nudges/update-planned.ts'
import { namesOf } from '../../../people/display-name.ts'
import type { Person } from '../../../people/person.ts'
import { findPeople } from '../../../people/store.ts'
import { isId } from '../../../db/id.ts'
import { textMessage } from '../../../slack/blocks.ts'
import type { Applied } from './apply-action.ts'
import { sideOf } from '../domain/roles.ts'
import { participantIds } from '../domain/participants.ts'
import { findPromises } from '../store/promise-store.ts'
import { receiptMessage } from '../views/receipt.ts'
import { nothingToHurry, toldNow } from '../views/replies.ts'

/** The other side of a promise that somebody changed. */
export function othersOf({ next, people }: Pick<Applied, 'next' | 'people'>, me: Person): Person[] {
  return [next.promisor, next.promisee].flatMap((id) => (id === me.userId ? [] : (people.get(id) ?? [])))
}

/** Promises of which one receipt speaks. */
const mostAtOnce = 20

/** "Tell Alice now": the value names the promises of a receipt. */
export async function tellNow(call: ActionCall): Promise<Reply> {
  const { db, teamId, me, now, value } = call
  const ids = value.split(',').slice(0, mostAtOnce)
  const promises = [...(await findPromises(call, ids.filter(isId))).values()].filter((one) =>
    sideOf(one, me.userId),
  )
  const told = new Set<string>()
  for (const { id } of promises)
    for (const userId of await hurryNotices(db, teamId, { subjectId: id, from: me.userId }, now))
      told.add(userId)
  if (!told.size) return { say: textMessage(nothingToHurry) }
  const people = await findPeople(db, teamId, promises.flatMap(participantIds))
  const views = promises.map((promise) => ({ promise, viewer: me, people, now }))
  const isRequest = promises[0]!.promisee === me.userId
  const notes = [toldNow(namesOf(people, [...told]))]
  return { say: receiptMessage(views, { isRequest, notes }), replace: true }
}

/** When the people of a promise hear of it, and having it told without waiting for their morning. */
import type { ActionCall, Call, OpenCall, Reply } from '../../../feature.ts'
import { noticeTime } from '../../../nudges/notice-time.ts'
import { nextNoticeAt, type Heard } from '../../../nudges/notice-limit.ts'
import { listHeard } from '../../../nudges/sender-budget.ts'
import { hurryNotices } from '../../../nudges/update-planned.ts'
import type { Hearing } from '../../../nudges/views/held-line.ts'
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

/** Of those who do not hear at once what is told to them now: when, and why. */
export async function whenHeard(
  call: Call,
  others: readonly Person[],
  neededBy: Date,
): Promise<Map<string, Hearing>> {
  const { db, teamId, me, now } = call
  const userIds = others.map(({ userId }) => userId)
  const heard = await listHeard(db, teamId, { userIds, from: me.userId, now })
  const fromMe = new Map(
    [...heard].flatMap(([id, by]) => {
      const mine = by.get(me.userId)
      return mine ? [[id, mine] as const] : []
    }),
  )
  return hearingsOf(call, others, { neededBy, heard: fromMe })
}

/** The same, where it is known what they have heard of the one who acts. */
export function hearingsOf(
  { now }: OpenCall,
  others: readonly Person[],
  { neededBy, heard }: { neededBy: Date; heard: ReadonlyMap<string, Heard> },
): Map<string, Hearing> {
  const hearings = new Map<string, Hearing>()
  for (const other of others) {
    const { userId } = other
    const time = noticeTime(other, now, neededBy)
    const freeAt = nextNoticeAt(heard.get(userId))
    if (time.held) hearings.set(userId, { at: time.at, held: time.held })
    else if (freeAt)
      hearings.set(userId, { at: noticeTime(other, freeAt, neededBy).at, held: 'much from one person' })
  }
  return hearings
}

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

/** When people hear of what a colleague does to them now. */
import type { Db, Tx } from '../db/database.ts'
import type { Person } from '../people/person.ts'
import { nextNoticeAt, type Heard } from './notice-limit.ts'
import { noticeTime } from './notice-time.ts'
import { listHeard } from './sender-budget.ts'
import type { Hearing } from './views/held-line.ts'

interface Doing {
  db: Db | Tx
  teamId: string
  me: Person
  now: Date
}

/** Of those who do not hear at once what is told to them now: when, and why. */
export async function whenHeard(
  { db, teamId, me, now }: Doing,
  others: readonly Person[],
  neededBy?: Date,
): Promise<Map<string, Hearing>> {
  const userIds = others.map(({ userId }) => userId)
  const heard = await listHeard(db, teamId, { userIds, from: me.userId, now })
  const fromMe = new Map(
    [...heard].flatMap(([id, by]) => {
      const mine = by.get(me.userId)
      return mine ? [[id, mine] as const] : []
    }),
  )
  return hearingsOf({ now }, others, { neededBy, heard: fromMe })
}

/** The same, where it is known what they have heard of the one who acts. */
export function hearingsOf(
  { now }: Pick<Doing, 'now'>,
  others: readonly Person[],
  { neededBy, heard }: { neededBy?: Date | undefined; heard: ReadonlyMap<string, Heard> },
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

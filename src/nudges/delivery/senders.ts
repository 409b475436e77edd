import type { Db } from '../../db/database.ts'
import { listBlocking } from '../../people/block-store.ts'
import { nextNoticeAt } from '../notice-limit.ts'
import { listHeard } from '../sender-budget.ts'
import type { DueNudge } from './nudge-row.ts'

/** What stands between the people whom some nudges are from and their recipients. */
export interface Senders {
  /** From when on the recipient hears more of whoever it is from; undefined = now. */
  freeAt(row: DueNudge): Date | undefined
  /** Whether the recipient wants nothing from whoever it is from. */
  isBlocked(row: DueNudge): boolean
}

const nobody: Senders = { freeAt: () => undefined, isBlocked: () => false }

export async function loadSenders(
  db: Db,
  teamId: string,
  rows: readonly DueNudge[],
  now: Date,
): Promise<Senders> {
  const userIds = [...new Set(rows.flatMap((row) => (row.from ? row.userId : [])))]
  if (!userIds.length) return nobody
  const [heard, blocked] = await Promise.all([
    listHeard(db, teamId, { userIds, now }),
    listBlocking({ db, teamId }, userIds),
  ])
  return {
    freeAt: ({ userId, from = '' }) => nextNoticeAt(heard.get(userId)?.get(from)),
    isBlocked: ({ userId, from = '' }) => blocked.get(userId)?.has(from) === true,
  }
}

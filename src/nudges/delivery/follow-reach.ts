/** Follows whether messages reach people: tells the features of each change, and retries what somebody missed. */
import type { Context } from '../../context.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { PersonListener } from '../../people/profile-change.ts'
import { listReachWork, takeReachWork } from '../../people/reach.ts'
import { requeueMissed } from '../missed.ts'

/** The mark that it was told is set in the transaction that plans the telling: a process that dies has done both or nothing. */
export async function followReach(
  ctx: Context,
  listeners: readonly PersonListener[],
  now: Date,
): Promise<void> {
  for (const work of await listReachWork(ctx.db, now))
    await inTransaction(ctx.db, async (db) => {
      const taken = await takeReachWork(db, work, now)
      if (!taken) return
      const change = { ...work, now, db, cipher: ctx.cipher }
      if (taken.isChanged)
        for (const listener of listeners) await listener.onReachChange?.(change, taken.isReachable)
      if (taken.isReachable || !taken.isChanged) await requeueMissed(db, work.teamId, work.userId, now)
    })
}

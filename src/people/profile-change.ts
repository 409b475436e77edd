/** What Slack says anew of somebody who is known: noted, and told to the features where they moved or left. */
import type { Context } from '../context.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Feature, PersonChange } from '../feature.ts'
import { findPeople, rememberProfiles, type Profile } from './store.ts'

/** Comes to the same when done twice. */
export async function noteChange(
  ctx: Context,
  features: readonly Feature[],
  teamId: string,
  profile: Profile,
): Promise<void> {
  const now = await ctx.clock.now()
  const { userId } = profile
  await inTransaction(ctx.db, async (db) => {
    const before = (await findPeople(db, teamId, [userId])).get(userId)
    await rememberProfiles(db, teamId, [profile], now)
    const after = (await findPeople(db, teamId, [userId])).get(userId)
    const change: PersonChange = { teamId, userId, now, db }
    const hasMoved = before && after && before.hours.zone !== after.hours.zone
    for (const feature of features) {
      if (profile.hasLeft) await feature.onLeave?.(change)
      else if (hasMoved) await feature.onMove?.(change)
    }
  })
}

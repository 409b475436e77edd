/** What Slack says anew of somebody who is known: noted, and told to the features where they moved or left. */
import type { Context } from '../context.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Tx } from '../db/database.ts'
import type { Cipher } from '../db/encryption.ts'
import { findPeople, saveProfiles, type Profile } from './store.ts'

/** Something that Slack says of a person, inside the transaction that notes it. */
export interface PersonChange {
  teamId: string
  userId: string
  now: Date
  db: Tx
  cipher: Cipher
}

/** What a feature does when somebody leaves or moves. */
export interface PersonListener {
  /** Somebody left the workspace. */
  onLeave?: (call: PersonChange) => Promise<void>
  /** Somebody is in another time zone now. */
  onMove?: (call: PersonChange) => Promise<void>
  /** Somebody asks to be forgotten: takes their words out of rows that others keep. */
  onForget?: (call: PersonChange) => Promise<void>
}

/** Ends what is between them and others, who are told once, and takes their words out of what the others keep. */
export async function forgetPerson(
  listeners: readonly PersonListener[],
  change: PersonChange,
): Promise<void> {
  for (const listener of listeners) await listener.onLeave?.(change)
  for (const listener of listeners) await listener.onForget?.(change)
}

/** Comes to the same when done twice. */
export async function applyProfileChange(
  ctx: Context,
  listeners: readonly PersonListener[],
  teamId: string,
  profile: Profile,
): Promise<void> {
  const now = await ctx.clock.now()
  const { userId } = profile
  await inTransaction(ctx.db, async (db) => {
    const before = (await findPeople(db, teamId, [userId])).get(userId)
    await saveProfiles(db, teamId, [profile], now)
    const after = (await findPeople(db, teamId, [userId])).get(userId)
    const change: PersonChange = { teamId, userId, now, db, cipher: ctx.cipher }
    const hasMoved = before && after && before.hours.zone !== after.hours.zone
    for (const listener of listeners) {
      if (profile.isDeactivated) await listener.onLeave?.(change)
      else if (hasMoved) await listener.onMove?.(change)
    }
  })
}

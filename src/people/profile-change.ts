/** Stores a changed profile, and tells the features when the person has left or changed time zone. */
import type { Context } from '../context.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Tx } from '../db/database.ts'
import type { Cipher } from '../db/encryption.ts'
import { findPeople, saveProfiles, type Profile } from './store.ts'

/** A change of a person's profile, inside the transaction that stores it. */
export interface PersonChange {
  teamId: string
  userId: string
  now: Date
  db: Tx
  cipher: Cipher
}

/** What a feature does when a person leaves or changes time zone. */
export interface PersonListener {
  /** The person left the workspace. */
  onLeave?: (call: PersonChange) => Promise<void>
  /** The person's time zone changed. */
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

/** Idempotent. */
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

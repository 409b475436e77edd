/** Stores a changed profile, and tells the features when the person has left or changed time zone. */
import type { Context } from '../context.ts'
import { sql } from 'kysely'
import { inTransaction } from '../db/transaction.ts'
import type { Db, Tx } from '../db/database.ts'
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
  /** Full members alone take part: guests are refused in words, and are shown nothing of it. */
  isForMembers?: true
  /** The person left the workspace; of what is for members alone, they may also have become a guest. */
  onLeave?: (call: PersonChange) => Promise<void>
  /** The person's time zone changed. */
  onMove?: (call: PersonChange) => Promise<void>
  /** Slack takes no messages to the person any more, or takes them again. */
  onReachChange?: (call: PersonChange, isReachable: boolean) => Promise<void>
  /** Somebody asks to be forgotten: takes their words out of rows that others keep. */
  onForget?: (call: PersonChange) => Promise<void>
  /** People, in any workspace, of whom it has only the id so far; at most `limit`. */
  wantedProfiles?: (db: Db, limit: number) => Promise<{ teamId: string; userId: string }[]>
}

/** Ends what is between them and others, who are told once, and takes their words out of what the others keep. */
export async function forgetPerson(
  listeners: readonly PersonListener[],
  change: PersonChange,
): Promise<void> {
  for (const listener of listeners) await listener.onLeave?.(change)
  for (const listener of listeners) await listener.onForget?.(change)
}

/** What Slack says of a person; `changedAt` is Slack's time of the event that said it. */
export interface ProfileUpdate {
  teamId: string
  profile: Profile
  changedAt?: Date | undefined
}

/** Idempotent. An event about somebody who never used the app stores nothing, and an older one changes nothing. */
export async function applyProfileChange(
  ctx: Context,
  listeners: readonly PersonListener[],
  { teamId, profile, changedAt }: ProfileUpdate,
): Promise<void> {
  const now = await ctx.clock.now()
  const { userId } = profile
  await inTransaction(ctx.db, async (db) => {
    if (changedAt && !(await isNews(db, teamId, userId, changedAt))) return
    const before = (await findPeople(db, teamId, [userId])).get(userId)
    await saveProfiles(db, teamId, [profile], now)
    const after = (await findPeople(db, teamId, [userId])).get(userId)
    const change: PersonChange = { teamId, userId, now, db, cipher: ctx.cipher }
    const isGuestNow = profile.isGuest && before?.isGuest === false
    const hasMoved = before && after && before.hours.zone !== after.hours.zone
    for (const listener of listeners) {
      if (profile.isDeactivated || (isGuestNow && listener.isForMembers)) await listener.onLeave?.(change)
      else if (hasMoved) await listener.onMove?.(change)
    }
  })
}

/** Seconds by which Slack's clock and the database's may differ. */
const clockTolerance = 5

async function isNews(db: Tx, teamId: string, userId: string, changedAt: Date): Promise<boolean> {
  const done = await sql`
    update people set changed_at = ${changedAt}
    where team_id = ${teamId} and user_id = ${userId} and (changed_at is null or changed_at <= ${changedAt})
      and fetched_at <= ${changedAt}::timestamptz + make_interval(secs => ${clockTolerance})`.execute(db)
  return Number(done.numAffectedRows ?? 0) > 0
}

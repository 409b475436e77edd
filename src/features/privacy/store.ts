/** Who asked to be forgotten, kept so that a restored backup can forget them again, and links to exports. */
import { randomBytes } from 'node:crypto'
import type { Scope, Tx } from '../../db/database.ts'
import { linkMinutes } from './limits.ts'
import './tables.ts'

/** Notes that somebody asks to be forgotten, and takes their profile away at once. */
export async function insertErasure({ db, teamId, cipher }: Scope, userId: string, now: Date): Promise<void> {
  const row = { user_id: userId, asked_at: now, done_at: null }
  await db
    .insertInto('erasures')
    .values({ team_id: teamId, digest: cipher.digest('erasure', `${teamId}|${userId}`), ...row })
    .onConflict((oc) => oc.columns(['team_id', 'digest']).doUpdateSet(row))
    .execute()
  await db.deleteFrom('people').where('team_id', '=', teamId).where('user_id', '=', userId).execute()
}

/** A link's secret, of which only a digest is stored. */
export async function insertExportLink(
  { db, teamId, cipher }: Scope,
  userId: string,
  now: Date,
): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  await db
    .insertInto('export_links')
    .values({ team_id: teamId, id: cipher.digest('export link', secret), user_id: userId, made_at: now })
    .execute()
  return `${teamId}.${secret}`
}

/** Whose export the link opens; it opens nothing a second time. */
export async function takeExportLink(
  { db, teamId, cipher }: Scope & { db: Tx },
  secret: string,
  now: Date,
): Promise<string | undefined> {
  const row = await db
    .deleteFrom('export_links')
    .where('team_id', '=', teamId)
    .where('id', '=', cipher.digest('export link', secret))
    .where('made_at', '>', new Date(now.getTime() - linkMinutes * 60_000))
    .returning('user_id')
    .executeTakeFirst()
  return row?.user_id
}

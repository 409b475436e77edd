/** Who takes no requests for promises from whom. */
import type { Scope } from '../../../db/database.ts'

/** Those of `userIds` who take no requests from `asker`. */
export async function findBlocking(
  { db, teamId }: Scope,
  asker: string,
  userIds: readonly string[],
): Promise<Set<string>> {
  if (!userIds.length) return new Set()
  const rows = await db
    .selectFrom('request_stops')
    .select('user_id')
    .where('team_id', '=', teamId)
    .where('other', '=', asker)
    .where('user_id', 'in', userIds)
    .execute()
  return new Set(rows.map((row) => row.user_id))
}

const mostShown = 20

/** Those from whom `userId` takes no requests, the latest first. */
export async function listRequestBlocks({ db, teamId }: Scope, userId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('request_stops')
    .select('other')
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .orderBy('stopped_at', 'desc')
    .limit(mostShown)
    .execute()
  return rows.map((row) => row.other)
}

export interface RequestBlock {
  userId: string
  /** The one who may not ask. */
  asker: string
}

export async function insertRequestBlock(
  { db, teamId }: Scope,
  { userId, asker }: RequestBlock,
  now: Date,
): Promise<void> {
  await db
    .insertInto('request_stops')
    .values({ team_id: teamId, user_id: userId, other: asker, stopped_at: now })
    .onConflict((oc) => oc.doNothing())
    .execute()
}

/** Whether there was one. */
export async function deleteRequestBlock(
  { db, teamId }: Scope,
  { userId, asker }: RequestBlock,
): Promise<boolean> {
  const deleted = await db
    .deleteFrom('request_stops')
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .where('other', '=', asker)
    .executeTakeFirst()
  return deleted.numDeletedRows > 0
}

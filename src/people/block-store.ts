/**
 * Who wants nothing from whom: of one colleague either no invitations, questions and offers of feedback, or nothing at all
 * ("No more from Mallory").
 */
import { sql, type RawBuilder } from 'kysely'
import type { Scope } from '../db/database.ts'

type BlockScope = Pick<Scope, 'db' | 'teamId'>

export interface Block {
  other: string
  /** Nothing at all, and not only no feedback. */
  everything: boolean
}

/** By person of `userIds`: those of whom they want nothing at all. */
export async function listBlocking(
  { db, teamId }: BlockScope,
  userIds: readonly string[],
): Promise<Map<string, Set<string>>> {
  const rows = await db
    .selectFrom('refusals')
    .select(['user_id', 'other'])
    .where('team_id', '=', teamId)
    .where('user_id', 'in', userIds)
    .where('everything', '=', true)
    .execute()
  const blocking = new Map<string, Set<string>>()
  for (const { user_id: userId, other } of rows)
    blocking.set(userId, (blocking.get(userId) ?? new Set<string>()).add(other))
  return blocking
}

/** Those of `userIds` who want nothing at all from `from`. */
export async function findClosedTo(
  { db, teamId }: BlockScope,
  from: string,
  userIds: readonly string[],
): Promise<Set<string>> {
  if (!userIds.length) return new Set()
  const { rows } = await sql<{ user_id: string }>`${selectClosedTo(teamId, from, userIds)}`.execute(db)
  return new Set(rows.map((row) => row.user_id))
}

/** The same as a query; `from` undefined = the clock, which nobody blocks. */
export function selectClosedTo(
  teamId: string,
  from: string | undefined,
  userIds: readonly string[],
): RawBuilder<unknown> {
  return sql`select user_id from refusals
      where team_id = ${teamId} and user_id = any(${userIds}) and other = ${from ?? null}::text and everything`
}

/** Those of `userIds` who want no feedback, or nothing at all, from `other`. */
export async function findBlocked(
  { db, teamId }: BlockScope,
  userIds: readonly string[],
  other: string,
): Promise<Set<string>> {
  if (!userIds.length) return new Set()
  const rows = await db
    .selectFrom('refusals')
    .select('user_id')
    .where('team_id', '=', teamId)
    .where('user_id', 'in', userIds)
    .where('other', '=', other)
    .execute()
  return new Set(rows.map((row) => row.user_id))
}

/** Whether `userId` wants no feedback, or nothing at all, from `other`. */
export async function findBlock(
  { db, teamId }: BlockScope,
  userId: string,
  other: string,
): Promise<Block | undefined> {
  return db
    .selectFrom('refusals')
    .select(['other', 'everything'])
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .where('other', '=', other)
    .executeTakeFirst()
}

export async function listBlocks({ db, teamId }: BlockScope, userId: string): Promise<Block[]> {
  return db
    .selectFrom('refusals')
    .select(['other', 'everything'])
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .orderBy('other')
    .execute()
}

/** A block of everything stays one where feedback alone is blocked later. */
export async function insertBlock(
  { db, teamId }: BlockScope,
  userId: string,
  { other, everything }: Block,
): Promise<void> {
  await db
    .insertInto('refusals')
    .values({ team_id: teamId, user_id: userId, other, everything })
    .onConflict((oc) => {
      const same = oc.columns(['team_id', 'user_id', 'other'])
      return everything ? same.doUpdateSet({ everything }) : same.doNothing()
    })
    .execute()
}

/** Whether there was one. */
export async function deleteBlock(
  { db, teamId }: BlockScope,
  userId: string,
  { other, everything }: Block,
): Promise<boolean> {
  const deleted = await db
    .deleteFrom('refusals')
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .where('other', '=', other)
    .where('everything', '=', everything)
    .executeTakeFirst()
  return deleted.numDeletedRows > 0
}

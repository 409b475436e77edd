/** Somebody for an example: the one with whom a person made their latest promise, or else anybody who is known. */
import { sql } from 'kysely'
import type { Scope } from '../../../db/database.ts'

export async function findColleague(
  { db, teamId }: Scope,
  userId: string,
): Promise<{ name: string } | undefined> {
  const { rows } = await sql<{ name: string }>`
    select p.name from people p
    left join lateral (
      select made_at from promises
      where team_id = ${teamId} and (promisor = ${userId} and promisee = p.user_id
        or promisee = ${userId} and promisor = p.user_id)
      order by made_at desc limit 1) as latest on true
    where p.team_id = ${teamId} and p.user_id <> ${userId} and not p.is_bot and not p.has_left
      and p.name ~ '^[A-Za-z0-9._-]+$'
    order by latest.made_at desc nulls last limit 1`.execute(db)
  return rows[0]
}

/** Whether one has given the other their word, whatever came of it. */
export async function hasPromised(
  { db, teamId }: Scope,
  promisor: string,
  promisee: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('promises')
    .select('id')
    .where('team_id', '=', teamId)
    .where('promisor', '=', promisor)
    .where('promisee', '=', promisee)
    .where('state', 'not in', ['requested', 'declined', 'expired', 'withdrawn'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

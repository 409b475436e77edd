/** The promises that serve a goal. */
import { sql } from 'kysely'
import type { Scope } from '../../../db/database.ts'

export async function linkPromises(
  { db, teamId }: Scope,
  goalId: string,
  promiseIds: readonly string[],
): Promise<void> {
  await db
    .insertInto('goal_promises')
    .values(promiseIds.map((id) => ({ team_id: teamId, promise_id: id, goal_id: goalId })))
    .onConflict((oc) => oc.doNothing())
    .execute()
}

/** The latest first. */
export async function listPromiseIds(
  { db, teamId }: Scope,
  goalId: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select gp.promise_id as id from goal_promises gp
    join promises p on p.team_id = gp.team_id and p.id = gp.promise_id
    where gp.team_id = ${teamId} and gp.goal_id = ${goalId} order by p.made_at desc, p.id limit ${limit}`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}

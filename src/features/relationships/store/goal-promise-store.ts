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

/** With the later ones of a series of which one serves it; the latest first. */
export async function listPromiseIds(
  { db, teamId }: Scope,
  goalId: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with served as (
      select p.id, p.series_id, p.made_at from goal_promises gp
      join promises p on p.team_id = gp.team_id and p.id = gp.promise_id
      where gp.team_id = ${teamId} and gp.goal_id = ${goalId})
    select id, made_at from served
    union
    select p.id, p.made_at from promises p
    where p.team_id = ${teamId} and p.series_id in (select series_id from served)
    order by made_at desc, id limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}

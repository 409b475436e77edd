/** Who is asked into a goal, is in it, or has left it. */
import { sql } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import type { GoalMemberState } from '../domain/goal.ts'

/** Those who were asked before stay as they are. */
export async function insertMembers(
  { db, teamId }: Scope,
  {
    goalId,
    userIds,
    state,
    now,
  }: { goalId: string; userIds: readonly string[]; state: GoalMemberState; now: Date },
): Promise<string[]> {
  if (!userIds.length) return []
  const rows = await db
    .insertInto('goal_members')
    .values(
      userIds.map((userId) => ({ team_id: teamId, goal_id: goalId, user_id: userId, state, asked_at: now })),
    )
    .onConflict((oc) => oc.doNothing())
    .returning('user_id')
    .execute()
  return rows.map((row) => row.user_id)
}

export async function setMember(
  { db, teamId }: Scope,
  { goalId, userId, state }: { goalId: string; userId: string; state: GoalMemberState },
): Promise<void> {
  await db
    .updateTable('goal_members')
    .set({ state })
    .where('team_id', '=', teamId)
    .where('goal_id', '=', goalId)
    .where('user_id', '=', userId)
    .execute()
}

/** Goals that somebody leaves with the workspace; one in which nobody is left closes. */
export async function leaveGoals(
  { db, teamId }: Pick<Scope, 'db' | 'teamId'>,
  userId: string,
  now: Date,
): Promise<void> {
  await sql`
    update goal_members set state = 'left'
    where team_id = ${teamId} and user_id = ${userId} and state in ('in', 'invited')`.execute(db)
  await closeDeserted({ db, teamId }, userId, now)
}

export async function closeDeserted(
  { db, teamId }: Pick<Scope, 'db' | 'teamId'>,
  userId: string,
  now: Date,
): Promise<void> {
  await sql`
    update shared_goals g set closed_at = ${now}
    where g.team_id = ${teamId} and g.closed_at is null
      and g.id in (select goal_id from goal_members where team_id = ${teamId} and user_id = ${userId})
      and not exists (
        select from goal_members m where m.team_id = g.team_id and m.goal_id = g.id and m.state = 'in')`.execute(
    db,
  )
}

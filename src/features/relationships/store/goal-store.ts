/** Goals, who is in them, and the promises that serve them. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import { aadOf, decryptOr } from '../../../db/encryption.ts'
import { isId } from '../../../db/id.ts'
import type { Goal, GoalMember, GoalMemberState } from '../domain/goal.ts'

export async function insertGoal(
  { db, teamId, cipher }: Scope,
  { name, why, madeBy, now }: { name: string; why: string; madeBy: string; now: Date },
): Promise<string> {
  const id = randomUUID()
  await db
    .insertInto('shared_goals')
    .values({
      team_id: teamId,
      id,
      made_by: madeBy,
      name: cipher.encrypt(name, goalAad(teamId, 'name', id)),
      why: why && cipher.encrypt(why, goalAad(teamId, 'why', id)),
      made_at: now,
      closed_at: null,
    })
    .execute()
  return id
}

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

/** Locked until the transaction ends, so that two answers at once do not pass each other. */
export async function lockGoal(scope: Scope, id: string): Promise<Goal | undefined> {
  if (!isId(id)) return undefined
  await sql`select from shared_goals where team_id = ${scope.teamId} and id = ${id} for update`.execute(
    scope.db,
  )
  return (await findGoals(scope, [id])).get(id)
}

export async function findGoals(scope: Scope, ids: readonly string[]): Promise<Map<string, Goal>> {
  const known = ids.filter(isId)
  return known.length ? readGoals(scope, sql`g.id = any(${known}::uuid[])`) : new Map()
}

/** Open goals that somebody is in or is asked into, the oldest first. */
export async function listOpenGoals(scope: Scope, userId: string): Promise<Goal[]> {
  return (await listGoalsOf(scope, userId)).filter(({ closedAt }) => !closedAt)
}

/** With the closed ones, which are kept for a while. */
export async function listGoalsOf(scope: Scope, userId: string): Promise<Goal[]> {
  const goals = await readGoals(
    scope,
    sql`g.id in (
      select goal_id from goal_members
      where team_id = ${scope.teamId} and user_id = ${userId} and state in ('in', 'invited'))`,
  )
  return [...goals.values()]
}

export async function closeGoal({ db, teamId }: Scope, id: string, now: Date): Promise<void> {
  await db
    .updateTable('shared_goals')
    .set({ closed_at: now })
    .where('team_id', '=', teamId)
    .where('id', '=', id)
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

/** The words of a goal go with whoever wrote them. */
export async function forgetGoalWords(
  { db, teamId }: Pick<Scope, 'db' | 'teamId'>,
  userId: string,
): Promise<void> {
  await sql`
    update shared_goals set name = '', why = '' where team_id = ${teamId} and made_by = ${userId}`.execute(db)
}

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

async function readGoals(scope: Scope, which: ReturnType<typeof sql>): Promise<Map<string, Goal>> {
  const { db, teamId, cipher } = scope
  const { rows } = await sql<GoalRow>`
    select g.id, g.made_by, g.name, g.why, g.made_at, g.closed_at, array(
      select jsonb_build_object('userId', m.user_id, 'state', m.state) from goal_members m
      where m.team_id = g.team_id and m.goal_id = g.id order by m.user_id) as members
    from shared_goals g where g.team_id = ${teamId} and ${which} order by g.made_at, g.id`.execute(db)
  const text = (column: 'name' | 'why', id: string, stored: string) =>
    stored && decryptOr(() => cipher.decrypt(stored, goalAad(teamId, column, id)), '')
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        madeBy: row.made_by,
        name: text('name', row.id, row.name) || 'a goal without a name',
        why: text('why', row.id, row.why),
        madeAt: row.made_at,
        closedAt: row.closed_at ?? undefined,
        members: row.members,
      },
    ]),
  )
}

interface GoalRow {
  id: string
  made_by: string
  name: string
  why: string
  made_at: Date
  closed_at: Date | null
  members: GoalMember[]
}

function goalAad(teamId: string, column: 'name' | 'why', id: string): string {
  return aadOf('shared_goals', column, teamId, id)
}

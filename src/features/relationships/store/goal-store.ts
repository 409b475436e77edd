/** Goals, with who is in them. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import { aadOf, decryptOr } from '../../../db/encryption.ts'
import { isId } from '../../../db/id.ts'
import type { Goal, GoalMember } from '../domain/goal.ts'

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

/** The words of a goal go with whoever wrote them. */
export async function forgetGoalWords(
  { db, teamId }: Pick<Scope, 'db' | 'teamId'>,
  userId: string,
): Promise<void> {
  await sql`
    update shared_goals set name = '', why = '' where team_id = ${teamId} and made_by = ${userId}`.execute(db)
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

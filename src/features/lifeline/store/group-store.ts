import type { Selectable } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import { isId } from '../../../db/id.ts'
import type { Group, Member, MemberState } from '../domain/group.ts'
import type { LifelineGroupsTable } from './tables.ts'

export async function insertGroup({ db, teamId }: Scope, group: Group): Promise<void> {
  const { id, starter, state, gatheredAt, members } = group
  await db
    .insertInto('lifeline_groups')
    .values({
      team_id: teamId,
      id,
      starter,
      state,
      gathered_at: gatheredAt,
      started_at: null,
      ended_at: null,
    })
    .execute()
  await db
    .insertInto('lifeline_members')
    .values(members.map((one) => ({ team_id: teamId, group_id: id, user_id: one.userId, state: one.state })))
    .execute()
}

export async function saveGroup({ db, teamId }: Scope, group: Group): Promise<void> {
  const { id, state, startedAt, endedAt } = group
  await db
    .updateTable('lifeline_groups')
    .set({ state, started_at: startedAt ?? null, ended_at: endedAt ?? null })
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .execute()
}

export async function saveMember(
  { db, teamId }: Scope,
  groupId: string,
  userId: string,
  state: MemberState,
): Promise<void> {
  await db
    .updateTable('lifeline_members')
    .set({ state })
    .where('team_id', '=', teamId)
    .where('group_id', '=', groupId)
    .where('user_id', '=', userId)
    .execute()
}

/** Locked until the transaction ends, so that two last yeses begin it once. */
export async function lockGroup(scope: Scope, id: string): Promise<Group | undefined> {
  if (!isId(id)) return undefined
  const row = await scope.db
    .selectFrom('lifeline_groups')
    .selectAll()
    .where('team_id', '=', scope.teamId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && (await withMembers(scope, [row]))[0]
}

export async function findGroups(scope: Scope, ids: readonly string[]): Promise<Map<string, Group>> {
  const known = ids.filter(isId)
  if (!known.length) return new Map()
  const rows = await scope.db
    .selectFrom('lifeline_groups')
    .selectAll()
    .where('team_id', '=', scope.teamId)
    .where('id', 'in', known)
    .execute()
  return new Map((await withMembers(scope, rows)).map((group) => [group.id, group]))
}

/** Groups that have not ended, in which somebody is or to which they are invited, oldest first. */
export async function listGroupsOf(scope: Scope, userId: string): Promise<Group[]> {
  const rows = await scope.db
    .selectFrom('lifeline_groups as g')
    .innerJoin('lifeline_members as m', (join) =>
      join.onRef('m.team_id', '=', 'g.team_id').onRef('m.group_id', '=', 'g.id'),
    )
    .selectAll('g')
    .where('g.team_id', '=', scope.teamId)
    .where('m.user_id', '=', userId)
    .where('m.state', 'in', ['invited', 'in'])
    .where('g.state', '<>', 'ended')
    .orderBy('g.gathered_at')
    .orderBy('g.id')
    .execute()
  return withMembers(scope, rows)
}

/** The group that somebody asked together last. */
export async function findLastGathered(scope: Scope, starter: string): Promise<Group | undefined> {
  const row = await scope.db
    .selectFrom('lifeline_groups')
    .selectAll()
    .where('team_id', '=', scope.teamId)
    .where('starter', '=', starter)
    .orderBy('gathered_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && (await withMembers(scope, [row]))[0]
}

async function withMembers(
  { db, teamId }: Scope,
  rows: readonly Selectable<LifelineGroupsTable>[],
): Promise<Group[]> {
  if (!rows.length) return []
  const members = await db
    .selectFrom('lifeline_members')
    .selectAll()
    .where('team_id', '=', teamId)
    .where(
      'group_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('user_id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    starter: row.starter,
    state: row.state,
    gatheredAt: row.gathered_at,
    startedAt: row.started_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    members: members.flatMap((one): Member[] =>
      one.group_id === row.id ? [{ userId: one.user_id, state: one.state }] : [],
    ),
  }))
}

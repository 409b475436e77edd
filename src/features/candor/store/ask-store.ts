import type { Selectable } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import { isId } from '../../../db/id.ts'
import type { Ask, AskState, InPerson } from '../domain/round.ts'
import type { CandorAsksTable } from './tables.ts'

export async function insertAsks({ db, teamId }: Scope, asks: readonly Ask[]): Promise<void> {
  if (!asks.length) return
  // In the order of their random ids, so that the order of rows in the file tells nothing.
  const rows = asks
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, roundId, ally, state, mayBeAnonymous, inPerson }) => ({
      team_id: teamId,
      round_id: roundId,
      ally,
      id,
      state,
      may_be_anonymous: mayBeAnonymous,
      in_person: inPerson ?? null,
    }))
  await db.insertInto('candor_asks').values(rows).execute()
}

export async function deleteAsks({ db, teamId }: Scope, roundId: string): Promise<void> {
  await db.deleteFrom('candor_asks').where('team_id', '=', teamId).where('round_id', '=', roundId).execute()
}

export async function listAsks({ db, teamId }: Scope, roundIds: readonly string[]): Promise<Ask[]> {
  if (!roundIds.length) return []
  const rows = await db
    .selectFrom('candor_asks')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('round_id', 'in', [...new Set(roundIds)])
    .orderBy('ally')
    .execute()
  return rows.map(toAsk)
}

export async function findAsks({ db, teamId }: Scope, ids: readonly string[]): Promise<Map<string, Ask>> {
  const known = ids.filter(isId)
  if (!known.length) return new Map()
  const rows = await db
    .selectFrom('candor_asks')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', 'in', known)
    .execute()
  return new Map(rows.map((row) => [row.id, toAsk(row)]))
}

export async function setAskState({ db, teamId }: Scope, id: string, state: AskState): Promise<void> {
  await db
    .updateTable('candor_asks')
    .set({ state })
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .execute()
}

/** Whether it is said face to face in place of writing it. */
export async function setInPerson(
  { db, teamId }: Scope,
  id: string,
  inPerson: InPerson | undefined,
): Promise<void> {
  await db
    .updateTable('candor_asks')
    .set({ in_person: inPerson ?? null })
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .execute()
}

/** The question of one round that was put to one person. */
export async function findAskOf(
  { db, teamId }: Scope,
  roundId: string,
  ally: string,
): Promise<Ask | undefined> {
  const row = await db
    .selectFrom('candor_asks')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('round_id', '=', roundId)
    .where('ally', '=', ally)
    .executeTakeFirst()
  return row && toAsk(row)
}

/** The open questions that wait for an ally, soonest to close first. */
export async function listOpenAsks({ db, teamId }: Scope, ally: string, limit: number): Promise<Ask[]> {
  const rows = await db
    .selectFrom('candor_asks as a')
    .innerJoin('candor_rounds as r', (join) =>
      join.onRef('r.team_id', '=', 'a.team_id').onRef('r.id', '=', 'a.round_id'),
    )
    .innerJoin('circle_members as m', (join) =>
      join
        .onRef('m.team_id', '=', 'a.team_id')
        .onRef('m.asker', '=', 'r.asker')
        .onRef('m.ally', '=', 'a.ally')
        .on('m.standing', '=', 'in'),
    )
    .selectAll('a')
    .where('a.team_id', '=', teamId)
    .where('a.ally', '=', ally)
    .where('a.state', '=', 'asked')
    .where('r.state', '=', 'open')
    .orderBy('r.closes_at')
    .limit(limit)
    .execute()
  return rows.map(toAsk)
}

/** Closes the questions put to somebody who left the workspace. */
export async function closeAsksOf({ db, teamId }: Scope, ally: string): Promise<Ask[]> {
  const rows = await db
    .updateTable('candor_asks')
    .set({ state: 'gone' })
    .where('team_id', '=', teamId)
    .where('ally', '=', ally)
    .where('state', 'in', ['chosen', 'asked'])
    .returningAll()
    .execute()
  return rows.map(toAsk)
}

function toAsk(row: Selectable<CandorAsksTable>): Ask {
  return {
    id: row.id,
    roundId: row.round_id,
    ally: row.ally,
    state: row.state,
    mayBeAnonymous: row.may_be_anonymous,
    inPerson: row.in_person ?? undefined,
  }
}

/** Who was asked, and that they responded. */
import { randomUUID } from 'node:crypto'
import { sql, type Selectable } from 'kysely'
import type { Db, Scope } from '../../../db/database.ts'
import { isId } from '../../../db/id.ts'
import { forgotten } from '../../../db/table-rules.ts'
import type { Ask } from '../domain/pulse.ts'
import type { AskedPulse } from '../domain/compare.ts'
import type { PulseAsksTable } from './tables.ts'

export async function insertListed({ db, teamId }: Scope, pulseId: string, userIds: Iterable<string>) {
  const rows = [...userIds].map((userId) => ({ id: randomUUID(), userId }))
  // In the order of their random ids, so that the order of rows in the file tells nothing.
  const sorted = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  await sql`
    insert into pulse_asks (team_id, id, pulse_id, user_id, state)
    select ${teamId}::text, r.id, ${pulseId}::uuid, r.user_id, 'listed'
    from unnest(${sorted.map(({ id }) => id)}::uuid[], ${sorted.map(({ userId }) => userId)}::text[]) as r(id, user_id)`.execute(
    db,
  )
}

export async function listListed({ db, teamId }: Scope, pulseId: string): Promise<Ask[]> {
  const rows = await db
    .selectFrom('pulse_asks')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('pulse_id', '=', pulseId)
    .where('state', '=', 'listed')
    .where('user_id', '<>', forgotten)
    .execute()
  return rows.map(toAsk)
}

export async function setAsked({ db, teamId }: Scope, asks: readonly Ask[]): Promise<void> {
  await sql`
    update pulse_asks set state = 'asked'
    where team_id = ${teamId} and id = any(${asks.map(({ id }) => id)}::uuid[]) and state = 'listed'`.execute(
    db,
  )
}

export async function setDone({ db, teamId }: Scope, id: string): Promise<void> {
  await db
    .updateTable('pulse_asks')
    .set({ state: 'done' })
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .execute()
}

export async function deleteAsked({ db, teamId }: Scope, asks: readonly Ask[]): Promise<void> {
  await sql`
    delete from pulse_asks where team_id = ${teamId} and id = any(${asks.map(({ id }) => id)}::uuid[])`.execute(
    db,
  )
}

/** Members of whom Slack never said who they are. */
export async function deleteListed({ db, teamId }: Scope, pulseId: string): Promise<void> {
  await db
    .deleteFrom('pulse_asks')
    .where('team_id', '=', teamId)
    .where('pulse_id', '=', pulseId)
    .where('state', '=', 'listed')
    .execute()
}

export async function findPulseAsks(
  { db, teamId }: Scope,
  ids: readonly string[],
): Promise<Map<string, Ask>> {
  const known = ids.filter(isId)
  if (!known.length) return new Map()
  const rows = await db
    .selectFrom('pulse_asks')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', 'in', known)
    .execute()
  return new Map(rows.map((row) => [row.id, toAsk(row)]))
}

export async function listPulseAsks({ db, teamId }: Scope, pulseId: string): Promise<Ask[]> {
  const rows = await db
    .selectFrom('pulse_asks')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('pulse_id', '=', pulseId)
    .where('state', '<>', 'listed')
    .execute()
  return rows.map(toAsk)
}

/** What a person was asked, newest first. */
export async function listAsksOf({ db, teamId }: Scope, userId: string, limit: number): Promise<Ask[]> {
  const rows = await db
    .selectFrom('pulse_asks as a')
    .innerJoin('pulses as p', (join) =>
      join.onRef('p.team_id', '=', 'a.team_id').onRef('p.id', '=', 'a.pulse_id'),
    )
    .selectAll('a')
    .where('a.team_id', '=', teamId)
    .where('a.user_id', '=', userId)
    .where('a.state', '<>', 'listed')
    .orderBy('p.opened_at', 'desc')
    .orderBy('a.id')
    .limit(limit)
    .execute()
  return rows.map(toAsk)
}

/** Whoever was forgotten counts as somebody of their own in each pulse: nobody knows any more who that was. */
export async function loadAsked({ db, teamId }: Scope, pulseIds: readonly string[]): Promise<AskedPulse[]> {
  if (!pulseIds.length) return []
  const rows = await db
    .selectFrom('pulse_asks')
    .select(['id', 'pulse_id', 'user_id'])
    .where('team_id', '=', teamId)
    .where('pulse_id', 'in', pulseIds)
    .where('state', '<>', 'listed')
    .execute()
  return pulseIds.map((id) => {
    const own = rows.filter((row) => row.pulse_id === id)
    return { id, asked: new Set(own.map((row) => (row.user_id === forgotten ? row.id : row.user_id))) }
  })
}

/** Members, in any workspace, whose profile is not stored yet; at random, so that one whom Slack does not know holds up nobody. */
export async function listUnknownMembers(
  db: Db,
  limit: number,
): Promise<{ teamId: string; userId: string }[]> {
  const { rows } = await sql<{ teamId: string; userId: string }>`
    select a.team_id as "teamId", a.user_id as "userId" from pulse_asks a
    join workspaces w on w.team_id = a.team_id and w.state = 'active'
    where a.state = 'listed' and a.user_id <> ${forgotten}
      and not exists (select from people p where p.team_id = a.team_id and p.user_id = a.user_id)
    order by random() limit ${limit}`.execute(db)
  return rows
}

function toAsk(row: Selectable<PulseAsksTable>): Ask {
  return { id: row.id, pulseId: row.pulse_id, userId: row.user_id, state: row.state }
}

import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../../../db/database.ts'
import { encrypt, decrypt } from '../../../db/encryption.ts'
import type { Ask, AskState, Anonymity, Round } from '../domain/round.ts'
import { decryptOr } from './decrypt-or.ts'
import type { CandorAsksTable, CandorRoundsTable } from './tables.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
export function isId(text: string): boolean {
  return uuid.test(text)
}

export async function insertRound(
  tx: Tx,
  key: Buffer,
  teamId: string,
  round: Round,
  begunAt: Date,
): Promise<void> {
  await tx
    .insertInto('candor_rounds')
    .values({
      team_id: teamId,
      id: round.id,
      asker: round.asker,
      begun_at: begunAt,
      ...changing(key, teamId, round),
    })
    .execute()
}

export async function saveRound(tx: Tx, key: Buffer, teamId: string, round: Round): Promise<void> {
  await tx
    .updateTable('candor_rounds')
    .set(changing(key, teamId, round))
    .where('team_id', '=', teamId)
    .where('id', '=', round.id)
    .execute()
}

export async function lockRound(tx: Tx, key: Buffer, teamId: string, id: string): Promise<Round | undefined> {
  if (!isId(id)) return undefined
  const row = await tx
    .selectFrom('candor_rounds')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && toRound(key, row)
}

export async function findRounds(
  db: Db | Tx,
  key: Buffer,
  teamId: string,
  ids: readonly string[],
): Promise<Map<string, Round>> {
  if (!ids.length) return new Map()
  const rows = await db
    .selectFrom('candor_rounds')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, toRound(key, row)]))
}

/** An asker's rounds in these states, newest first. */
export async function listRounds(
  db: Db | Tx,
  key: Buffer,
  teamId: string,
  asker: string,
  { states, nameless, limit }: { states: readonly Round['state'][]; nameless?: Anonymity; limit: number },
): Promise<Round[]> {
  const rows = await db
    .selectFrom('candor_rounds')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('asker', '=', asker)
    .where('state', 'in', states)
    .$if(nameless !== undefined, (query) => query.where('nameless', '=', nameless!))
    .orderBy('begun_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => toRound(key, row))
}

export async function insertAsks(tx: Tx, teamId: string, asks: readonly Ask[]): Promise<void> {
  if (!asks.length) return
  // In the order of their ids, which is chance: the rows' places tell nothing.
  const rows = asks
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, roundId, ally, state }) => ({ team_id: teamId, round_id: roundId, ally, id, state }))
  await tx.insertInto('candor_asks').values(rows).execute()
}

export async function deleteAsks(tx: Tx, teamId: string, roundId: string): Promise<void> {
  await tx.deleteFrom('candor_asks').where('team_id', '=', teamId).where('round_id', '=', roundId).execute()
}

export async function listAsks(db: Db | Tx, teamId: string, roundIds: readonly string[]): Promise<Ask[]> {
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

export async function findAsks(
  db: Db | Tx,
  teamId: string,
  ids: readonly string[],
): Promise<Map<string, Ask>> {
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

export async function setAskState(tx: Tx, teamId: string, id: string, state: AskState): Promise<void> {
  await tx
    .updateTable('candor_asks')
    .set({ state })
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .execute()
}

/** The open questions that wait for an ally, soonest to close first. */
export async function listOpenAsks(db: Db | Tx, teamId: string, ally: string, limit: number): Promise<Ask[]> {
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

export interface AskedTimes {
  /** Over all circles, of the last eight days. */
  recent: Date[]
  lastByAsker: Date | undefined
}

/**
 * When each of `allies` was asked. Locks the people until the transaction ends, so that two askers can't both take
 * somebody's last place of the week.
 */
export async function lockAskedTimes(
  tx: Tx,
  teamId: string,
  asker: string,
  allies: readonly string[],
  now: Date,
): Promise<Map<string, AskedTimes>> {
  if (!allies.length) return new Map()
  await sql`
    select from people where team_id = ${teamId} and user_id = any(${allies}) order by user_id for update`.execute(
    tx,
  )
  const { rows } = await sql<{ ally: string; recent: Date[] | null; last: Date | null }>`
    select a.ally,
      array_agg(r.opened_at) filter (where r.opened_at > ${now}::timestamptz - interval '8 days') as recent,
      max(r.opened_at) filter (where r.asker = ${asker}) as last
    from candor_asks a join candor_rounds r on r.team_id = a.team_id and r.id = a.round_id
    where a.team_id = ${teamId} and a.ally = any(${allies}) and r.opened_at is not null
      and a.state <> 'chosen'
    group by a.ally`.execute(tx)
  return new Map(
    rows.map((row) => [row.ally, { recent: row.recent ?? [], lastByAsker: row.last ?? undefined }]),
  )
}

/** Somebody left the workspace: nothing more is expected of them. */
export async function letGoOfAsks(tx: Tx, teamId: string, ally: string): Promise<Ask[]> {
  const rows = await tx
    .updateTable('candor_asks')
    .set({ state: 'gone' })
    .where('team_id', '=', teamId)
    .where('ally', '=', ally)
    .where('state', 'in', ['chosen', 'asked'])
    .returningAll()
    .execute()
  return rows.map(toAsk)
}

function changing(key: Buffer, teamId: string, round: Round) {
  return {
    question: encrypt(round.question, key, `candor_rounds|question|${teamId}|${round.id}`),
    state: round.state,
    nameless: round.anonymity,
    parent: round.parent ?? null,
    opened_at: round.openedAt ?? null,
    closes_at: round.closesAt ?? null,
    closed_at: round.closedAt ?? null,
    late_until: round.lateUntil ?? null,
  }
}

function toRound(key: Buffer, row: Selectable<CandorRoundsTable>): Round {
  return {
    id: row.id,
    asker: row.asker,
    question: decryptOr(
      () => decrypt(row.question, key, `candor_rounds|question|${row.team_id}|${row.id}`),
      'a question that can no longer be opened',
    ),
    state: row.state,
    anonymity: row.nameless,
    parent: row.parent ?? undefined,
    openedAt: row.opened_at ?? undefined,
    closesAt: row.closes_at ?? undefined,
    closedAt: row.closed_at ?? undefined,
    lateUntil: row.late_until ?? undefined,
  }
}

function toAsk(row: Selectable<CandorAsksTable>): Ask {
  return { id: row.id, roundId: row.round_id, ally: row.ally, state: row.state }
}

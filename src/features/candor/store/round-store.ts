import { decryptOr, aadOf } from '../../../db/encryption.ts'
import type { Selectable } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import type { Cipher } from '../../../db/encryption.ts'
import type { Anonymity, Round } from '../domain/round.ts'
import { isId } from '../../../db/id.ts'
import type { CandorRoundsTable } from './tables.ts'

export async function insertRound(scope: Scope, round: Round, begunAt: Date): Promise<void> {
  const { db, teamId } = scope
  await db
    .insertInto('candor_rounds')
    .values({
      team_id: teamId,
      id: round.id,
      asker: round.asker,
      begun_at: begunAt,
      ...toRow(scope, round),
    })
    .execute()
}

export async function saveRound(scope: Scope, round: Round): Promise<void> {
  const { db, teamId } = scope
  await db
    .updateTable('candor_rounds')
    .set(toRow(scope, round))
    .where('team_id', '=', teamId)
    .where('id', '=', round.id)
    .execute()
}

export async function lockRound({ db, teamId, cipher }: Scope, id: string): Promise<Round | undefined> {
  if (!isId(id)) return undefined
  const row = await db
    .selectFrom('candor_rounds')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && toRound(cipher, row)
}

export async function findRounds(
  { db, teamId, cipher }: Scope,
  ids: readonly string[],
): Promise<Map<string, Round>> {
  if (!ids.length) return new Map()
  const rows = await db
    .selectFrom('candor_rounds')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, toRound(cipher, row)]))
}

/** An asker's rounds in these states, newest first. */
export async function listRounds(
  { db, teamId, cipher }: Scope,
  asker: string,
  { states, anonymity, limit }: { states: readonly Round['state'][]; anonymity?: Anonymity; limit: number },
): Promise<Round[]> {
  const rows = await db
    .selectFrom('candor_rounds')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('asker', '=', asker)
    .where('state', 'in', states)
    .$if(anonymity !== undefined, (query) => query.where('nameless', '=', anonymity!))
    .orderBy('begun_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => toRound(cipher, row))
}

function toRow({ cipher, teamId }: Scope, round: Round) {
  return {
    question: cipher.encrypt(round.question, roundAad('question', teamId, round.id)),
    state: round.state,
    nameless: round.anonymity,
    parent: round.parent ?? null,
    opened_at: round.openedAt ?? null,
    closes_at: round.closesAt ?? null,
    closed_at: round.closedAt ?? null,
    late_until: round.lateUntil ?? null,
    own_line: round.ownLine ? cipher.encrypt(round.ownLine, roundAad('own_line', teamId, round.id)) : null,
    is_single: round.isSingle,
  }
}

function toRound(cipher: Cipher, row: Selectable<CandorRoundsTable>): Round {
  return {
    id: row.id,
    asker: row.asker,
    question: decryptOr(
      () => cipher.decrypt(row.question, roundAad('question', row.team_id, row.id)),
      'a question that can no longer be opened',
    ),
    state: row.state,
    anonymity: row.nameless,
    parent: row.parent ?? undefined,
    openedAt: row.opened_at ?? undefined,
    closesAt: row.closes_at ?? undefined,
    closedAt: row.closed_at ?? undefined,
    lateUntil: row.late_until ?? undefined,
    ownLine:
      row.own_line === null
        ? undefined
        : decryptOr(
            () => cipher.decrypt(row.own_line!, roundAad('own_line', row.team_id, row.id)),
            undefined,
          ),
    isSingle: row.is_single,
  }
}

function roundAad(column: 'question' | 'own_line', teamId: string, id: string): string {
  return aadOf('candor_rounds', column, teamId, id)
}

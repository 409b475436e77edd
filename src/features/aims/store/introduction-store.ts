import type { Selectable } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import { aadOf, decryptOr, type Cipher } from '../../../db/encryption.ts'
import { isId } from '../../../db/id.ts'
import type { Introduction, IntroductionState } from '../domain/introduction.ts'
import type { AimIntroductionsTable } from './tables.ts'

export async function insertIntroduction({ db, teamId, cipher }: Scope, one: Introduction): Promise<void> {
  const { id, first, second, state, shared, offeredAt } = one
  await db
    .insertInto('aim_introductions')
    .values({
      team_id: teamId,
      id,
      first,
      second,
      state,
      shared: cipher.encrypt(JSON.stringify(shared), sharedAad(teamId, id)),
      offered_at: offeredAt,
    })
    .execute()
}

export async function setIntroductionState(
  { db, teamId }: Scope,
  id: string,
  state: IntroductionState,
): Promise<void> {
  await db
    .updateTable('aim_introductions')
    .set({ state })
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .execute()
}

export async function lockIntroduction(
  { db, teamId, cipher }: Scope,
  id: string,
): Promise<Introduction | undefined> {
  if (!isId(id)) return undefined
  const row = await db
    .selectFrom('aim_introductions')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && toIntroduction(cipher, row)
}

export async function findIntroductions(
  { db, teamId, cipher }: Scope,
  ids: readonly string[],
): Promise<Map<string, Introduction>> {
  const known = ids.filter(isId)
  if (!known.length) return new Map()
  const rows = await db
    .selectFrom('aim_introductions')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', 'in', known)
    .execute()
  return new Map(rows.map((row) => [row.id, toIntroduction(cipher, row)]))
}

/** Every introduction in which one of these people stands. */
export async function listIntroductions(
  { db, teamId, cipher }: Scope,
  userIds: readonly string[],
): Promise<Introduction[]> {
  if (!userIds.length) return []
  const rows = await db
    .selectFrom('aim_introductions')
    .selectAll()
    .where('team_id', '=', teamId)
    .where((eb) => eb.or([eb('first', 'in', userIds), eb('second', 'in', userIds)]))
    .orderBy('offered_at')
    .execute()
  return rows.map((row) => toIntroduction(cipher, row))
}

function toIntroduction(cipher: Cipher, row: Selectable<AimIntroductionsTable>): Introduction {
  const aad = sharedAad(row.team_id, row.id)
  return {
    id: row.id,
    first: row.first,
    second: row.second,
    state: row.state,
    shared: decryptOr(() => JSON.parse(cipher.decrypt(row.shared, aad)) as string[], []),
    offeredAt: row.offered_at,
  }
}

function sharedAad(teamId: string, id: string): string {
  return aadOf('aim_introductions', 'shared', teamId, id)
}

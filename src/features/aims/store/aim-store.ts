/** What people want to build or learn, encrypted; read by its writer, and by the matching. */
import type { Selectable } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import { aadOf, decryptOr, type Cipher } from '../../../db/encryption.ts'
import type { Aims } from '../domain/match.ts'
import type { AimsTable } from './tables.ts'

export interface SavedAims extends Aims {
  /** They may be introduced to somebody. */
  isOpen: boolean
}

/** People of one workspace whose aims are compared at a time, who saved theirs last: three texts each are opened. */
const mostCompared = 1000

export async function saveAims({ db, teamId, cipher }: Scope, aims: SavedAims, now: Date): Promise<void> {
  const row = {
    lines: aims.lines.map((line) => cipher.encrypt(line, linesAad(teamId, aims.userId))),
    is_open: aims.isOpen,
    saved_at: now,
  }
  await db
    .insertInto('aims')
    .values({ team_id: teamId, user_id: aims.userId, ...row })
    .onConflict((oc) => oc.columns(['team_id', 'user_id']).doUpdateSet(row))
    .execute()
}

export async function deleteAims({ db, teamId }: Scope, userId: string): Promise<void> {
  await db.deleteFrom('aims').where('team_id', '=', teamId).where('user_id', '=', userId).execute()
}

export async function closeAims({ db, teamId }: Scope, userId: string): Promise<void> {
  await db
    .updateTable('aims')
    .set({ is_open: false })
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .execute()
}

export async function findAims(
  { db, teamId, cipher }: Scope,
  userId: string,
): Promise<SavedAims | undefined> {
  const row = await db
    .selectFrom('aims')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row && toAims(cipher, row)
}

/** Those of others who may be introduced. */
export async function listOpenAims({ db, teamId, cipher }: Scope, but: string): Promise<SavedAims[]> {
  const rows = await db
    .selectFrom('aims')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('is_open', '=', true)
    .where('user_id', '<>', but)
    .orderBy('saved_at', 'desc')
    .limit(mostCompared)
    .execute()
  return rows.map((row) => toAims(cipher, row))
}

/** A line that can't be decrypted is left out. */
function toAims(cipher: Cipher, row: Selectable<AimsTable>): SavedAims {
  const aad = linesAad(row.team_id, row.user_id)
  const lines = row.lines.map((line) => decryptOr(() => cipher.decrypt(line, aad), '')).filter(Boolean)
  return { userId: row.user_id, lines, isOpen: row.is_open }
}

function linesAad(teamId: string, userId: string): string {
  return aadOf('aims', 'lines', teamId, userId)
}

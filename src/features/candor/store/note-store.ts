/** Notes to oneself, sealed. */
import { randomUUID } from 'node:crypto'
import type { Db, Tx } from '../../../db/database.ts'
import { encrypt, decrypt } from '../../../db/encryption.ts'
import { undecryptable } from './answer-store.ts'
import { decryptOr } from './decrypt-or.ts'

export async function insertNote(
  tx: Tx,
  key: Buffer,
  teamId: string,
  userId: string,
  text: string,
  now: Date,
): Promise<void> {
  const id = randomUUID()
  const body = encrypt(text, key, `candor_notes|body|${teamId}|${id}`)
  await tx
    .insertInto('candor_notes')
    .values({ team_id: teamId, id, user_id: userId, body, written_at: now })
    .execute()
}

/** One's own notes, newest first. */
export async function listNotes(db: Db | Tx, key: Buffer, teamId: string, userId: string, limit: number) {
  const rows = await db
    .selectFrom('candor_notes')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .orderBy('written_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    text: decryptOr(
      () => decrypt(row.body, key, `candor_notes|body|${row.team_id}|${row.id}`),
      undecryptable,
    ),
    writtenAt: row.written_at,
  }))
}

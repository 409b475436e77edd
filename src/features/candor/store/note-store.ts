/** Notes to oneself, encrypted. */
import { decryptOr, aadOf } from '../../../db/encryption.ts'
import { randomUUID } from 'node:crypto'
import type { Scope } from '../../../db/database.ts'
import { undecryptable } from './answer-store.ts'

export async function insertNote(
  { db, teamId, cipher }: Scope,
  userId: string,
  text: string,
  now: Date,
): Promise<void> {
  const id = randomUUID()
  const body = cipher.encrypt(text, aadOf('candor_notes', 'body', teamId, id))
  await db
    .insertInto('candor_notes')
    .values({ team_id: teamId, id, user_id: userId, body, written_at: now })
    .execute()
}

/** One's own notes, newest first. */
export async function listNotes({ db, teamId, cipher }: Scope, userId: string, limit: number) {
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
      () => cipher.decrypt(row.body, aadOf('candor_notes', 'body', row.team_id, row.id)),
      undecryptable,
    ),
    writtenAt: row.written_at,
  }))
}

/** Promises by their words, which are encrypted in the database. */
import type pg from 'pg'
import { aadOf, createCipher, decryptStored } from '../../src/db/encryption.ts'
import { fromRow } from '../../src/features/promises/store/row.ts'
import type { Workspace } from './workspace.ts'

/** Ids of the promises with these very words. */
export async function promisesSaying({ db, config }: Workspace, what: string): Promise<string[]> {
  const rows = await db.selectFrom('promises').selectAll().execute()
  const cipher = createCipher(config.encryptionKey!)
  const read = rows.map((row) => fromRow({ teamId: row.team_id, cipher }, row))
  return read.filter((promise) => promise.what === what).map(({ id }) => id)
}

/** The words of every promise in the database that `pool` leads to, encrypted with `key`. */
export async function wordsOfPromises(pool: pg.Client | pg.Pool, key: Buffer): Promise<string[]> {
  const cipher = createCipher(key)
  const { rows } = await pool.query<{ team_id: string; id: string; what: string }>(
    'select team_id, id, what from promises',
  )
  return rows.map((row) => decryptStored(cipher, row.what, aadOf('promises', 'what', row.team_id, row.id)))
}

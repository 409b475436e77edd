/** Promises by their words, which are encrypted in the database. */
import type pg from 'pg'
import { aadOf, createCipher, decryptStored } from '../../src/db/encryption.ts'
import type { Commitment } from '../../src/features/promises/domain/commitment.ts'
import { fromRow } from '../../src/features/promises/store/row.ts'
import type { Workspace } from './workspace.ts'

export async function allPromises({ db, config }: Workspace): Promise<Commitment[]> {
  const rows = await db.selectFrom('promises').selectAll().execute()
  const cipher = createCipher(config.encryptionKey!)
  return rows.map((row) => fromRow({ teamId: row.team_id, cipher }, row))
}

/** Ids of the promises with these very words. */
export async function promisesSaying(place: Workspace, what: string): Promise<string[]> {
  const all = await allPromises(place)
  return all.filter((promise) => promise.what === what).map(({ id }) => id)
}

/** The words of every promise in the database that `pool` leads to, encrypted with `key`. */
export async function wordsOfPromises(pool: pg.Client | pg.Pool, key: Buffer): Promise<string[]> {
  const cipher = createCipher(key)
  const { rows } = await pool.query<{ team_id: string; id: string; what: string }>(
    'select team_id, id, what from promises',
  )
  return rows.map((row) => decryptStored(cipher, row.what, aadOf('promises', 'what', row.team_id, row.id)))
}

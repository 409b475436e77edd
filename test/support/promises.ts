/** Promises by their words, which are encrypted in the database. */
import { createCipher } from '../../src/db/encryption.ts'
import { fromRow } from '../../src/features/promises/store/row.ts'
import type { Workspace } from './workspace.ts'

/** Ids of the promises with these very words. */
export async function promisesSaying({ db, config }: Workspace, what: string): Promise<string[]> {
  const rows = await db.selectFrom('promises').selectAll().execute()
  const cipher = createCipher(config.encryptionKey!)
  const read = rows.map((row) => fromRow({ teamId: row.team_id, cipher }, row))
  return read.filter((promise) => promise.what === what).map(({ id }) => id)
}

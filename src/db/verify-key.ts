/** Whether the key that the process was given is the one that the database was written with. */
import { sql } from 'kysely'
import type { Db } from './database.ts'
import { keyId } from './encryption.ts'

/** A column that holds sealed text. */
export interface EncryptedColumn {
  table: string
  column: string
}

/** Thrown at start, before anybody is told that their words can't be opened. */
export class WrongKeyError extends Error {
  override readonly name = 'KeyError'
  constructor() {
    super(
      'ENCRYPTION_KEY is not the key that this database was written with, so what people wrote would stay closed. ' +
        'Nothing is lost: start again with the earlier key.',
    )
  }
}

/** Throws a KeyError when something in `columns` was sealed with another key. */
export async function verifyKey(db: Db, key: Buffer, columns: readonly EncryptedColumn[]): Promise<void> {
  for (const { table, column } of columns) {
    const { rows } = await sql<{ id: string }>`
      select split_part(${sql.ref(column)}, '.', 2) as id from ${sql.table(table)}
      where ${sql.ref(column)} is not null limit 1`.execute(db)
    if (rows[0] && rows[0].id !== keyId(key)) throw new WrongKeyError()
  }
}

/** Checks that the process was given the key with which the database was written. */
import { sql } from 'kysely'
import type { Db } from './database.ts'
import { keyId } from './encryption.ts'
import { StartError } from '../start-error.ts'

/** A column that holds encrypted values. */
export interface EncryptedColumn {
  table: string
  column: string
}

/** Thrown at start: with another key, reading what people wrote would fail one value at a time. */
export class WrongKeyError extends StartError {
  override readonly name = 'WrongKeyError'
  constructor() {
    super(
      'ENCRYPTION_KEY is not the key that this database was written with, so what people wrote could not be read. ' +
        'Nothing is lost: start again with the earlier key.',
    )
  }
}

/** Throws a WrongKeyError when a value in `columns` was encrypted with another key. */
export async function verifyKey(db: Db, key: Buffer, columns: readonly EncryptedColumn[]): Promise<void> {
  for (const { table, column } of columns) {
    const { rows } = await sql<{ id: string }>`
      select split_part(${sql.ref(column)}, '.', 2) as id from ${sql.table(table)}
      where ${sql.ref(column)} is not null limit 1`.execute(db)
    if (rows[0] && rows[0].id !== keyId(key)) throw new WrongKeyError()
  }
}

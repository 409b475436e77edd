/** Checks that the process was given the keys with which the database was written. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from './database.ts'
import { keyId } from './encryption.ts'
import { StartError } from '../start-error.ts'
import type { TableRule, TableRules } from './table-rules.ts'

/** Thrown at start: with another key, reading what people wrote would fail one value at a time. */
export class WrongKeyError extends StartError {
  override readonly name = 'WrongKeyError'
  constructor() {
    super(
      'ENCRYPTION_KEY is not the key that this database was written with, so what people wrote could not be read. ' +
        'Nothing is lost: start again with the earlier key, or with both, the new one first.',
    )
  }
}

/**
 * Throws a WrongKeyError when the first value of an encrypted column was encrypted with a key that is not among `keys`.
 * All columns are asked for at once: one by one, 40 of them were most of what a start waits for.
 */
export async function verifyKeys(db: Db, keys: readonly Buffer[], rules: TableRules): Promise<void> {
  const columns = Object.entries(rules).flatMap(([table, { text }]) =>
    Object.entries(text).map(([column, type]) => ({ table, value: firstValue(column, type) })),
  )
  if (columns.length === 0) return
  const firstIds = columns.map(
    ({ table, value }) => sql`
      (select split_part(${value}, '.', 2) as id from ${sql.table(table)} where ${value} like ${'v1.%'} limit 1)`,
  )
  const { rows } = await sql<{ id: string }>`${sql.join(firstIds, sql` union all `)}`.execute(db)
  const known = new Set(keys.map(keyId))
  if (rows.some(({ id }) => !known.has(id))) throw new WrongKeyError()
}

/** The stored value of an encrypted column as text; of an array, its first element. */
function firstValue(column: string, type: TableRule['text'][string]): RawBuilder<string> {
  switch (type) {
    case 'text':
      return sql`${sql.ref(column)}`
    case 'text[]':
      return sql`${sql.ref(column)}[1]`
    case 'jsonb':
      return sql`(${sql.ref(column)} #>> '{}')`
    default:
      return type satisfies never
  }
}

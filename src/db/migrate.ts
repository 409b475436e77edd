import { readdir, readFile } from 'node:fs/promises'
import { Migrator, sql, type Migration } from 'kysely'
import { projectRoot } from '../paths.ts'
import { openDatabase, type Db } from './database.ts'
import type { DatabaseConfig } from './database-config.ts'
import { retryOnDeadlock } from './transaction.ts'

const folder = new URL('migrations/', projectRoot)

/**
 * Migrates while other processes may use the database: over a connection without timeouts, as a large table takes its
 * time, and again where a deadlock with one of them undid the migration.
 */
export async function migrateInUse(db: Db, where: DatabaseConfig): Promise<void> {
  if (await isUpToDate(db)) return
  // The embedded database has a single connection, without timeouts.
  if ('folder' in where) return void (await migrate(db))
  const unlimited = await openDatabase(where, { hasTimeouts: false })
  try {
    await retryOnDeadlock(() => migrate(unlimited.db))
  } finally {
    await unlimited.close()
  }
}

/**
 * Brings the schema up to date; safe when several processes start at once (the Migrator takes an advisory lock).
 * All pending files share one transaction, so none may create an index concurrently. `upTo` names the last one to apply.
 */
export async function migrate(db: Db, upTo?: string): Promise<string[]> {
  if (!upTo && (await isUpToDate(db))) return []
  const migrator = new Migrator({ db, provider: { getMigrations } })
  const { error, results } = await (upTo ? migrator.migrateTo(upTo) : migrator.migrateToLatest())
  if (error) throw error instanceof Error ? error : new Error('The migrations failed', { cause: error })
  return (results ?? []).map((result) => result.migrationName)
}

/** Nearly every start finds nothing to do, and this takes one query where the Migrator takes nine. */
async function isUpToDate(db: Db): Promise<boolean> {
  const done = await sql<{ name: string }>`select name from kysely_migration order by timestamp, name`
    .execute(db)
    .catch(ifNoTable)
  const files = (await listFiles()).map(nameOf)
  return done !== undefined && done.rows.map(({ name }) => name).join() === files.join()
}

/** The table is missing at the very first start. */
function ifNoTable(error: unknown): undefined {
  if ((error as { code?: string }).code !== '42P01') throw error
}

async function listFiles(): Promise<string[]> {
  return (await readdir(folder)).filter((file) => file.endsWith('.sql')).toSorted()
}

function nameOf(file: string): string {
  return file.slice(0, -'.sql'.length)
}

async function getMigrations(): Promise<Record<string, Migration>> {
  const read = (await listFiles()).map(async (file): Promise<[string, Migration]> => {
    const text = await readFile(new URL(file, folder), 'utf8')
    return [nameOf(file), { up: async (tx) => void (await sql.raw(text).execute(tx)) }]
  })
  return Object.fromEntries(await Promise.all(read))
}

import { readdir, readFile } from 'node:fs/promises'
import { Migrator, sql, type Migration } from 'kysely'
import { projectRoot } from '../paths.ts'
import { openDatabase, type Db } from './database.ts'
import { retryOnDeadlock } from './transaction.ts'

const folder = new URL('migrations/', projectRoot)

/**
 * The same for a database that is in use: over a connection of its own, as a large table takes its time, and again where
 * processes that are still at work are in the way.
 */
export async function migrateInUse(db: Db, where: { url: string } | { folder: string }): Promise<void> {
  if (await isUpToDate(db)) return
  // The embedded one has but one connection, and no limits on it.
  if ('folder' in where) return void (await migrate(db))
  const patient = await openDatabase(where, { isPatient: true })
  try {
    await retryOnDeadlock(() => migrate(patient.db))
  } finally {
    await patient.close()
  }
}

/**
 * Brings the schema up to date; safe when several processes start at once (the Migrator takes an advisory lock).
 * All pending files share one transaction, so none may create an index concurrently. `upTo` names the last one wanted.
 */
export async function migrate(db: Db, upTo?: string): Promise<string[]> {
  if (!upTo && (await isUpToDate(db))) return []
  const migrator = new Migrator({ db, provider: { getMigrations } })
  const { error, results } = await (upTo ? migrator.migrateTo(upTo) : migrator.migrateToLatest())
  if (error) throw error instanceof Error ? error : new Error('The migrations failed', { cause: error })
  return (results ?? []).map((result) => result.migrationName)
}

/** Nearly every start finds nothing to do, and this is one look in place of the nine that the Migrator takes. */
async function isUpToDate(db: Db): Promise<boolean> {
  const done = await sql<{ name: string }>`select name from kysely_migration order by timestamp, name`
    .execute(db)
    .catch(ifNoTable)
  const files = (await listFiles()).map(nameOf)
  return done !== undefined && done.rows.map(({ name }) => name).join() === files.join()
}

/** What the first start of all is told. */
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

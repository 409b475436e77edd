import { readdir, readFile } from 'node:fs/promises'
import { Migrator, sql, type Migration } from 'kysely'
import { projectRoot } from '../paths.ts'
import { StartError } from '../start-error.ts'
import { openDatabase, type Db } from './database.ts'
import type { DatabaseConfig } from './database-config.ts'
import { retryOnDeadlock } from './transaction.ts'

const folder = new URL('migrations/', projectRoot)

/**
 * Migrates while other processes may use the database: over a connection without timeouts, as a large table takes its
 * time, past the pooler where there is one, and again where a deadlock with one of them undid the migration.
 */
export async function migrateInUse(db: Db, where: DatabaseConfig, onProgress?: OnProgress): Promise<void> {
  if (await isUpToDate(db)) return
  // The embedded database has a single connection, without timeouts.
  if ('folder' in where) return void (await migrate(db, { onProgress }))
  const { directUrl, ...server } = where
  const direct = directUrl ? { ...server, url: directUrl, isPooled: false } : server
  const unlimited = await openDatabase(direct, { hasTimeouts: false })
  try {
    await retryOnDeadlock(() => migrate(unlimited.db, { onProgress }))
  } finally {
    await unlimited.close()
  }
}

/** Told of each migration as it begins. */
type OnProgress = (migration: string) => void

export interface MigrateOptions {
  /** The last one to apply. */
  upTo?: string
  onProgress?: OnProgress | undefined
}

/**
 * Brings the schema up to date; safe when several processes start at once (the Migrator takes an advisory lock).
 * All pending files share one transaction, so none may create an index concurrently.
 */
export async function migrate(db: Db, { upTo, onProgress }: MigrateOptions = {}): Promise<string[]> {
  if (!upTo && (await isUpToDate(db))) return []
  // Branches of work land in any order, and each migration stands for itself.
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => getMigrations(onProgress) },
    allowUnorderedMigrations: true,
  })
  const { error, results } = await (upTo ? migrator.migrateTo(upTo) : migrator.migrateToLatest())
  if (error) throw error instanceof Error ? error : new Error('The migrations failed', { cause: error })
  return (results ?? []).map((result) => result.migrationName)
}

/** Thrown where a newer version has migrated the database in a way that this one does not survive. */
class SchemaError extends StartError {
  override readonly name = 'SchemaError'
  constructor(names: readonly string[]) {
    super(
      `A newer version of Forthright has migrated this database (${names.join(', ')}), and this version can't run on it. ` +
        'Start the newer version, or restore a backup from before.',
    )
  }
}

/** Nearly every start finds nothing to do, and this takes one query where the Migrator takes nine. */
async function isUpToDate(db: Db): Promise<boolean> {
  return (await pendingMigrations(db)).length === 0
}

/** Throws a SchemaError for migrations that this version does not know, unless each is marked as compatible. */
export async function pendingMigrations(db: Db): Promise<string[]> {
  const done = await sql<{ name: string }>`select name from kysely_migration order by timestamp, name`
    .execute(db)
    .catch(ifNoTable)
  const files = (await listFiles()).map(nameOf)
  const applied = done?.rows.map(({ name }) => name) ?? []
  const unknown = applied.filter((name) => !files.includes(name))
  const pending = files.filter((name) => !applied.includes(name))
  if (unknown.length) {
    const compatible = new Set(await listCompatible(db))
    if (pending.length || !unknown.every((name) => compatible.has(name))) throw new SchemaError(unknown)
  }
  return pending
}

/** First line of a migration beside which an older process can run and restart: it only adds. */
const compatibleMark = '-- compatible\n'

/**
 * The names of compatible migrations stand in the comment of the Migrator's own table, where a version finds them that
 * does not have their files.
 */
async function listCompatible(db: Db): Promise<string[]> {
  const { rows } = await sql<{ names: string | null }>`
    select obj_description('kysely_migration'::regclass, 'pg_class') as names`.execute(db)
  return rows[0]?.names?.split(' ') ?? []
}

/** In the transaction of the migration itself. */
async function markCompatible(tx: Db, name: string): Promise<void> {
  const names = [...new Set([...(await listCompatible(tx)), name])].join(' ')
  await sql`comment on table kysely_migration is ${sql.lit(names)}`.execute(tx)
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

async function getMigrations(onProgress?: OnProgress): Promise<Record<string, Migration>> {
  const read = (await listFiles()).map(async (file): Promise<[string, Migration]> => {
    const text = await readFile(new URL(file, folder), 'utf8')
    const name = nameOf(file)
    const up = async (tx: Db) => {
      onProgress?.(name)
      await sql.raw(text).execute(tx)
      if (text.startsWith(compatibleMark)) await markCompatible(tx, name)
    }
    return [name, { up }]
  })
  return Object.fromEntries(await Promise.all(read))
}

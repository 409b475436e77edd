import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { migrate } from '../../src/db/migrate.ts'

export interface LentDatabase {
  url: string
  /** Drops the database. */
  release(): Promise<void>
}

/**
 * A new migrated database, cloned from a template. Its files are copied: Postgres' default writes each page to its log as
 * well, 600 ms instead of 100.
 */
export async function freshDatabase(): Promise<LentDatabase> {
  const template = await (templateMade ??= makeTemplate())
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await asAdmin((client) => client.query(`create database ${name} template ${template} strategy file_copy`))
  return {
    url: urlOf(name),
    async release() {
      await asAdmin((client) => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}

/** An empty database, for processes that migrate it themselves, and a pool to query it. */
export async function emptyDatabase(): Promise<LentDatabase & { pool: pg.Pool }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await asAdmin((client) => client.query(`create database ${name}`))
  const pool = new pg.Pool({ connectionString: urlOf(name) })
  return {
    url: urlOf(name),
    pool,
    async release() {
      await pool.end()
      await asAdmin((client) => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}

let templateMade: Promise<string> | undefined

/** One template for all test files with these migrations, made by the first that needs it. */
async function makeTemplate(): Promise<string> {
  const name = `template_${digestOfMigrations()}`
  await asAdmin(async (client) => {
    await client.query('select pg_advisory_lock(7240, 1)')
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount) return
    // Renamed only when complete: an interrupted run must not leave half a template.
    const draft = `${name}_draft`
    await client.query(`drop database if exists ${draft} with (force)`)
    await client.query(`create database ${draft}`)
    const pool = new pg.Pool({ connectionString: urlOf(draft) })
    const db = new Kysely<never>({ dialect: new PostgresDialect({ pool }) })
    await migrate(db)
    await db.destroy()
    await client.query(`alter database ${draft} rename to ${name}`)
  })
  return name
}

function digestOfMigrations(): string {
  const folder = new URL('../../migrations/', import.meta.url)
  const hash = createHash('sha256')
  for (const file of readdirSync(folder).toSorted())
    hash.update(file).update(readFileSync(new URL(file, folder)))
  return hash.digest('hex').slice(0, 16)
}

function urlOf(name: string): string {
  const server = process.env.TEST_DATABASE_URL
  if (!server) throw new Error('TEST_DATABASE_URL is missing: run the tests through npm test')
  const url = new URL(server.replace('@/', '@localhost/'))
  url.pathname = `/${name}`
  return url.href
}

async function asAdmin(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf('postgres') })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { migrate } from '../../src/db/migrate.ts'
import { closeSessions, keepSessions, keptProcesses } from './kept-sessions.ts'

export interface LentDatabase {
  url: string
  /** Gives the database back. */
  release(): Promise<void>
}

/**
 * A migrated database without a row in it. One that an earlier test of this worker gave back is lent again: a new one is
 * a copy of the template, which costs 250 ms, and 60 to drop. `newFiles` is for tests that read the files, where the rows
 * of an earlier test stand until they are overwritten.
 */
export async function freshDatabase(options: { newFiles?: boolean } = {}): Promise<LentDatabase> {
  for (let given = options.newFiles ? undefined : givenBack.shift(); given; given = givenBack.shift()) {
    const name = await given
    if (name) return lend(name)
  }
  const template = await (templateMade ??= makeTemplate())
  const name = newName()
  // Its files are copied: Postgres' default writes each page to its log as well.
  await asAdmin((client) => client.query(`create database ${name} template ${template} strategy file_copy`))
  schemaMade ??= inDatabase(name, readSchema)
  await schemaMade
  return lend(name)
}

/** Databases on their way back; undefined for one whose schema a test has changed, which is dropped. */
const givenBack: Promise<string | undefined>[] = []

/** A worker that ends while a database is on its way back would be told off for it. */
export async function allGivenBack(): Promise<void> {
  await Promise.all(givenBack)
  closeSessions()
}

let schemaMade: Promise<string> | undefined

function lend(name: string): LentDatabase {
  keepSessions(name)
  return {
    url: urlOf(name),
    async release() {
      const emptied = empty(name)
      // Whoever borrows it next hears of a failure.
      emptied.catch(() => {})
      givenBack.push(emptied)
    },
  }
}

/** Ends whoever still works in it, and empties each table that has a page. */
async function empty(name: string): Promise<string | undefined> {
  const isUnchanged = await inDatabase(name, async (client) => {
    await client.query(
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
        and pid <> all($1)`,
      [await keptProcesses()],
    )
    if ((await readSchema(client)) !== (await schemaMade)) return false
    const { rows } = await client.query<{ name: string }>(`
      select oid::regclass::text as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'kysely%'
        and pg_relation_size(oid) > 0`)
    // Truncating makes new files for each table and index: 100 ms where this takes 5.
    if (rows.length) await client.query(rows.map(({ name: table }) => `delete from ${table}`).join('; '))
    return true
  })
  if (isUnchanged) return name
  await drop(name)
  return undefined
}

/** Whatever a test could change besides rows: relations, columns, constraints, triggers, functions, settings. */
async function readSchema(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ schema: string }>(`
    select jsonb_build_array(
      (select jsonb_agg(jsonb_build_array(oid, relname, relkind, relrowsecurity, relacl, reloptions) order by oid)
        from pg_class where relnamespace = 'public'::regnamespace),
      (select count(*) from pg_attribute a join pg_class c on c.oid = a.attrelid
        where c.relnamespace = 'public'::regnamespace and not a.attisdropped),
      (select jsonb_agg(oid order by oid) from pg_constraint where connamespace = 'public'::regnamespace),
      (select jsonb_agg(jsonb_build_array(oid, tgenabled) order by oid) from pg_trigger where not tgisinternal),
      (select jsonb_agg(oid order by oid) from pg_proc where pronamespace = 'public'::regnamespace),
      (select jsonb_agg(setconfig) from pg_db_role_setting s
        join pg_database d on d.oid = s.setdatabase where d.datname = current_database()),
      (select jsonb_agg(nspname order by nspname) from pg_namespace where not starts_with(nspname, 'pg_')),
      (select jsonb_agg(name order by name) from kysely_migration),
      obj_description('kysely_migration'::regclass)
    )::text as schema`)
  return rows[0]!.schema
}

/** An empty database, for processes that migrate it themselves, and a pool to query it. */
export async function emptyDatabase(): Promise<LentDatabase & { pool: pg.Pool }> {
  const name = newName()
  await asAdmin((client) => client.query(`create database ${name}`))
  const pool = new pg.Pool({ connectionString: urlOf(name) })
  return {
    url: urlOf(name),
    pool,
    async release() {
      await pool.end()
      await drop(name)
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

/** All of one run begin alike, so that the run's end finds them on a server that outlives it. */
function newName(): string {
  return `${process.env.TEST_DATABASE_PREFIX ?? 'test_'}${randomUUID().replaceAll('-', '')}`
}

async function drop(name: string): Promise<void> {
  await asAdmin((client) => client.query(`drop database if exists ${name} with (force)`))
}

function asAdmin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  return inDatabase('postgres', work)
}

async function inDatabase<T>(name: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: urlOf(name) })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

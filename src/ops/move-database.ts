/**
 * `move-database --from FOLDER`: copies everything of an embedded database to the empty Postgres of DATABASE_URL. What is
 * encrypted stays so, under the key that lies beside the embedded data. The folder is left as it is.
 */
import { existsSync } from 'node:fs'
import { sql } from 'kysely'
import type { Config, PlaygroundConfig } from '../config.ts'
import { openDatabase, type Db, type Tx } from '../db/database.ts'
import { migrate, migrateInUse } from '../db/migrate.ts'
import { startProblem } from '../db/start-problem.ts'
import { verifyKeys } from '../db/verify-key.ts'
import { features } from '../features/index.ts'
import { StartError } from '../start-error.ts'
import { allTableRules } from './table-rules.ts'

type Settings = Pick<Config | PlaygroundConfig, 'database' | 'encryptionKey' | 'olderKeys'>

const rowsAtOnce = 500

export async function moveDatabase(
  settings: Settings,
  options: ReadonlyMap<string, string>,
): Promise<string> {
  const folder = folderIn(options)
  if (!('url' in settings.database))
    throw new StartError('DATABASE_URL is missing: it names the Postgres to move to, which has to be empty.')
  const from = await openDatabase({ folder })
  try {
    const to = await openDatabase(settings.database, { hasTimeouts: false })
    try {
      await migrate(from.db)
      await migrateInUse(to.db, settings.database)
      await verifyKeys(from.db, keysOf(settings), allTableRules(features))
      const rows = await to.db.transaction().execute((tx) => copyAll(from.db, tx))
      return `${rows} rows are moved, in one transaction. Start Forthright with DATABASE_URL and this ENCRYPTION_KEY; ${folder} is left as it is.`
    } finally {
      await to.close()
    }
  } catch (error) {
    const problem = startProblem(error)
    throw problem ? new StartError(problem.sentence) : error
  } finally {
    await from.close()
  }
}

function folderIn(options: ReadonlyMap<string, string>): string {
  const folder = options.get('from') ?? ''
  if (!folder || !existsSync(`${folder}/postgres`))
    throw new StartError(
      '--from is the folder of the embedded database, such as --from .data/forthright; there is none.',
    )
  return folder
}

function keysOf({ encryptionKey, olderKeys = [] }: Settings): Buffer[] {
  return [...(encryptionKey ? [encryptionKey] : []), ...olderKeys]
}

async function copyAll(from: Db, to: Tx): Promise<number> {
  let count = 0
  for (const table of await inOrder(to)) {
    await refuseRows(to, table)
    for (let after = '(0,0)', batch; (batch = await readBatch(from, table, after)).length;) {
      after = batch.at(-1)!.place
      // By way of JSON every type of a column arrives as it is, microseconds and arrays among them.
      await sql`
        insert into ${sql.table(table)}
        select * from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(batch.map(({ row }) => row))}::jsonb)`.execute(
        to,
      )
      count += batch.length
    }
  }
  return count
}

interface Moved {
  place: string
  row: unknown
}

async function readBatch(db: Db, table: string, after: string): Promise<Moved[]> {
  const { rows } = await sql<Moved>`
    select ctid::text as place, to_jsonb(t) as row from ${sql.table(table)} as t
    where ctid > ${after}::tid order by ctid limit ${rowsAtOnce}`.execute(db)
  return rows
}

async function refuseRows(to: Tx, table: string): Promise<void> {
  const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(to)
  if (rows.length)
    throw new StartError('The database of DATABASE_URL holds rows already: move to an empty one.')
}

/** Every table, those that others refer to first. */
async function inOrder(db: Tx): Promise<string[]> {
  const { rows } = await sql<{ child: string; parent: string }>`
    select conrelid::regclass::text as child, confrelid::regclass::text as parent
    from pg_catalog.pg_constraint where contype = 'f' and conrelid <> confrelid`.execute(db)
  const ordered = new Set<string>()
  const add = (table: string): void => {
    if (ordered.has(table)) return
    for (const { child, parent } of rows) if (child === table) add(parent)
    ordered.add(table)
  }
  Object.keys(allTableRules(features)).forEach((table) => add(table))
  return [...ordered]
}

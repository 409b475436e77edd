// Every table type names exactly the columns that the migrated database has.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { createCipher } from '../../src/db/encryption.ts'
import { toRow } from '../../src/features/promises/store/row.ts'
import { freshDatabase } from '../support/database.ts'

const source = new URL('../../src/', import.meta.url).pathname

interface Column {
  isNullable: boolean
  hasDefault: boolean
}
type Columns = Record<string, Column>

/** Read from the sources: every `tables.ts` declares its interfaces and adds them to `Database` by name. */
function declaredTables(): Record<string, Columns> {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (file) => path.basename(file) === 'tables.ts',
  )
  const found = files.flatMap((file) => {
    const text = readFileSync(path.join(source, file), 'utf8').replace(/\/\*\*[^]*?\*\//g, '')
    const interfaces = new Map(
      Array.from(text.matchAll(/^(?:export )?interface (\w+) \{\n([^]*?)^\}/gm), ([, name, body]) => [
        name!,
        columnsOf(body!),
      ]),
    )
    const registered = /interface Database \{\n([^]*?)\n {2}\}/.exec(text)?.[1] ?? ''
    return Array.from(registered.matchAll(/(\w+): (\w+)/g), ([, table, type]) => [
      table!,
      interfaces.get(type!) ?? {},
    ])
  })
  return Object.fromEntries(found)
}

function columnsOf(body: string): Columns {
  const columns = Array.from(body.matchAll(/^ {2}(\w+): (.+)$/gm), ([, name, type]) => [
    name!,
    { isNullable: /\bnull\b/.test(type!), hasDefault: type!.startsWith('Generated<') },
  ])
  return Object.fromEntries(columns)
}

async function migratedTables(): Promise<Record<string, Columns>> {
  const database = await freshDatabase()
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    const { rows } = await client.query(`select table_name, column_name, is_nullable = 'YES' as "isNullable",
      column_default is not null as "hasDefault" from information_schema.columns
      where table_schema = 'public' and table_name not like 'kysely%'`)
    const tables: Record<string, Columns> = {}
    for (const { table_name, column_name, isNullable, hasDefault } of rows)
      (tables[table_name] ??= {})[column_name] = { isNullable, hasDefault }
    return tables
  } finally {
    await client.end()
    await database.release()
  }
}

test('every table has a type, and every column a field that says whether it may be null', async () => {
  const [declared, migrated] = [declaredTables(), await migratedTables()]
  const shape = (tables: Record<string, Columns>) =>
    Object.fromEntries(
      Object.entries(tables).map(([table, columns]) => [
        table,
        Object.entries(columns)
          .map(([name, { isNullable }]) => `${name}${isNullable ? '?' : ''}`)
          .toSorted(),
      ]),
    )
  expect(shape(declared)).toEqual(shape(migrated))
})

test('a field that the database fills in by itself has a default there', async () => {
  const migrated = await migratedTables()
  const missing = Object.entries(declaredTables()).flatMap(([table, columns]) =>
    Object.entries(columns)
      .filter(([name, { hasDefault }]) => hasDefault && !migrated[table]?.[name]?.hasDefault)
      .map(([name]) => `${table}.${name}`),
  )
  expect(missing).toEqual([])
})

test('a promise is stored with every column of its table', async () => {
  const at = new Date('2026-03-13T14:00:00Z')
  const scope = { teamId: 'T1', cipher: createCipher(Buffer.alloc(32, 7)) }
  const row = toRow(scope, {
    id: 'p',
    promisor: 'bob',
    promisee: 'alice',
    what: 'ship the deck',
    state: 'open',
    due: { at, zone: 'Europe/Paris', words: 'Friday 3pm' },
    dueVersion: 1,
    madeAt: at,
    renegotiated: 0,
    thanked: false,
    lastSeq: 1,
  })
  expect(Object.keys(row).toSorted()).toEqual(Object.keys((await migratedTables()).promises!).toSorted())
})

import { type Kysely, sql } from 'kysely'

/** Takes a snapshot of the row counts; the function it returns lists what was written since: "promises +1", "nudges 2 changed". */
export async function watchRows(db: Kysely<any>): Promise<() => Promise<string[]>> {
  const tables = await listTables(db)
  const { rows } = await sql<{ xid: string }>`
    select (pg_snapshot_xmax(pg_current_snapshot())::text::numeric % 4294967296)::text as xid`.execute(db)
  const before = await countRows(db, tables, rows[0]!.xid)
  return async () => {
    const after = await countRows(db, tables, rows[0]!.xid)
    return tables.flatMap((table) => changesIn(table, before.get(table) ?? none, after.get(table) ?? none))
  }
}

interface Counted {
  all: number
  fresh: number
}

const none: Counted = { all: 0, fresh: 0 }

function changesIn(table: string, was: Counted, is: Counted): string[] {
  const added = is.all - was.all
  const changed = is.fresh - was.fresh - Math.max(added, 0)
  const changes: string[] = []
  if (added) changes.push(`${table} ${added > 0 ? '+' : '−'}${Math.abs(added)}`)
  if (changed > 0) changes.push(`${table} ${changed} changed`)
  return changes
}

async function listTables(db: Kysely<any>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%' order by 1`.execute(
    db,
  )
  return rows.map((row) => row.name)
}

/** Deletes every row of the app; the schema stays. */
export async function emptyTables(db: Kysely<any>): Promise<void> {
  const tables = await listTables(db)
  if (tables.length > 0)
    await sql`truncate ${sql.join(tables.map((table) => sql.table(table)))} restart identity cascade`.execute(
      db,
    )
}

/** For each table the number of rows, and of those written by transactions from `xid` on. */
async function countRows(db: Kysely<any>, tables: string[], xid: string): Promise<Map<string, Counted>> {
  if (tables.length === 0) return new Map()
  const counts = tables.map(
    (table) => sql`
      select ${table}::text as name, count(*)::int as all_rows, count(*) filter (where xmin::text::numeric >= ${xid}::numeric)::int as fresh
      from ${sql.table(table)}`,
  )
  const { rows } = await sql<{
    name: string
    all_rows: number
    fresh: number
  }>`${sql.join(counts, sql` union all `)}`.execute(db)
  return new Map(rows.map((row) => [row.name, { all: row.all_rows, fresh: row.fresh }]))
}

import { type Kysely, sql } from 'kysely'

/** Notes where the database stands, and afterwards tells what was written since: "promises +1", "nudges 2 changed". */
export async function watchRows(db: Kysely<any>): Promise<() => Promise<string[]>> {
  const tables = await namesOfTables(db)
  const { rows } = await sql<{ xid: string }>`
    select (pg_snapshot_xmax(pg_current_snapshot())::text::numeric % 4294967296)::text as xid`.execute(db)
  const before = await countRows(db, tables, rows[0]!.xid)
  return async () => {
    const after = await countRows(db, tables, rows[0]!.xid)
    return tables.flatMap((table) => {
      const [was, is] = [before.get(table), after.get(table)]
      const added = (is?.all ?? 0) - (was?.all ?? 0)
      const changed = (is?.fresh ?? 0) - (was?.fresh ?? 0) - Math.max(added, 0)
      return [
        ...(added ? [`${table} ${added > 0 ? '+' : '−'}${Math.abs(added)}`] : []),
        ...(changed > 0 ? [`${table} ${changed} changed`] : []),
      ]
    })
  }
}

export async function namesOfTables(db: Kysely<any>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%' order by 1`.execute(
    db,
  )
  return rows.map((row) => row.name)
}

/** Every row of the app, gone; the schema stays. */
export async function emptyTables(db: Kysely<any>): Promise<void> {
  const tables = await namesOfTables(db)
  if (tables.length > 0)
    await sql`truncate ${sql.join(tables.map((table) => sql.table(table)))} restart identity cascade`.execute(
      db,
    )
}

/** Per table how many rows there are, and how many of them were written by transactions from `xid` on. */
async function countRows(
  db: Kysely<any>,
  tables: string[],
  xid: string,
): Promise<Map<string, { all: number; fresh: number }>> {
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

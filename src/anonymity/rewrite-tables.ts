/**
 * Copies tables of answers without a name into new files. Postgres leaves old versions of rows in its files, and a
 * response writes one row of who was asked and one with the answers in the same transaction: whoever has the files and the
 * key could tell from them whose each answer is. After this only the newest versions are left, all written by one
 * transaction, and the old files are gone (VACUUM alone leaves the bytes; a truncated table gets new files for its
 * heap, its long values and its indexes).
 */
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

/** Bytes above which a table is left alone: copying 64 MB takes about a second, in which nobody can respond. */
const largest = 64 * 1024 * 1024

/** Rewrites the tables for all workspaces: the files are theirs together. */
export async function rewriteTables(tx: Tx, tables: readonly string[]): Promise<void> {
  // All of them before anything is read, so that no response is half done.
  await sql`lock table ${sql.join(tables.map((name) => sql.table(name)))} in access exclusive mode`.execute(
    tx,
  )
  for (const name of tables) if ((await sizeOf(tx, name)) <= largest) await rewrite(tx, name)
}

async function sizeOf(tx: Tx, name: string): Promise<number> {
  const { rows } = await sql<{ size: string }>`
    select pg_total_relation_size(${name}::text::regclass) as size`.execute(tx)
  return Number(rows[0]!.size)
}

/** In a random order: the one in which rows stood before tells who responded first. */
async function rewrite(tx: Tx, name: string): Promise<void> {
  const [table, copy] = [sql.table(name), sql.table(`${name}_copy`)]
  await sql`create temporary table ${copy} on commit drop as select * from ${table}`.execute(tx)
  await sql`truncate ${table}`.execute(tx)
  await sql`insert into ${table} select * from ${copy} order by random()`.execute(tx)
}

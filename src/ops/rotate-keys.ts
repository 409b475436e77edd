/**
 * Moves what is stored onto the newest key in the background: values of an older one, and those from before their column
 * was encrypted. Each batch is one transaction over rows that nobody else has locked.
 */
import { sql, type RawBuilder } from 'kysely'
import type { Context } from '../context.ts'
import type { Db, Tx } from '../db/database.ts'
import { aadOf, decryptStored, keyId } from '../db/encryption.ts'
import type { TableRule, TableRules } from '../db/table-rules.ts'
import { inTransaction } from '../db/transaction.ts'

const batchSize = 200
/** Batches in one heartbeat. */
const batchesAtOnce = 20

export interface Rotation {
  ctx: Context
  rules: TableRules
  newest: Buffer
}

/** Milliseconds after which it looks again: another process may have been writing with an older key. */
const lookAgainAfter = 24 * 3_600_000

/** What a heartbeat does of it: some batches, until nothing is left, and then nothing for a day. */
export function keyRotation(rotation: Rotation): () => Promise<void> {
  let doneAt = Number.NEGATIVE_INFINITY
  return async () => {
    if (performance.now() - doneAt < lookAgainAfter) return
    if (!(await rotateKeys(rotation))) doneAt = performance.now()
  }
}

/** Answers whether something may be left. */
async function rotateKeys(rotation: Rotation): Promise<boolean> {
  let left = batchesAtOnce
  for (const [table, rule] of Object.entries(rotation.rules)) {
    if (!Object.keys(rule.text).length) continue
    for (const teamId of await workspacesWithOutdated(rotation, table, rule))
      while (left > 0) {
        left--
        if ((await rotateBatch(rotation, teamId, table, rule)) < batchSize) break
      }
    if (left <= 0) return true
  }
  return false
}

/** Workspaces looked for at once in one table. */
const workspacesAtOnce = 20

async function workspacesWithOutdated(
  { ctx, newest }: Rotation,
  table: string,
  rule: TableRule,
): Promise<string[]> {
  const { rows } = await sql<{ team_id: string }>`
    select distinct team_id from ${sql.table(table)} where ${isOutdated(rule, newest)}
    limit ${workspacesAtOnce}`.execute(ctx.db)
  return rows.map((row) => row.team_id)
}

/** How many rows of each table are not on the newest key; for `doctor`. */
export async function countOutdated({
  db,
  rules,
  newest,
}: Pick<Rotation, 'rules' | 'newest'> & { db: Db }): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const [table, rule] of Object.entries(rules)) {
    if (!Object.keys(rule.text).length) continue
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from ${sql.table(table)} where ${isOutdated(rule, newest)}`.execute(db)
    if (rows[0]!.n) counts.set(table, rows[0]!.n)
  }
  return counts
}

function rotateBatch(
  { ctx, newest }: Rotation,
  teamId: string,
  table: string,
  rule: TableRule,
): Promise<number> {
  const { rowId = ['id'], text } = rule
  const columns = [...new Set([...rowId, ...Object.keys(text)])]
  return inTransaction(ctx.db, async (tx) => {
    const { rows } = await sql<Record<string, unknown> & { ctid: string }>`
      select ctid::text as ctid, ${sql.join(columns.map((column) => sql.ref(column)))} from ${sql.table(table)}
      where team_id = ${teamId} and (${isOutdated(rule, newest)}) limit ${batchSize} for update skip locked`.execute(
      tx,
    )
    for (const row of rows) await rewrite({ tx, ctx, teamId, table, rule }, row)
    return rows.length
  })
}

interface Place {
  tx: Tx
  ctx: Context
  teamId: string
  table: string
  rule: TableRule
}

async function rewrite(
  { tx, ctx: { cipher }, teamId, table, rule }: Place,
  row: Record<string, unknown> & { ctid: string },
): Promise<void> {
  const ids = (rule.rowId ?? ['id']).map((column) => String(row[column]))
  const values = Object.entries(rule.text).map(([column, type]) => {
    const aad = aadOf(table, column, teamId, ...ids)
    const again = (value: string) => (value ? cipher.encrypt(decryptStored(cipher, value, aad), aad) : value)
    return sql`${sql.ref(column)} = ${storedAs(type, row[column], again)}`
  })
  await sql`
    update ${sql.table(table)} set ${sql.join(values)} where team_id = ${teamId} and ctid = ${row.ctid}::tid`.execute(
    tx,
  )
}

function storedAs(
  type: TableRule['text'][string],
  value: unknown,
  again: (value: string) => string,
): RawBuilder<unknown> {
  if (value === null || value === undefined) return sql`null`
  switch (type) {
    case 'text':
      return sql`${again(value as string)}`
    case 'text[]':
      return sql`${(value as string[]).map(again)}::text[]`
    case 'jsonb':
      return sql`${JSON.stringify(again(typeof value === 'string' ? value : JSON.stringify(value)))}::jsonb`
    default:
      return type satisfies never
  }
}

function isOutdated({ text }: TableRule, newest: Buffer): RawBuilder<unknown> {
  const current = `v1.${keyId(newest)}.%`
  const conditions = Object.entries(text).map(([column, type]) => {
    const stored = sql.ref(column)
    switch (type) {
      case 'text':
        return sql`${stored} <> '' and ${stored} not like ${current}`
      case 'text[]':
        return sql`exists (select from unnest(${stored}) as e where e <> '' and e not like ${current})`
      case 'jsonb':
        return sql`${stored} is not null and (${stored} #>> '{}') not like ${current}`
      default:
        return type satisfies never
    }
  })
  return sql.join(
    conditions.map((condition) => sql`(${condition})`),
    sql` or `,
  )
}

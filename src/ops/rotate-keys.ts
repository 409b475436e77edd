/**
 * Moves what is stored onto the newest key in the background: values of an older one, and those from before their column
 * was encrypted. Each batch is one transaction over rows that nobody else has locked.
 */
import { sql, type RawBuilder } from 'kysely'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { aadOf, decryptStored } from '../db/encryption.ts'
import type { TableRule, TableRules } from '../db/table-rules.ts'
import { inTransaction } from '../db/transaction.ts'
import { isOutdated, workspacesWithOutdated } from './outdated-rows.ts'

const batchSize = 200
/** Batches in one heartbeat. */
const batchesAtOnce = 20

interface Rotation {
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
    for (const teamId of await workspacesWithOutdated(
      { db: rotation.ctx.db, newest: rotation.newest },
      table,
      rule,
    ))
      while (left > 0) {
        left--
        if ((await rotateBatch(rotation, teamId, table, rule)) < batchSize) break
      }
    if (left <= 0) return true
  }
  return false
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

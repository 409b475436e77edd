/**
 * Erases rows by the rules of their tables, in batches: each is one statement of its own, so that no lock is held for
 * longer than a batch takes. A row that somebody else has locked is waited for: to pass over it would leave it for good.
 */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from './database.ts'
import { retryOnDeadlock } from './transaction.ts'
import { forgotten, type TableRule, type TableRules } from './table-rules.ts'

const batchSize = 500

export interface ErasureScope {
  db: Db
  teamId: string
}

/** Erases what has come to its end by `now`; answers whether something may be left after `maxBatches`. */
export async function eraseOld(
  scope: ErasureScope,
  rules: TableRules,
  { now, retentionMonths }: { now: Date; retentionMonths: number },
  maxBatches: number,
): Promise<boolean> {
  let left = maxBatches
  for (const [table, rule] of Object.entries(rules)) {
    const which = endedRows(rule, now, retentionMonths)
    while (which && left > 0) {
      left--
      if ((await eraseBatch(scope, table, rule, which)) < batchSize) break
    }
  }
  return left === 0
}

function endedRows({ ends }: TableRule, now: Date, months: number): RawBuilder<unknown> | undefined {
  switch (ends.after) {
    case 'retention': {
      const cutoff = sql`${now}::timestamptz - make_interval(months => ${months}::int)`
      const where = ends.where ? sql.raw(ends.where) : sql`true`
      const inserted = ends.insertedAt ? sql`${sql.ref(ends.insertedAt)} < ${cutoff}` : sql`true`
      return sql`${sql.ref(ends.at)} < ${cutoff} and ${inserted} and ${where}`
    }
    case 'days':
    case 'row of':
    case 'uninstall':
      return undefined
    default:
      return ends satisfies never
  }
}

/** Rows erased in one statement of all workspaces. */
const expiredAtOnce = 1000

/** Erases rows whose days are over, in all workspaces: each such table has an index by their age. */
export async function eraseExpired(db: Db, rules: TableRules, now: Date): Promise<void> {
  for (const [table, { ends, rowId = ['id'] }] of Object.entries(rules)) {
    if (ends.after !== 'days') continue
    const key = sql.join(['team_id', ...rowId].map((column) => sql.ref(column)))
    await sql`
      delete from ${sql.table(table)} where (${key}) in (
        select ${key} from ${sql.table(table)}
        where ${sql.ref(ends.at)} < ${now}::timestamptz - make_interval(days => ${ends.days}::int)
        limit ${expiredAtOnce})`.execute(db)
  }
}

/** Erases every row of a workspace, its own last; answers whether something may be left after `maxBatches`. */
export async function eraseWorkspace(
  scope: ErasureScope,
  rules: TableRules,
  maxBatches: number,
): Promise<boolean> {
  let left = maxBatches
  const tables = Object.entries(rules).filter(([table]) => table !== 'workspaces')
  for (const [table, rule] of tables)
    for (;;) {
      if (left-- <= 0) return true
      if ((await eraseBatch(scope, table, rule, sql`true`)) < batchSize) break
    }
  await sql`delete from workspaces where team_id = ${scope.teamId}`.execute(scope.db)
  return false
}

/** Takes a person out of every table; answers whether something may be left after `maxBatches`. */
export async function erasePerson(
  scope: ErasureScope,
  rules: TableRules,
  userId: string,
  maxBatches: number,
): Promise<boolean> {
  let left = maxBatches
  for (const [table, rule] of Object.entries(rules))
    for (const [column, how] of Object.entries(rule.people))
      for (;;) {
        if (left-- <= 0) return true
        const which = sql`${sql.ref(column)} = ${userId}`
        const touched =
          how === 'delete'
            ? await eraseBatch(scope, table, rule, which)
            : await replaceBatch(scope, table, column, which)
        if (touched < batchSize) break
      }
  return false
}

async function eraseBatch(
  { db, teamId }: ErasureScope,
  table: string,
  rule: TableRule,
  which: RawBuilder<unknown>,
): Promise<number> {
  const children = Object.entries(rule.children ?? {}).map(
    ([child, column]) => sql`, ${sql.ref(`gone_${child}`)} as (
      delete from ${sql.table(child)} where team_id = ${teamId}
        and ${sql.ref(column)} in (select id from gone))`,
  )
  const batch = sql<{ n: number }>`
    with gone as (
      delete from ${sql.table(table)} where team_id = ${teamId} and ctid = any(array(
        select ctid from ${sql.table(table)} where team_id = ${teamId} and ${which} limit ${batchSize} for update))
      returning ${children.length ? sql.ref('id') : sql`1`}
    ) ${sql.join(children, sql``)}
    select count(*)::int as n from gone`
  const { rows } = await retryOnDeadlock(() => batch.execute(db))
  return rows[0]!.n
}

async function replaceBatch(
  { db, teamId }: ErasureScope,
  table: string,
  column: string,
  which: RawBuilder<unknown>,
): Promise<number> {
  const done = await sql`
    update ${sql.table(table)} set ${sql.ref(column)} = ${forgotten}
    where team_id = ${teamId} and ctid = any(array(
      select ctid from ${sql.table(table)} where team_id = ${teamId} and ${which} limit ${batchSize} for update))`.execute(
    db,
  )
  return Number(done.numAffectedRows ?? 0)
}

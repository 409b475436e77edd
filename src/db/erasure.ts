/**
 * Erases rows by the rules of their tables, in batches: each is one statement of its own, so that no lock is held for
 * longer than a batch takes. A row that somebody else has locked is waited for: to pass over it would leave it for good.
 */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from './database.ts'
import { retryOnDeadlock } from './transaction.ts'
import { forgotten, type TableRule, type TableRules } from './table-rules.ts'

/** Rows in one batch, at first and at most: about 8 ms on an idle machine. */
const batchSize = 500
const smallestBatch = 25
/** Milliseconds that a batch should take; the locks of none should be held for more than 50. */
const batchTime = 20

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
    if (which) left -= await inBatches(left, (batch) => eraseBatch(scope, table, rule, { which, ...batch }))
    if (left <= 0) return true
  }
  return false
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
  for (const [table, rule] of tables) {
    left -= await inBatches(left, (batch) => eraseBatch(scope, table, rule, { which: sql`true`, ...batch }))
    if (left <= 0) return true
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
    for (const [column, how] of Object.entries(rule.people)) {
      const which = sql`${sql.ref(column)} = ${userId}`
      left -= await inBatches(left, (batch) =>
        how === 'delete'
          ? eraseBatch(scope, table, rule, { which, ...batch })
          : replaceBatch(scope, table, column, { which, ...batch }),
      )
      if (left <= 0) return true
    }
  return false
}

interface Batch {
  rows: number
  /** The last page of the table that it touched. */
  page: number
}

/**
 * Does batches, each from the page on at which the one before ended, until one from the first page on is not full; at most
 * `most`. Rows may have been passed over: Postgres takes them in the order of an index where it thinks that better. Answers
 * how many batches it did.
 */
async function inBatches(most: number, work: (next: NextBatch) => Promise<Batch>): Promise<number> {
  let next: NextBatch = { page: 0, size: batchSize }
  for (let done = 1; done <= most; done++) {
    const start = performance.now()
    const batch = await work(next)
    const isFull = batch.rows === next.size
    if (!isFull && next.page === 0) return done
    next = { page: isFull ? batch.page : 0, size: sizeAfter(next.size, performance.now() - start) }
  }
  return most
}

/** Half of it after a batch that took too long, such as on a busy machine; twice after one that took half the time. */
function sizeAfter(size: number, took: number): number {
  if (took > batchTime) return Math.max(smallestBatch, Math.floor(size / 2))
  return took < batchTime / 2 ? Math.min(batchSize, size * 2) : size
}

/** At most so many rows, of those from `page` on. */
interface NextBatch {
  page: number
  size: number
}

interface Wanted extends NextBatch {
  which: RawBuilder<unknown>
}

/**
 * From the first page on, each batch would read again what those before it have left behind, until that is vacuumed: a
 * million rows took more than six minutes.
 */
async function eraseBatch(
  { db, teamId }: ErasureScope,
  table: string,
  rule: TableRule,
  { which, page, size }: Wanted,
): Promise<Batch> {
  const children = Object.entries(rule.children ?? {}).map(
    ([child, column]) => sql`, ${sql.ref(`gone_${child}`)} as (
      delete from ${sql.table(child)} where team_id = ${teamId}
        and ${sql.ref(column)} in (select id from gone))`,
  )
  const batch = sql<Batch>`
    with gone as (
      delete from ${sql.table(table)} where team_id = ${teamId} and ctid = any(array(
        select ctid from ${sql.table(table)}
        where team_id = ${teamId} and ${which} and ctid >= ${`(${page},0)`}::tid limit ${size} for update))
      returning ctid as place ${children.length ? sql`, id` : sql``}
    ) ${sql.join(children, sql``)}
    select count(*)::int as rows, coalesce(max((place::text::point)[0]), 0)::int as page from gone`
  const { rows } = await retryOnDeadlock(() => batch.execute(db))
  return rows[0]!
}

async function replaceBatch(
  { db, teamId }: ErasureScope,
  table: string,
  column: string,
  { which, size }: Wanted,
): Promise<Batch> {
  const batch = sql`
    update ${sql.table(table)} set ${sql.ref(column)} = ${forgotten}
    where team_id = ${teamId} and ctid = any(array(
      select ctid from ${sql.table(table)} where team_id = ${teamId} and ${which} limit ${size} for update))`
  const done = await retryOnDeadlock(() => batch.execute(db))
  return { rows: Number(done.numAffectedRows ?? 0), page: 0 }
}

/** Which rows are not on the newest key, or from before their column was encrypted. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../db/database.ts'
import { keyId } from '../db/encryption.ts'
import type { TableRule, TableRules } from '../db/table-rules.ts'

interface Outdated {
  db: Db
  newest: Buffer
}

/** Workspaces looked for at once in one table. */
const workspacesAtOnce = 20

export async function workspacesWithOutdated(
  { db, newest }: Outdated,
  table: string,
  rule: TableRule,
): Promise<string[]> {
  const { rows } = await sql<{ team_id: string }>`
    select distinct team_id from ${sql.table(table)} where ${isOutdated(rule, newest)}
    limit ${workspacesAtOnce}`.execute(db)
  return rows.map((row) => row.team_id)
}

/** How many rows of each table are not on the newest key; for `doctor`. */
export async function countOutdated(
  { db, newest }: Outdated,
  rules: TableRules,
): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const [table, rule] of Object.entries(rules)) {
    if (!Object.keys(rule.text).length) continue
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from ${sql.table(table)} where ${isOutdated(rule, newest)}`.execute(db)
    if (rows[0]!.n) counts.set(table, rows[0]!.n)
  }
  return counts
}

export function isOutdated({ text }: TableRule, newest: Buffer): RawBuilder<unknown> {
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

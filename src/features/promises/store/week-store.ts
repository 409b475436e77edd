/** How much somebody has promised for one week. */
import { sql } from 'kysely'
import type { Scope } from '../../../db/database.ts'

export interface WeekLoad {
  /** Open promises of theirs that are due in the week. */
  due: number
  /** Those of them to the one who asks. */
  toAsker: number
}

export interface WantedWeek {
  promiseId: string
  promisor: string
  promisee: string
  from: Date
  to: Date
}

/** By promise. */
export async function countWeeks(
  { db, teamId }: Scope,
  wanted: readonly WantedWeek[],
): Promise<Map<string, WeekLoad>> {
  if (!wanted.length) return new Map()
  const { rows } = await sql<WeekLoad & { promiseId: string }>`
    select w."promiseId", count(*)::int as due, count(*) filter (where p.promisee = w.promisee)::int as "toAsker"
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
      as w("promiseId" uuid, promisor text, promisee text, "from" timestamptz, "to" timestamptz)
    join promises p on p.team_id = ${teamId} and p.promisor = w.promisor
      and p.state in ('requested', 'open', 'claimed') and p.state = 'open'
      and p.due_at >= w."from" and p.due_at < w."to"
    where p.team_id = ${teamId} group by w."promiseId"`.execute(db)
  return new Map(rows.map(({ promiseId, ...load }) => [promiseId, load]))
}

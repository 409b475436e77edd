import { sql } from 'kysely'
import type { Scope } from '../../../db/database.ts'

interface AskedTimes {
  /** Over all circles, of the last eight days. */
  recent: Date[]
  lastByAsker: Date | undefined
}

/**
 * When each of `allies` was asked. Locks the people until the transaction ends, so that two askers can't both use the
 * last of the two questions a week that somebody may get; and the asker, so that their rounds start one after the other.
 */
export async function lockAskedTimes(
  { db, teamId }: Scope,
  asker: string,
  allies: readonly string[],
  now: Date,
): Promise<Map<string, AskedTimes>> {
  if (!allies.length) return new Map()
  await sql`
    select from people where team_id = ${teamId} and user_id = any(${[asker, ...allies]}) order by user_id for update`.execute(
    db,
  )
  const { rows } = await sql<{ ally: string; recent: Date[] | null; last: Date | null }>`
    select a.ally,
      array_agg(r.opened_at) filter (where r.opened_at > ${now}::timestamptz - interval '8 days') as recent,
      max(r.opened_at) filter (where r.asker = ${asker}) as last
    from candor_asks a join candor_rounds r on r.team_id = a.team_id and r.id = a.round_id
    where a.team_id = ${teamId} and a.ally = any(${allies}) and r.opened_at is not null
      and a.state <> 'chosen'
    group by a.ally`.execute(db)
  return new Map(
    rows.map((row) => [row.ally, { recent: row.recent ?? [], lastByAsker: row.last ?? undefined }]),
  )
}

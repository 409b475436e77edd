import { sql } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import type { AnonymityHistory } from '../domain/anonymity-groups.ts'

/** The asker's rounds since `since` that took answers without a name. The caller holds the lock on the asker. */
export async function findAnonymityHistory(
  { db, teamId }: Scope,
  asker: string,
  since: Date,
): Promise<AnonymityHistory> {
  const offered = await sql<{ allies: string[] }>`
    select array_agg(a.ally) as allies
    from candor_rounds r join candor_asks a on a.team_id = r.team_id and a.round_id = r.id
    where r.team_id = ${teamId} and r.asker = ${asker} and r.opened_at > ${since} and r.nameless <> 'no'
      and a.may_be_anonymous
    group by r.id, r.opened_at order by r.opened_at, r.id`.execute(db)
  const members = await db
    .selectFrom('circle_members')
    .select('ally')
    .where('team_id', '=', teamId)
    .where('asker', '=', asker)
    // Whoever was invited again after they were removed counts until they answer.
    .where('standing', 'in', ['in', 'invited', 'removed'])
    .execute()
  return {
    rounds: offered.rows.map(({ allies }) => new Set(allies)),
    counted: new Set(members.map(({ ally }) => ally)),
  }
}

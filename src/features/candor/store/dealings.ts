/** What candor says of what passed between people, as numbers. An answer without a name has no writer to count it for. */
import { sql } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import type { Dealing, DealingSpan } from '../../../people/dealing.ts'

/** That an answer was given is counted for its writer; for its reader once they have dealt with it, of which both know. */
export async function countCandorDealings(
  { db, teamId }: Scope,
  { userId, other, from, to }: DealingSpan,
): Promise<Dealing[]> {
  const isWithin = (column: string) => sql`${sql.ref(column)} > ${from} and ${sql.ref(column)} <= ${to}`
  const { rows } = await sql<Dealing>`
    with deed as (
      select 'asked' as kind, r.asker as giver, a.ally as taker, r.opened_at as at
      from candor_rounds r join candor_asks a on a.team_id = r.team_id and a.round_id = r.id
      where r.team_id = ${teamId} and r.asker = ${userId} and a.state <> 'chosen' and ${isWithin('r.opened_at')}
      union all
      select 'asked', r.asker, a.ally, r.opened_at
      from candor_asks a join candor_rounds r on r.team_id = a.team_id and r.id = a.round_id
      where a.team_id = ${teamId} and a.ally = ${userId} and a.state <> 'chosen' and ${isWithin('r.opened_at')}
      union all
      select 'answered', writer, reader, given_at from candor_answers
      where team_id = ${teamId} and writer = ${userId} and ${isWithin('given_at')}
      union all
      select unnest(case when outcome = 'promise' then array['heard', 'acted_on'] else array['heard'] end),
        writer, reader, settled_at from candor_answers
      where team_id = ${teamId} and (writer = ${userId} or reader = ${userId}) and outcome is not null
        and ${isWithin('settled_at')}
    )
    select kind, giver as "from", taker as "to", count(*)::int as count, max(at) as at,
      floor(extract(epoch from ${to}::timestamptz - at) / 604800)::int as week
    from deed where true ${other ? sql`and (giver = ${other} or taker = ${other})` : sql``}
    group by 1, 2, 3, 6`.execute(db)
  return rows
}

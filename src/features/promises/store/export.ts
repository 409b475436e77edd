/** What promises hold of one person, for their export. */
import { sql } from 'kysely'
import type { Scope } from '../../../db/database.ts'

export interface PromiseExport {
  promises: readonly object[]
  promiseHistory: readonly object[]
  stoppedRequests: readonly object[]
}

/** Both sides read a promise and its history whole; a witness reads how it ended. */
export async function exportPromises({ db, teamId }: Scope, userId: string): Promise<PromiseExport> {
  const promises = await sql<object>`
    select id, promisor, promisee, what, state, due_at, due_zone, due_words, made_at, claimed_at, closed_at, confirmed,
      renegotiated, proposal, thanks, currency, goal, recurs, witness, source_link, source_quote
    from promises where team_id = ${teamId} and (promisor = ${userId} or promisee = ${userId})
    union all
    select id, promisor, promisee, null, state, due_at, due_zone, null, made_at, null, closed_at, null,
      null, null, null, null, null, null, witness, null, null
    from promises where team_id = ${teamId} and witness = ${userId} and witness_state = 'yes'
    order by made_at, id`.execute(db)
  const history = await sql<object>`
    select e.promise_id, e.seq, e.at, e.who, e.action, e.note, e.due_at, e.from_due_at
    from promise_events e join promises p on p.team_id = e.team_id and p.id = e.promise_id
    where e.team_id = ${teamId} and (p.promisor = ${userId} or p.promisee = ${userId})
    order by e.at, e.promise_id, e.seq`.execute(db)
  const stopped = await db
    .selectFrom('request_stops')
    .select(['other', 'stopped_at'])
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .execute()
  return { promises: promises.rows, promiseHistory: history.rows, stoppedRequests: stopped }
}

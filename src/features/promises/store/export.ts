/** What promises hold of one person, for their export. */
import { sql, type Selectable } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import type { Commitment } from '../domain/commitment.ts'
import { listDrafts } from './draft-store.ts'
import { toEntry } from './event-store.ts'
import { fromRow } from './row.ts'
import type { PromiseEventsTable, PromisesTable } from './tables.ts'

export interface PromiseExport {
  promises: readonly object[]
  witnessed: readonly object[]
  promiseHistory: readonly object[]
  stoppedRequests: readonly object[]
  promiseDrafts: readonly object[]
}

/** Both sides read a promise and its history whole; a witness reads how it ended. */
export async function exportPromises(scope: Scope, userId: string): Promise<PromiseExport> {
  const { db, teamId } = scope
  const promises = await sql<Selectable<PromisesTable>>`
    select * from promises where team_id = ${teamId} and (promisor = ${userId} or promisee = ${userId})
    order by made_at, id`.execute(db)
  const witnessed = await sql<object>`
    select promisor, promisee, state, due_at, made_at, closed_at
    from promises where team_id = ${teamId} and witness = ${userId} and witness_state = 'yes'
    order by made_at, id`.execute(db)
  const history = await sql<Selectable<PromiseEventsTable>>`
    select e.* from promise_events e join promises p on p.team_id = e.team_id and p.id = e.promise_id
    where e.team_id = ${teamId} and (p.promisor = ${userId} or p.promisee = ${userId})
      and (p.promisor = ${userId} or e.action <> 'witness_say')
    order by e.at, e.promise_id, e.seq`.execute(db)
  const stopped = await db
    .selectFrom('request_stops')
    .select(['other', 'stopped_at'])
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .execute()
  return {
    promises: promises.rows.map((row) => ownSide(fromRow(scope, row), userId)),
    witnessed: witnessed.rows,
    promiseHistory: history.rows.map((row) => toEntry(scope, row)),
    stoppedRequests: stopped,
    promiseDrafts: await listDrafts(scope, userId),
  }
}

/** What the promisor made of a miss is theirs alone. */
function ownSide({ missAnswer, missNote, ...promise }: Commitment, userId: string): Partial<Commitment> {
  if (promise.promisor !== userId) return promise
  return { ...promise, ...(missAnswer && { missAnswer }), ...(missNote && { missNote }) }
}

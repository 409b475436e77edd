/** Opens the next occurrence of a promise that repeats, and ends a series, in the transaction of what causes it. */
import { randomUUID } from 'node:crypto'
import { sql, type Selectable } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import { listPlannedFor, planNudges } from '../../../nudges/plan.ts'
import { markStale } from '../../../nudges/update-planned.ts'
import { listBlocking } from '../../../people/block-store.ts'
import { findPeople } from '../../../people/store.ts'
import type { Commitment } from '../domain/commitment.ts'
import { kinds } from '../domain/kinds.ts'
import { ladderOf, seriesQuestion } from '../domain/ladder.ts'
import { participantIds, participantsOf } from '../domain/participants.ts'
import { needsQuestion, nextOf, openingOfNext, slipsBeforeQuestion } from '../domain/series.ts'
import { insertPromises } from './insert-promises.ts'
import type { PromiseScope } from './promise-store.ts'
import { fromRow } from './row.ts'
import type { PromisesTable } from './tables.ts'

/** Opens the next one, unless the last ones all slipped: then both are asked whether to go on. */
export async function continueSeries(scope: PromiseScope, promise: Commitment): Promise<void> {
  if (!promise.series || promise.series.followed || promise.series.stopped) return
  if (!(await askWhetherItGoesOn(scope, promise))) await openNext(scope, promise)
}

/**
 * Plans the question whether a series goes on, where its last ones all slipped; false = there is nothing to ask. It is
 * planned when the third is due: the next one of a weekly series would open only days after the morning to ask.
 */
export async function askWhetherItGoesOn(scope: PromiseScope, promise: Commitment): Promise<boolean> {
  const { db, teamId, now } = scope
  const { series } = promise
  if (!series || series.followed || series.stopped) return false
  if (!needsQuestion(await listLatest(scope, series.id), now)) return false
  const participants = participantsOf(promise, await findPeople(db, teamId, participantIds(promise)))
  if (!participants) return true
  const asked = await listPlannedFor(db, teamId, promise.id, kinds.series_slipped)
  const questions = seriesQuestion(promise, participants, now).filter(({ userId }) => !asked.has(userId))
  await planNudges(db, teamId, questions, now)
  return true
}

/** Nobody is told: both agreed to the series once, and its reminders come as for any promise. */
export async function openNext(scope: PromiseScope, promise: Commitment): Promise<Commitment | undefined> {
  const { db, teamId, now } = scope
  const people = await findPeople(db, teamId, participantIds(promise))
  const promisor = people.get(promise.promisor)
  const next = promisor && nextOf(promise, randomUUID(), promisor, now)
  const participants = next && participantsOf(next, people)
  if (!next || !participants || (await isEnded(scope, next))) return undefined
  const planned = [ladderOf(next, participants, now), ...openingOfNext(next, participants.promisor, now)]
  await insertPromises(scope, { made: [next], action: 'recur', who: undefined, planned })
  await db
    .updateTable('promises')
    .set({ series_followed: true })
    .where('team_id', '=', teamId)
    .where('id', '=', promise.id)
    .execute()
  return next
}

/** A series goes no further where one of the two wants nothing more from the other. */
async function isEnded(scope: Scope, { promisor, promisee }: Commitment): Promise<boolean> {
  const blocking = await listBlocking(scope, [promisor, promisee])
  return blocking.get(promisor)?.has(promisee) === true || blocking.get(promisee)?.has(promisor) === true
}

/** The newest occurrences of a series, the newest first: as many as decide whether to ask about it. */
async function listLatest(scope: Scope, seriesId: string): Promise<Commitment[]> {
  const { db, teamId } = scope
  const { rows } = await sql<Selectable<PromisesTable>>`
    select * from promises where team_id = ${teamId} and series_id = ${seriesId}
    order by series_due desc limit ${slipsBeforeQuestion}`.execute(db)
  return rows.map((row) => fromRow(scope, row))
}

/** By series: its open occurrences, the earliest first. */
export async function findOpenOfSeries(
  scope: Scope,
  seriesIds: readonly string[],
): Promise<Map<string, Commitment[]>> {
  const { db, teamId } = scope
  if (!seriesIds.length) return new Map()
  const { rows } = await sql<Selectable<PromisesTable>>`
    select * from promises where team_id = ${teamId} and series_id = any(${seriesIds}::uuid[]) and state = 'open'
    order by series_due`.execute(db)
  const bySeries = new Map<string, Commitment[]>()
  for (const promise of rows.map((row) => fromRow(scope, row))) {
    const id = promise.series!.id
    bySeries.set(id, [...(bySeries.get(id) ?? []), promise])
  }
  return bySeries
}

/** No occurrence of it has a successor any more. */
export async function stopSeries({ db, teamId }: PromiseScope, seriesId: string, by?: string): Promise<void> {
  const stopped = await db
    .updateTable('promises')
    .set({ series_stopped: true, series_stopped_by: by ?? null })
    .where('team_id', '=', teamId)
    .where('series_id', '=', seriesId)
    .where('series_stopped', '=', false)
    .returning('id')
    .execute()
  await markStale(
    db,
    teamId,
    stopped.map(({ id }) => id),
  )
}

/** Opens the next occurrence of a promise that repeats, and ends a series, in the transaction of what causes it. */
import { randomUUID } from 'node:crypto'
import type { Tx } from '../../../db/database.ts'
import { markStale } from '../../../nudges/update-planned.ts'
import { findPeople } from '../../../people/store.ts'
import type { Commitment } from '../domain/commitment.ts'
import { participantIds, participantsOf, type PromiseScope } from '../domain/participants.ts'
import { ladderOf } from '../domain/ladder.ts'
import { nextOf, openingOfNext } from '../domain/series.ts'
import { insertPromises } from './promise-store.ts'

/** A series that both agreed to is not stopped by a long list. */
const noLimit = 1_000_000

/** Nobody is told: both agreed to the series once, and its reminders come as for any promise. */
export async function openNext({ teamId, db, now }: PromiseScope, promise: Commitment): Promise<void> {
  const next = nextOf(promise, randomUUID(), now)
  const party = next && participantsOf(next, await findPeople(db, teamId, participantIds(next)))
  if (!next || !party) return
  const planned = [...ladderOf(next, party, now), ...openingOfNext(next, party.promisor, now)]
  const making = { made: [next], action: 'recur' as const, who: undefined, planned, most: noLimit }
  await insertPromises(db, teamId, making, now)
  await db
    .updateTable('promises')
    .set({ series_followed: true })
    .where('team_id', '=', teamId)
    .where('id', '=', promise.id)
    .execute()
}

/** How many occurrences of a series are open. */
export async function countOpenOf(db: Tx, teamId: string, seriesId: string): Promise<number> {
  const { n } = await db
    .selectFrom('promises')
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .where('team_id', '=', teamId)
    .where('series_id', '=', seriesId)
    .where('closed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** No occurrence of it has a successor any more. */
export async function stopSeries(db: Tx, teamId: string, seriesId: string): Promise<void> {
  const stopped = await db
    .updateTable('promises')
    .set({ series_stopped: true })
    .where('team_id', '=', teamId)
    .where('series_id', '=', seriesId)
    .where('series_stopped', '=', false)
    .returning('id')
    .execute()
  for (const { id } of stopped) await markStale(db, teamId, id)
}

/** Promises as rows: made, found, locked and changed. */
import { sql, type Selectable } from 'kysely'
import type { Scope, Tx } from '../../../db/database.ts'
import { aadOf } from '../../../db/encryption.ts'
import { isId } from '../../../db/id.ts'
import type { Change } from '../domain/action.ts'
import type { Commitment, MissAnswer } from '../domain/commitment.ts'
import { fromRow, toRow } from './row.ts'
import type { PromisesTable } from './tables.ts'

/** Where a change to a promise is made: one transaction of one workspace, at one moment. */
export interface PromiseScope extends Scope {
  db: Tx
  now: Date
}

/** One promise, locked until the transaction ends; undefined = none such in this workspace. */
export async function lockPromise(
  scope: Pick<PromiseScope, 'db' | 'teamId' | 'cipher'>,
  id: string,
): Promise<Commitment | undefined> {
  const { db, teamId } = scope
  if (!isId(id)) return undefined
  const row = await db
    .selectFrom('promises')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && fromRow(scope, row)
}

export async function findPromises(scope: Scope, ids: readonly string[]): Promise<Map<string, Commitment>> {
  const { db, teamId } = scope
  if (!ids.length) return new Map()
  const { rows } = await sql<Selectable<PromisesTable>>`
    select * from promises where team_id = ${teamId} and id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, fromRow(scope, row)]))
}

/** Stores what was decided, and its event in the history. */
export async function storeChange(
  scope: PromiseScope,
  { next, event }: Pick<Change, 'next' | 'event'>,
  who: string | undefined,
): Promise<void> {
  const { db, teamId, now } = scope
  const { team_id: _, id: __, proposal, ...row } = toRow(scope, next)
  await db
    .updateTable('promises')
    .set({ ...row, proposal: proposal && JSON.stringify(proposal) })
    .where('team_id', '=', teamId)
    .where('id', '=', next.id)
    .execute()
  await db
    .insertInto('promise_events')
    .values({
      team_id: teamId,
      promise_id: next.id,
      seq: next.lastSeq,
      at: now,
      who: who ?? null,
      action: event.action,
      note: event.note ? encryptNote(scope, next, event.note) : null,
      due_at: event.dueAt ?? null,
      from_due_at: event.fromDueAt ?? null,
    })
    .execute()
}

/** What the promisor made of a miss, for themselves: the other side hears nothing, and the history keeps no event. */
export async function storeMiss(
  scope: PromiseScope,
  promise: Commitment,
  { answer, note }: { answer: MissAnswer; note?: string },
): Promise<void> {
  const { db, teamId } = scope
  const { miss_answer, miss_note } = toRow(scope, {
    ...promise,
    missAnswer: answer,
    ...(note && { missNote: note }),
  })
  await db
    .updateTable('promises')
    .set({ miss_answer, miss_note })
    .where('team_id', '=', teamId)
    .where('id', '=', promise.id)
    .execute()
}

/** Whoever was asked to be a witness and leaves is asked no more; or whoever wants nothing more from `promisor`. */
export async function releaseWitness(
  { db, teamId }: Scope,
  userId: string,
  promisor?: string,
): Promise<void> {
  await db
    .updateTable('promises')
    .set({ witness_state: 'no' })
    .where('team_id', '=', teamId)
    .where('witness', '=', userId)
    .$if(promisor !== undefined, (query) => query.where('promisor', '=', promisor!))
    .where('closed_at', 'is', null)
    .execute()
}

function encryptNote({ cipher, teamId }: Scope, { id, lastSeq }: Commitment, note: string): string {
  return cipher.encrypt(note, aadOf('promise_events', 'note', teamId, id, String(lastSeq)))
}

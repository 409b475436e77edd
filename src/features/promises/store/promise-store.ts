/** Promises as rows: made, found, locked and changed. */
import { sql, type Selectable } from 'kysely'
import type { Scope, Tx } from '../../../db/database.ts'
import { aadOf } from '../../../db/encryption.ts'
import { isId } from '../../../db/id.ts'
import { planning, type Planned } from '../../../nudges/plan.ts'
import type { Change } from '../domain/action.ts'
import type { Commitment, MissAnswer } from '../domain/commitment.ts'
import { fromRow, toRow } from './row.ts'
import type { PromisesTable } from './tables.ts'

/** Where a change to a promise is made: one transaction of one workspace, at one moment. */
export interface PromiseScope extends Scope {
  db: Tx
  now: Date
}

export interface NewPromise {
  made: readonly Commitment[]
  action: 'make' | 'request' | 'offer' | 'recur'
  /** Undefined = the clock. */
  who: string | undefined
  planned: readonly Planned[]
  /** Open promises that one person may have. */
  most: number
}

/**
 * Writes new promises with the first event of each one's history and what is to be said of them, in one statement, as
 * /promise is the hot path. Nothing at all is written where somebody would have too many: they are named.
 */
export async function insertPromises(
  scope: PromiseScope,
  { made, action, who, planned, most }: NewPromise,
): Promise<string[]> {
  const { db, teamId, now } = scope
  if (!made.length) return []
  const rows = JSON.stringify(made.map((promise) => toRow(scope, promise)))
  const isRoom = sql`not exists (select from over_limit)`
  const { rows: full } = await sql<{ promisor: string }>`
    with asked as materialized (
      select * from jsonb_populate_recordset(null::promises, ${rows}::jsonb)
    ), over_limit as materialized (
      select a.promisor from (select promisor, count(*) as more from asked group by promisor) a
      where a.more + (select count(*) from (
        select from promises p where p.team_id = ${teamId} and p.promisor = a.promisor
          and p.state in ('requested', 'open', 'claimed') limit ${most}) as held) > ${most}
    ), made as (
      insert into promises select * from asked where ${isRoom}
    ), begun as (
      insert into promise_events (team_id, promise_id, seq, at, who, action, due_at)
      select team_id, id, 1, made_at, ${who ?? null}::text, ${action}::text, due_at from asked where ${isRoom}
    ), ${planning(teamId, planned, now, isRoom)}
    select promisor from over_limit`.execute(db)
  return full.map(({ promisor }) => promisor)
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

/** Whoever was asked to be a witness and leaves is asked no more. */
export async function releaseWitness({ db, teamId }: Scope, userId: string): Promise<void> {
  await db
    .updateTable('promises')
    .set({ witness_state: 'no' })
    .where('team_id', '=', teamId)
    .where('witness', '=', userId)
    .where('closed_at', 'is', null)
    .execute()
}

function encryptNote({ cipher, teamId }: Scope, { id, lastSeq }: Commitment, note: string): string {
  return cipher.encrypt(note, aadOf('promise_events', 'note', teamId, id, String(lastSeq)))
}

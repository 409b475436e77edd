/** Promises as rows: made, found, locked and changed. */
import { sql, type RawBuilder, type Selectable } from 'kysely'
import type { Scope, Tx } from '../../../db/database.ts'
import { aadOf } from '../../../db/encryption.ts'
import { isId } from '../../../db/id.ts'
import { planning, type Planned } from '../../../nudges/plan.ts'
import type { Change } from '../domain/action.ts'
import type { Commitment, MissAnswer } from '../domain/commitment.ts'
import { maxAsked, maxOpen, type OverLimit } from '../domain/limits.ts'
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
}

/**
 * Writes new promises with the first event of each one's history and what is to be said of them, in one statement, as
 * /promise is the hot path. Nothing at all is written where the one who acts would have too many: promises given, or
 * requests waiting. What others ask of somebody takes nothing of what they may give.
 */
export async function insertPromises(
  scope: PromiseScope,
  { made, action, who, planned }: NewPromise,
): Promise<OverLimit[]> {
  const { db, teamId, now } = scope
  if (!made.length) return []
  const overLimit = overLimits[action](teamId)
  const rows = JSON.stringify(made.map((promise) => toRow(scope, promise)))
  const isRoom = sql`not exists (select from over_limit)`
  const { rows: over } = await sql<OverLimit>`
    with asked as materialized (
      select * from jsonb_populate_recordset(null::promises, ${rows}::jsonb)
    ), over_limit as materialized (
      ${overLimit}
    ), made as (
      insert into promises select * from asked where ${isRoom}
    ), begun as (
      insert into promise_events (team_id, promise_id, seq, at, who, action, due_at)
      select team_id, id, 1, made_at, ${who ?? null}::text, ${action}::text, due_at from asked where ${isRoom}
    ), ${planning(teamId, planned, now, isRoom)}
    select "limit", whom from over_limit`.execute(db)
  return over
}

// Each repeats the condition of the index that serves it, in letters: a parameter would hide it from the planner.
const overLimits: Record<NewPromise['action'], (teamId: string) => RawBuilder<unknown>> = {
  make: (teamId) => sql`
      select 'open' as "limit", a.promisor as whom
      from (select promisor, count(*) as more from asked group by promisor) a
      where a.more + (select count(*) from (
        select from promises p where p.team_id = ${teamId} and p.promisor = a.promisor
          and p.state in ('requested', 'open', 'claimed') and p.state <> 'requested' limit ${maxOpen}) as held) > ${maxOpen}`,
  request: (teamId) => waiting(teamId, sql.ref('promisee'), sql.ref('promisor')),
  offer: (teamId) => waiting(teamId, sql.ref('promisor'), sql.ref('promisee')),
  // A series that both agreed to is not stopped by a long list.
  recur: () => sql`select null::text as "limit", null::text as whom where false`,
}

/** Requests, or offers, of one person (the column `by`) that wait for an answer: of one other, and of all. */
function waiting(teamId: string, by: RawBuilder<unknown>, of: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
      select case when w.to_one >= ${maxAsked.ofOne}::int then 'ofOne' else 'ofAll' end as "limit", w.whom
      from (
        select a.${of} as whom, count(*) over () as more,
          (select count(*) from promises p where p.team_id = ${teamId} and p.${by} = a.${by}
            and p.state = 'requested' and p.offered is not distinct from a.offered and p.${of} = a.${of}) as to_one,
          (select count(*) from promises p where p.team_id = ${teamId} and p.${by} = a.${by}
            and p.state = 'requested' and p.offered is not distinct from a.offered) as to_all
        from asked a) w
      where w.to_one >= ${maxAsked.ofOne}::int or w.to_all + w.more > ${maxAsked.ofAll}::int
      order by 1 desc`
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

import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../../../db/database.ts'
import { isId } from '../../../db/id.ts'
import { mayHaveArrived } from '../../../nudges/queue-sql.ts'
import { planning, type Planned } from '../../../nudges/plan.ts'
import type { PromiseEvent } from '../domain/action.ts'
import type { Commitment } from '../domain/commitment.ts'
import { fromRow, toRow } from './row.ts'
import type { PromiseEventsTable, PromisesTable } from './tables.ts'

export interface NewPromise {
  made: readonly Commitment[]
  action: 'make' | 'request' | 'recur'
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
  tx: Tx,
  teamId: string,
  making: NewPromise,
  now: Date,
): Promise<string[]> {
  const { made, action, who, planned, most } = making
  if (!made.length) return []
  const rows = JSON.stringify(made.map((promise) => toRow(teamId, promise)))
  const isRoom = sql`not exists (select from full_hands)`
  const { rows: full } = await sql<{ promisor: string }>`
    with asked as materialized (
      select * from jsonb_populate_recordset(null::promises, ${rows}::jsonb)
    ), full_hands as materialized (
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
    select promisor from full_hands`.execute(tx)
  return full.map(({ promisor }) => promisor)
}

/** One promise, locked until the transaction ends; undefined = none such in this workspace. */
export async function lockPromise(tx: Tx, teamId: string, id: string): Promise<Commitment | undefined> {
  if (!isId(id)) return undefined
  const row = await tx
    .selectFrom('promises')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && fromRow(row)
}

export async function findPromises(
  db: Db | Tx,
  teamId: string,
  ids: readonly string[],
): Promise<Map<string, Commitment>> {
  if (!ids.length) return new Map()
  const { rows } = await sql<Selectable<PromisesTable>>`
    select * from promises where team_id = ${teamId} and id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, fromRow(row)]))
}

/** Stores what was decided, and its event, in the history. */
export async function storeDecision(
  tx: Tx,
  teamId: string,
  next: Commitment,
  event: PromiseEvent,
  who: string | undefined,
  now: Date,
): Promise<void> {
  const { team_id: _, id: __, proposal, ...row } = toRow(teamId, next)
  await tx
    .updateTable('promises')
    .set({ ...row, proposal: proposal && JSON.stringify(proposal) })
    .where('team_id', '=', teamId)
    .where('id', '=', next.id)
    .execute()
  await tx
    .insertInto('promise_events')
    .values({
      team_id: teamId,
      promise_id: next.id,
      seq: next.lastSeq,
      at: now,
      who: who ?? null,
      action: event.action,
      note: event.note ?? null,
      due_at: event.dueAt ?? null,
    })
    .execute()
}

export interface HistoryEntry {
  promiseId: string
  seq: number
  at: Date
  who: string | undefined
  action: PromiseEvent['action']
  note: string | undefined
  dueAt: Date | undefined
}

/** The events that are named. */
export async function findEvents(
  db: Db | Tx,
  teamId: string,
  wanted: readonly { promiseId: string; seq: number }[],
): Promise<HistoryEntry[]> {
  if (!wanted.length) return []
  const { rows } = await sql<Selectable<PromiseEventsTable>>`
    select e.* from promise_events e
    join jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w("promiseId" uuid, seq int)
      on e.promise_id = w."promiseId" and e.seq = w.seq
    where e.team_id = ${teamId} order by e.promise_id, e.seq`.execute(db)
  return rows.map(toEntry)
}

/** By "promise:person": the seq of the latest thing that the person was told, or is being told, of the promise. */
export async function findLatestWord(
  db: Db | Tx,
  teamId: string,
  promiseIds: readonly string[],
): Promise<Map<string, number>> {
  if (!promiseIds.length) return new Map()
  const { rows } = await sql<{ key: string; seq: number }>`
    select d.subject_id || ':' || d.user_id as key, max(d.subject_version) as seq from nudges d
    where d.team_id = ${teamId} and d.subject_id = any(${promiseIds}::uuid[]) and d.kind = 'promises.news'
      and ${mayHaveArrived}
    group by d.subject_id, d.user_id`.execute(db)
  return new Map(rows.map(({ key, seq }) => [key, seq]))
}

/** What happened to a promise, the latest first. */
export async function listHistory(
  db: Db | Tx,
  teamId: string,
  promiseId: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<HistoryEntry[]> {
  const rows = await db
    .selectFrom('promise_events')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('promise_id', '=', promiseId)
    .orderBy('seq', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map(toEntry)
}

function toEntry(row: Selectable<PromiseEventsTable>): HistoryEntry {
  return {
    promiseId: row.promise_id,
    seq: row.seq,
    at: row.at,
    who: row.who ?? undefined,
    action: row.action as HistoryEntry['action'],
    note: row.note ?? undefined,
    dueAt: row.due_at ?? undefined,
  }
}

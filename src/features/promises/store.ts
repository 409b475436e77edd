import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../../db/database.ts'
import type { Commitment, PromiseEvent } from './commitment.ts'
import type { PromiseEventsTable, PromisesTable } from './tables.ts'

/** Writes new promises, each with the first event of its history. */
export async function insertPromises(
  tx: Tx,
  teamId: string,
  made: readonly Commitment[],
  event: { action: 'make' | 'request'; who: string },
): Promise<void> {
  if (!made.length) return
  await sql`
    with made as (
      select * from jsonb_populate_recordset(null::promises, ${JSON.stringify(made.map((p) => toRow(teamId, p)))}::jsonb)
    ), stored as (
      insert into promises select * from made
    )
    insert into promise_events (team_id, promise_id, seq, at, who, action, due_at)
    select team_id, id, 1, made_at, ${event.who}, ${event.action}, due_at from made`.execute(tx)
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
  const { team_id: _, id: __, ...row } = toRow(teamId, next)
  await tx.updateTable('promises').set(row).where('team_id', '=', teamId).where('id', '=', next.id).execute()
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

/** The events that are named, or the whole history of the promises where no seq is given. */
export async function findEvents(
  db: Db | Tx,
  teamId: string,
  wanted: readonly { promiseId: string; seq?: number }[],
): Promise<HistoryEntry[]> {
  if (!wanted.length) return []
  const { rows } = await sql<Selectable<PromiseEventsTable>>`
    select e.* from promise_events e
    join jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w("promiseId" uuid, seq int)
      on e.promise_id = w."promiseId" and (w.seq is null or e.seq = w.seq)
    where e.team_id = ${teamId} order by e.promise_id, e.seq`.execute(db)
  return rows.map((row) => ({
    promiseId: row.promise_id,
    seq: row.seq,
    at: row.at,
    who: row.who ?? undefined,
    action: row.action as HistoryEntry['action'],
    note: row.note ?? undefined,
    dueAt: row.due_at ?? undefined,
  }))
}

/** Open promises, requests and claims of one side, soonest first. */
export async function listOpen(
  db: Db | Tx,
  teamId: string,
  side: 'promisor' | 'promisee',
  userId: string,
  { limit, offset = 0 }: { limit: number; offset?: number },
): Promise<Commitment[]> {
  const rows = await db
    .selectFrom('promises')
    .selectAll()
    .where('team_id', '=', teamId)
    .where(side, '=', userId)
    .where('state', 'in', ['requested', 'open', 'claimed'])
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map(fromRow)
}

/** How many promises somebody has open, counted up to `enough`. */
export async function countOpen(
  db: Db | Tx,
  teamId: string,
  promisor: string,
  enough: number,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (
      select 1 from promises where team_id = ${teamId} and promisor = ${promisor}
        and state in ('requested', 'open', 'claimed') limit ${enough}) as few`.execute(db)
  return rows[0]!.n
}

const id = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
function isId(text: string): boolean {
  return id.test(text)
}

function toRow(teamId: string, p: Commitment) {
  return {
    team_id: teamId,
    id: p.id,
    promisor: p.promisor,
    promisee: p.promisee,
    what: p.what,
    state: p.state,
    due_at: p.due.at,
    due_zone: p.due.zone,
    due_words: p.due.words,
    due_version: p.dueVersion,
    made_at: p.madeAt,
    claimed_at: p.claimedAt ?? null,
    closed_at: p.closedAt ?? null,
    confirmed: p.confirmed ?? null,
    renegotiated: p.renegotiated,
    proposal: p.proposal ? JSON.stringify(p.proposal) : null,
    thanks: p.thanks ?? null,
    currency: p.currency ?? null,
    goal: p.goal ?? null,
    recurs: p.recurs ?? null,
    series_id: p.seriesId ?? null,
    witness: p.witness ?? null,
    witness_state: p.witnessState ?? null,
    source_link: p.sourceLink ?? null,
    source_quote: p.sourceQuote ?? null,
    bumped_at: p.bumpedAt ?? null,
    last_seq: p.lastSeq,
  }
}

function fromRow(row: Selectable<PromisesTable>): Commitment {
  return {
    id: row.id,
    promisor: row.promisor,
    promisee: row.promisee,
    what: row.what,
    state: row.state,
    due: { at: row.due_at, zone: row.due_zone, words: row.due_words },
    dueVersion: row.due_version,
    madeAt: row.made_at,
    renegotiated: row.renegotiated,
    lastSeq: row.last_seq,
    ...(row.claimed_at && { claimedAt: row.claimed_at }),
    ...(row.closed_at && { closedAt: row.closed_at }),
    ...(row.confirmed !== null && { confirmed: row.confirmed }),
    ...(row.proposal && { proposal: row.proposal }),
    ...(row.thanks && { thanks: row.thanks }),
    ...(row.currency && { currency: row.currency }),
    ...(row.goal && { goal: row.goal }),
    ...(row.recurs && { recurs: row.recurs }),
    ...(row.series_id && { seriesId: row.series_id }),
    ...(row.witness && { witness: row.witness }),
    ...(row.witness_state && { witnessState: row.witness_state }),
    ...(row.source_link && { sourceLink: row.source_link }),
    ...(row.source_quote && { sourceQuote: row.source_quote }),
    ...(row.bumped_at && { bumpedAt: row.bumped_at }),
  }
}

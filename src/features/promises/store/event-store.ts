/** The past events of promises, which are only ever added to, and what of them has reached whom. */
import { sql, type Selectable } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import { aadOf, decryptOr, decryptStored } from '../../../db/encryption.ts'
import { mayHaveArrived } from '../../../nudges/queue-sql.ts'
import type { PromiseEvent } from '../domain/action.ts'
import type { Commitment } from '../domain/commitment.ts'
import { kinds } from '../domain/kinds.ts'
import type { PromiseEventsTable } from './tables.ts'

export interface HistoryEntry {
  promiseId: string
  seq: number
  at: Date
  who: string | undefined
  action: PromiseEvent['action']
  note: string | undefined
  dueAt: Date | undefined
  fromDueAt: Date | undefined
}

/** The events that are named. */
export async function findEvents(
  scope: Scope,
  wanted: readonly { promiseId: string; seq: number }[],
): Promise<HistoryEntry[]> {
  const { db, teamId } = scope
  if (!wanted.length) return []
  const { rows } = await sql<Selectable<PromiseEventsTable>>`
    select e.* from promise_events e
    join jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w("promiseId" uuid, seq int)
      on e.promise_id = w."promiseId" and e.seq = w.seq
    where e.team_id = ${teamId} order by e.promise_id, e.seq`.execute(db)
  return rows.map((row) => toEntry(scope, row))
}

/** What answers a request, an offered time or a claim. */
const answers: readonly PromiseEvent['action'][] = [
  'accept',
  'decline',
  'stop_requests',
  'counter',
  'propose',
  'reword',
  'instead',
  'agree',
  'keep',
  'confirm',
  'not_yet',
  'unclaim',
  'claim',
  'break',
  'let_go',
  'amend',
]

/** By "promise:seq" of each event that is named: the first later one that answers it. */
export async function findAnswers(
  scope: Scope,
  wanted: readonly { promiseId: string; seq: number }[],
): Promise<Map<string, HistoryEntry>> {
  const { db, teamId } = scope
  if (!wanted.length) return new Map()
  const { rows } = await sql<Selectable<PromiseEventsTable> & { asked: number }>`
    select distinct on (e.promise_id, w.seq) w.seq as asked, e.* from promise_events e
    join jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w("promiseId" uuid, seq int)
      on e.promise_id = w."promiseId" and e.seq > w.seq
    where e.team_id = ${teamId} and e.action = any(${answers})
    order by e.promise_id, w.seq, e.seq`.execute(db)
  return new Map(rows.map((row) => [`${row.promise_id}:${row.asked}`, toEntry(scope, row)]))
}

/** By "promise:person": the seq of the latest thing that the person was told, or is being told, of the promise. */
export async function findLatestWord(
  { db, teamId }: Scope,
  promiseIds: readonly string[],
): Promise<Map<string, number>> {
  if (!promiseIds.length) return new Map()
  const { rows } = await sql<{ key: string; seq: number }>`
    select d.subject_id || ':' || d.user_id as key, max(d.subject_version) as seq from nudges d
    where d.team_id = ${teamId} and d.subject_id = any(${promiseIds}::uuid[]) and d.kind = ${kinds.news.name}
      and ${mayHaveArrived}
    group by d.subject_id, d.user_id`.execute(db)
  return new Map(rows.map(({ key, seq }) => [key, seq]))
}

/** Whether the promisee was told, or may be being told, that the promise is done. */
export async function hasHeardOfClaim({ db, teamId }: Scope, promise: Commitment): Promise<boolean> {
  const { rows } = await sql`
    select from nudges d
    where d.team_id = ${teamId} and d.subject_id = ${promise.id} and d.user_id = ${promise.promisee}
      and d.kind = ${kinds.news.name} and ${mayHaveArrived} and d.subject_version = (
        select max(e.seq) from promise_events e
        where e.team_id = ${teamId} and e.promise_id = ${promise.id} and e.action = 'claim')
    limit 1`.execute(db)
  return rows.length > 0
}

/** When the promisor was reminded at the due time that the promise has now. */
export async function findDueReminder({ db, teamId }: Scope, promise: Commitment): Promise<Date | undefined> {
  const row = await db
    .selectFrom('nudges')
    .select('sent_at')
    .where('team_id', '=', teamId)
    .where('subject_id', '=', promise.id)
    .where('user_id', '=', promise.promisor)
    .where('kind', '=', kinds.due.name)
    .where('subject_version', '=', promise.dueVersion)
    .where('sent_at', 'is not', null)
    .executeTakeFirst()
  return row?.sent_at ?? undefined
}

/** What happened to a promise, the latest first. What the witness said is the promisor's alone. */
export async function listHistory(
  scope: Scope,
  { id, promisor }: Commitment,
  { viewer, limit, offset }: { viewer: string; limit: number; offset: number },
): Promise<HistoryEntry[]> {
  const { db, teamId } = scope
  const rows = await db
    .selectFrom('promise_events')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('promise_id', '=', id)
    .$if(viewer !== promisor, (query) => query.where('action', '<>', 'witness_say'))
    .orderBy('seq', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map((row) => toEntry(scope, row))
}

export function toEntry({ cipher, teamId }: Scope, row: Selectable<PromiseEventsTable>): HistoryEntry {
  const aad = aadOf('promise_events', 'note', teamId, row.promise_id, String(row.seq))
  return {
    promiseId: row.promise_id,
    seq: row.seq,
    at: row.at,
    who: row.who ?? undefined,
    action: row.action as HistoryEntry['action'],
    note: row.note === null ? undefined : decryptOr(() => decryptStored(cipher, row.note!, aad), undefined),
    dueAt: row.due_at ?? undefined,
    fromDueAt: row.from_due_at ?? undefined,
  }
}

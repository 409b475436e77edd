/** Promises as lists: which ones, in which order, one page at a time. */
import { sql, type RawBuilder, type Selectable } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import type { Commitment } from '../domain/commitment.ts'
import type { Filter } from '../domain/filter.ts'
import { fromRow } from './row.ts'
import type { PromisesTable } from './tables.ts'

export interface Wanted {
  filter: Filter
  /** Only what is between me and this colleague. */
  other?: string | undefined
}

export interface Page {
  limit: number
  offset: number
}

/** Open ones soonest first, closed ones latest first. */
export async function listPromises(
  scope: Scope,
  me: string,
  { filter, other, slippedBefore }: Wanted & { slippedBefore: Date },
  { limit, offset }: Page,
): Promise<Commitment[]> {
  const { db, teamId } = scope
  const isPast = filter === 'kept' || filter === 'closed'
  const order = isPast ? sql`closed_at desc, id` : sql`due_at, id`
  const fits = fitting(filter, slippedBefore)
  const from = (mine: RawBuilder<unknown>, theirs: RawBuilder<unknown>, only = sql`true`) => sql`
    (select id, due_at, closed_at from promises
      where team_id = ${teamId} and ${mine} = ${me} and ${fits} and ${only} ${other ? sql`and ${theirs} = ${other}` : sql``}
      order by ${order} limit ${limit + offset})`
  const given = from(sql`promisor`, sql`promisee`)
  const received = from(sql`promisee`, sql`promisor`)
  const asking = sql`${from(sql`promisee`, sql`promisor`, sql`offered is not true`)}
    union all ${from(sql`promisor`, sql`promisee`, sql`offered`)}`
  const bySide: Partial<Record<Filter, RawBuilder<unknown>>> = { mine: given, owed: received, asking }
  const sides = bySide[filter] ?? sql`${given} union all ${received}`
  const { rows } = await sql<Selectable<PromisesTable>>`
    with page as materialized (
      select id from (${sides}) as both_sides order by ${order} limit ${limit} offset ${offset}
    )
    select p.* from promises p join page on page.id = p.id
    where p.team_id = ${teamId} order by ${order}`.execute(db)
  return rows.map((row) => fromRow(scope, row))
}

// Each repeats the condition of the index that serves it, in letters: a parameter would hide it from the planner.
function fitting(filter: Filter, slippedBefore: Date): RawBuilder<unknown> {
  const isOpen = sql`state in ('requested', 'open', 'claimed')`
  switch (filter) {
    case 'open':
      return isOpen
    case 'mine':
    case 'owed':
      return sql`${isOpen} and state <> 'requested'`
    case 'asked':
    case 'asking':
      return sql`state = 'requested'`
    case 'slipped':
      return sql`${isOpen} and state = 'open' and due_at < ${slippedBefore}`
    case 'kept':
      return sql`closed_at is not null and state = 'kept'`
    case 'closed':
      return sql`closed_at is not null`
    default:
      return filter satisfies never
  }
}

/** Every promise, open in any way, of which somebody is one side; for the day they leave or move. */
export async function listOpenOf(scope: Scope, userId: string): Promise<Commitment[]> {
  const { db, teamId } = scope
  const { rows } = await sql<Selectable<PromisesTable>>`
    select * from promises where team_id = ${teamId} and promisor = ${userId}
      and state in ('requested', 'open', 'claimed')
    union all
    select * from promises where team_id = ${teamId} and promisee = ${userId}
      and state in ('requested', 'open', 'claimed')`.execute(db)
  return rows.map((row) => fromRow(scope, row))
}

/** The open promises of others of which somebody agreed to be the witness. */
export async function listWitnessed(scope: Scope, userId: string): Promise<Commitment[]> {
  const rows = await scope.db
    .selectFrom('promises')
    .selectAll()
    .where('team_id', '=', scope.teamId)
    .where('witness', '=', userId)
    .where('witness_state', '=', 'yes')
    .where('closed_at', 'is', null)
    .execute()
  return rows.map((row) => fromRow(scope, row))
}

/** What was said to be worth something, by currency: `promisee` said it of what `promisor` kept. */
export async function countWorth(
  { db, teamId }: Scope,
  { promisor, promisee }: { promisor: string; promisee: string },
): Promise<{ currency: string; n: number }[]> {
  const { rows } = await sql<{ currency: string; n: number }>`
    select currency, count(*)::int as n from promises
    where team_id = ${teamId} and promisor = ${promisor} and promisee = ${promisee} and currency is not null
    group by currency order by n desc, currency`.execute(db)
  return rows
}

/** What somebody promised, was due, is still open, and was not spoken of since yesterday; the oldest first. */
export async function listSlipped(
  scope: Scope,
  promisor: string,
  { now, limit }: { now: Date; limit: number },
): Promise<Commitment[]> {
  const { db, teamId } = scope
  const dayAgo = new Date(now.getTime() - 86_400_000)
  const { rows } = await sql<Selectable<PromisesTable>>`
    select * from promises where team_id = ${teamId} and promisor = ${promisor}
      and state in ('requested', 'open', 'claimed') and state = 'open' and due_at <= ${now}
      and not exists (
        select from nudges n where n.team_id = ${teamId} and n.subject_id = promises.id and n.user_id = ${promisor}
          and n.manner = 'nudge' and (n.sent_at > ${dayAgo} or (n.state = 'pending' and n.due_at <= ${now})))
    order by due_at, id limit ${limit}`.execute(db)
  return rows.map((row) => fromRow(scope, row))
}

/** How many promises that somebody is a side of were counted as kept, unconfirmed, in the week before `at`. */
export async function countPresumedKept({ db, teamId }: Scope, userId: string, at: Date): Promise<number> {
  const weekAgo = new Date(at.getTime() - 7 * 86_400_000)
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from promises where team_id = ${teamId}
      and (promisor = ${userId} or promisee = ${userId})
      and closed_at > ${weekAgo} and closed_at <= ${at} and state = 'kept' and not confirmed`.execute(db)
  return rows[0]!.n
}

/** The lists of Home: how many there are, and one page of each. */
import { sql, type RawBuilder, type Selectable } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import type { Commitment } from '../domain/commitment.ts'
import { fromRow } from './row.ts'
import type { PromisesTable } from './tables.ts'

/** Requests of me, what I gave, what I am owed, what I asked for. */
export const homeLists = ['asked', 'mine', 'owed', 'asking'] as const
export type HomeList = (typeof homeLists)[number]

export type HomeCounts = Record<HomeList | 'slipped' | 'dueToday' | 'toConfirm', number>

export interface HomeTimes {
  /** What was due before this has slipped. */
  slippedBefore: Date
  /** The end of the viewer's day. */
  endOfDay: Date
}

// The first condition is that of the index that serves it, in letters: a parameter would hide it from the planner.
const isOpen = sql`state in ('requested', 'open', 'claimed')`

export async function countForHome(
  { db, teamId }: Scope,
  me: string,
  { slippedBefore, endOfDay }: HomeTimes,
): Promise<HomeCounts> {
  // Of many, only the whole and the requests are counted, by index; what slipped and what is due today are ranges of one.
  const count = (side: RawBuilder<unknown>, fits: RawBuilder<unknown>) => sql`
    select count(*)::int as n from promises where team_id = ${teamId} and ${side} = ${me} and ${fits}`
  const [promisor, promisee] = [sql`promisor`, sql`promisee`]
  const requested = sql`state = 'requested'`
  const offered = sql`state = 'requested' and offered`
  const { rows } = await sql<HomeCounts>`
    select asked_of.n - offering.n + offered.n as asked, given.n - asked_of.n as mine, slipped.n as slipped,
      today.n as "dueToday", received.n - asked_by.n as owed, asked_by.n - offered.n + offering.n as asking,
      received.claimed as "toConfirm"
    from (${count(promisor, isOpen)}) given, (${count(promisor, requested)}) asked_of,
      (${count(promisor, offered)}) offering,
      (${count(promisor, sql`${isOpen} and state = 'open' and due_at < ${slippedBefore}`)}) slipped,
      (${count(promisor, sql`${isOpen} and state = 'open' and due_at >= ${slippedBefore} and due_at < ${endOfDay}`)}) today,
      (select count(*)::int as n, (count(*) filter (where state = 'claimed'))::int as claimed
        from promises where team_id = ${teamId} and promisee = ${me} and ${isOpen}) received,
      (${count(promisee, requested)}) asked_by, (${count(promisee, offered)}) offered`.execute(db)
  return rows[0]!
}

export interface HomeWindow {
  limit: number
  offset: Record<HomeList, number>
}

/** One page of each list: what slipped first, then by due time. */
export async function listForHome(
  scope: Scope,
  me: string,
  { limit, offset }: HomeWindow,
  slippedBefore: Date,
): Promise<Record<HomeList, Commitment[]>> {
  const { db, teamId } = scope
  const part: Part = (list, rank, side, fits) => sql`
    (select ${sql.lit(rank)} as rank, id, due_at from promises
      where team_id = ${teamId} and ${side} = ${me} and ${isOpen} and ${fits}
      order by due_at, id limit ${limit + offset[list]})`
  const page = (list: HomeList) => sql`
    (select ${sql.lit(list)} as list, rank, id from (${sql.join(parts(list, part, slippedBefore), sql` union all `)}) as ${sql.ref(list)}
      order by rank, due_at, id limit ${limit} offset ${offset[list]})`
  const { rows } = await sql<Selectable<PromisesTable> & { list: HomeList }>`
    with page as materialized (${sql.join(homeLists.map(page), sql` union all `)})
    select page.list, p.* from promises p join page on page.id = p.id
    where p.team_id = ${teamId} order by page.list, page.rank, p.due_at, p.id`.execute(db)
  const found: Record<HomeList, Commitment[]> = { asked: [], mine: [], owed: [], asking: [] }
  for (const row of rows) found[row.list].push(fromRow(scope, row))
  return found
}

type Part = (
  list: HomeList,
  rank: number,
  side: RawBuilder<unknown>,
  fits: RawBuilder<unknown>,
) => RawBuilder<unknown>

/** An offer of help is asked of its promisee; a request of its promisor. */
function parts(list: HomeList, part: Part, slippedBefore: Date): RawBuilder<unknown>[] {
  const isGiven = list === 'asked' || list === 'mine'
  const [side, other] = isGiven ? [sql`promisor`, sql`promisee`] : [sql`promisee`, sql`promisor`]
  if (list === 'asked' || list === 'asking')
    return [
      part(list, 0, side, sql`state = 'requested' and offered is not true`),
      part(list, 0, other, sql`state = 'requested' and offered`),
    ]
  return [
    part(list, 0, side, sql`state = 'open' and due_at < ${slippedBefore}`),
    part(list, 1, side, sql`(state = 'claimed' or (state = 'open' and due_at >= ${slippedBefore}))`),
  ]
}

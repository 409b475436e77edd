/** New promises, with all that is written and read at once when they are made. */
import { sql, type RawBuilder } from 'kysely'
import type { AtOnce } from '../../../feature.ts'
import type { Heard } from '../../../nudges/notice-limit.ts'
import { planning, type Planned } from '../../../nudges/plan.ts'
import { selectHeard } from '../../../nudges/sender-budget.ts'
import { selectClosedTo } from '../../../people/block-store.ts'
import type { Commitment } from '../domain/commitment.ts'
import { maxAsked, maxOpen, type OverLimit } from '../domain/limits.ts'
import type { Scope } from '../../../db/database.ts'
import { toRow } from './row.ts'

interface NewPromise {
  made: readonly Commitment[]
  action: 'make' | 'request' | 'offer' | 'recur'
  /** Undefined = the clock. */
  who: string | undefined
  planned: readonly Planned[]
  /** Nothing is written where something like it was made a moment ago: it may be a twin. */
  unlessMadeAfter?: Date | undefined
  /** The request is recorded by the same statement. */
  atOnce?: AtOnce | undefined
}

/** Why nothing was written, if any of the first four is there. */
interface Inserted {
  limit: OverLimit | undefined
  /** Those who want nothing from the one who acts. */
  closed: ReadonlySet<string>
  mayHaveTwin: boolean
  /** The same request was answered before. */
  wasRecorded: boolean
  /** What the others have heard of the one who acts within the hour. */
  heard: ReadonlyMap<string, Heard>
}

interface FoundRow {
  found: 'limit' | 'closed' | 'twin' | 'recorded' | 'heard'
  whom: string
  limit: OverLimit['limit']
  notices: number
  last: Date
}

/**
 * Writes new promises with the first event of each one's history and what is to be said of them, in one statement, as
 * /promise is the hot path: what forbids them, and what the receipt says, is read in the same statement (three more cost
 * a third of its time). Nothing at all is written where somebody wants nothing of the one who acts, or where that one would
 * have too many: promises given, or requests waiting. What others ask of somebody takes nothing of what they may give.
 */
export async function insertPromises(
  scope: Scope & { now: Date },
  { made, action, who, planned, unlessMadeAfter, atOnce }: NewPromise,
): Promise<Inserted> {
  const { db, teamId, now } = scope
  const overLimit = overLimits[action](teamId)
  const rows = JSON.stringify(made.map((promise) => toRow(scope, promise)))
  const others = made.map(({ promisor, promisee }) => (promisor === who ? promisee : promisor))
  const isRoom = sql`not exists (select from over_limit) and not exists (select from closed) and not exists (select from twin)`
  const isToWrite = atOnce ? sql`exists (select from recorded)` : isRoom
  const statement = sql<FoundRow>`
    with asked as materialized (
      select * from jsonb_populate_recordset(null::promises, ${rows}::jsonb)
    ), over_limit as materialized (
      ${overLimit}
    ), closed as materialized (
      ${selectClosedTo(teamId, who, others)}
    ), twin as materialized (
      ${unlessMadeAfter ? twins(teamId, unlessMadeAfter) : sql`select where false`}
    ), ${atOnce ? sql`${atOnce.recording(isRoom)},` : sql``} made as (
      insert into promises select * from asked where ${isToWrite}
    ), begun as (
      insert into promise_events (team_id, promise_id, seq, at, who, action, due_at)
      select team_id, id, 1, made_at, ${who ?? null}::text, ${action}::text, due_at from asked where ${isToWrite}
    ), ${planning(teamId, planned, now, isToWrite)}
    select 'limit' as found, whom, "limit", null::int as notices, null::timestamptz as last from over_limit
    union all select 'closed', user_id, null, null, null from closed
    union all select 'twin', null, null, null, null from twin
    ${atOnce ? sql`union all select 'recorded', null, null, null, null from recorded` : sql``}
    union all select 'heard', "userId", null, notices, last
    from (${selectHeard(teamId, { userIds: others, from: who ?? '', now })}) as heard`
  const found = atOnce ? await atOnce.commit(statement) : (await statement.execute(db)).rows
  const of = (kind: FoundRow['found']) => found.filter((row) => row.found === kind)
  const [limit] = of('limit')
  const closed = new Set(of('closed').map(({ whom }) => whom))
  const mayHaveTwin = of('twin').length > 0
  const isRefused = limit !== undefined || closed.size > 0 || mayHaveTwin
  return {
    limit,
    closed,
    mayHaveTwin,
    wasRecorded: atOnce !== undefined && !isRefused && !of('recorded').length,
    heard: new Map(of('heard').map(({ whom, notices, last }) => [whom, { notices, last }])),
  }
}

/**
 * Between the same two and due at the same time; the words are encrypted, so that they are compared later. Asked of each
 * by itself: a join was planned over all promises of the last minute, by the index of their age.
 */
function twins(teamId: string, madeAfter: Date): RawBuilder<unknown> {
  return sql`select from asked a cross join lateral (
        select max(p.made_at) as made_at from promises p
        where p.team_id = ${teamId} and p.promisor = a.promisor and p.due_at = a.due_at
          and p.state in ('requested', 'open', 'claimed') and p.promisee = a.promisee) as newest
      where newest.made_at > ${madeAfter}::timestamptz limit 1`
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

/** What promises say of what passed between people, as numbers. */
import { sql, type RawBuilder } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import type { Dealing, DealingSpan } from '../../../people/dealing.ts'
import { graceMinutes } from '../domain/commitment.ts'

/** By week and colleague. Each of the four parts of `base` is served by an index of its own. */
export async function countPromiseDealings(
  { db, teamId }: Scope,
  { userId, other, from, to }: DealingSpan,
): Promise<Dealing[]> {
  const part = (mine: RawBuilder<unknown>, theirs: RawBuilder<unknown>, fits: RawBuilder<unknown>) => sql`
    select * from promises where team_id = ${teamId} and ${mine} = ${userId} and ${fits}
      ${other ? sql`and ${theirs} = ${other}` : sql``}`
  const isOpen = sql`state in ('requested', 'open', 'claimed')`
  const isRecent = sql`closed_at is not null and closed_at > ${from} and closed_at <= ${to}`
  const [promisor, promisee] = [sql`promisor`, sql`promisee`]
  const { rows } = await sql<Row>`
    with base as (
      ${part(promisor, promisee, isOpen)} union all ${part(promisee, promisor, isOpen)}
      union all ${part(promisor, promisee, isRecent)} union all ${part(promisee, promisor, isRecent)}
    ), move as (
      -- The offer that an agreed move answers is the last one before it.
      select b.promisor, b.promisee, a.at, offer.at <= a.from_due_at as is_before
      from base b join promise_events a on a.team_id = b.team_id and a.promise_id = b.id and a.action = 'agree'
      cross join lateral (
        select o.at, o.who from promise_events o
        where o.team_id = b.team_id and o.promise_id = b.id and o.seq < a.seq and o.action = 'propose'
        order by o.seq desc limit 1) as offer
      where offer.who = b.promisor and a.due_at <> a.from_due_at
    ), deed as (
      select d.* from base b cross join lateral (values
        (case when b.state not in ('requested', 'declined', 'withdrawn', 'expired') then 'promised' end,
          b.promisor, b.promisee, b.made_at, null, b.state in ('open', 'claimed')),
        (${outcome}, b.promisor, b.promisee, b.closed_at, null, false),
        (case when b.thanked or b.thanks is not null or b.currency is not null then 'thanked' end,
          b.promisee, b.promisor, coalesce(b.closed_at, b.made_at), b.currency, false)
      ) as d(kind, giver, taker, at, currency, is_open)
      union all
      select case when is_before then 'moved_before' else 'moved_after' end, promisor, promisee, at, null, false
      from move
    )
    select kind, giver as "from", taker as "to", currency, count(*)::int as count, max(at) as at, bool_or(is_open) as "hasOpen",
      floor(extract(epoch from ${to}::timestamptz - at) / 604800)::int as week
    from deed where kind is not null and at > ${from} and at <= ${to} group by 1, 2, 3, 4, 8`.execute(db)
  return rows.map(({ currency, hasOpen, ...row }) =>
    Object.assign(row, currency && { currency }, hasOpen && { hasOpen }),
  )
}

type Row = Omit<Dealing, 'currency' | 'hasOpen'> & { currency: Dealing['currency'] | null; hasOpen: boolean }

/** In time, by the grace that a claim has. One that was moved before and is then in time was kept as agreed. */
const outcome = sql`case
  when b.state in ('broken', 'lapsed') then b.state
  when b.state <> 'kept' then null
  when not coalesce(b.is_in_time,
    coalesce(b.claimed_at, b.closed_at) <= b.due_at + make_interval(mins => ${sql.lit(graceMinutes)})) then 'kept_late'
  when b.renegotiated > 0 then 'kept_renegotiated'
  else 'kept_on_time' end`

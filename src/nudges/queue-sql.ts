/** Parts of statements about the delivery queue: `q` is its row, `i` the recipient's inbox, `d` the nudge. */
import { sql } from 'kysely'

/**
 * What a row of the queue waits for, as literals of SQL. Not as parameters: Postgres reuses one plan for a prepared
 * statement and would then not know that nearly all rows await 'post' or 'move'. ('move' and 'human' are the names that
 * the database keeps for a timer and for a manual check.)
 */
export const awaits = {
  post: sql`'post'`,
  timer: sql`'move'`,
  history: sql`'history'`,
  manual: sql`'human'`,
} as const

/** A process holds the inbox and claimed this row with it. */
export const inFlight = sql`(i.lease_until is not null and q.not_before <= i.attempt_at)`

/** The message has arrived, or may be on its way now. */
export const mayHaveArrived = sql`(d.state in ('sent', 'needs_human') or exists (
  select from nudge_queue q join inboxes i on i.team_id = q.team_id and i.user_id = q.user_id
  where q.team_id = d.team_id and q.user_id = d.user_id and q.nudge_id = d.id
    and (q.awaits = ${awaits.history} or q.awaits = ${awaits.post} and ${inFlight})))`

/** The nudge's state, and of a pending one what is happening to it; `q` and `i` may be absent. */
export const deliveryStatus = sql<string>`(case when d.state <> 'pending' then d.state
  when q.awaits = ${awaits.history} then 'unknown'
  when q.awaits = ${awaits.post} and ${inFlight} then 'sending' else 'pending' end)`

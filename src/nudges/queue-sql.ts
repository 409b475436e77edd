/** What a row of the queue is about just now, as parts of statements: `q` is the row, `i` its inbox, `d` the nudge. */
import { sql } from 'kysely'

/** A process holds the inbox, and took this row with it. */
export const inFlight = sql`(i.lease_until is not null and q.not_before <= i.attempt_at)`

/** It has reached somebody, or may be on its way to them this moment. */
export const mayHaveArrived = sql`(d.state in ('sent', 'needs_human') or exists (
  select from nudge_queue q join inboxes i on i.team_id = q.team_id and i.user_id = q.user_id
  where q.team_id = d.team_id and q.user_id = d.user_id and q.nudge_id = d.id
    and (q.awaits = 'history' or q.awaits = 'post' and ${inFlight})))`

/** What becomes of it just now, in one word; `q` and `i` may be absent. */
export const deliveryStatus = sql<string>`(case when d.state <> 'pending' then d.state when q.awaits = 'history' then 'unknown'
  when q.awaits = 'post' and ${inFlight} then 'sending' else 'pending' end)`

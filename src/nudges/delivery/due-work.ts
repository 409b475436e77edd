/** Which workspaces have something to do, and when there will be something next. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../db/database.ts'
import { awaits } from '../queue-sql.ts'
import type { DeliveryContext } from './context.ts'

/**
 * Whether anything is due anywhere, or somebody paused has it. Of each sort only the first is looked at: with the time as a
 * parameter Postgres takes a third of all rows for due, and plans such a statement anew each time, which doubled an idle
 * heartbeat among 100,000 promises.
 */
async function isAnythingDue(db: Db, now: Date): Promise<boolean> {
  const first = (what: RawBuilder<unknown>) =>
    sql`(select min(not_before) from nudge_queue where awaits = ${what})`
  const { rows } = await sql<{ is_due: boolean | null }>`
    select least(${first(awaits.post)}, ${first(awaits.timer)}, ${first(awaits.history)}) <= ${now}
      or exists (select from nudges where stale and state = 'sent')
      or exists (select from nudge_duplicates where healed_at is null) as is_due`.execute(db)
  return rows[0]?.is_due === true
}

/**
 * Workspaces in which a message, a timer, a look-up, an edit or a deletion is due. It begins with what is due, by indexes
 * that do not begin with the workspace, so that it costs what is due and not how many workspaces there are.
 */
export async function listDueTeams(db: Db, now: Date): Promise<string[]> {
  if (!(await isAnythingDue(db, now))) return []
  const waiting = (what: RawBuilder<unknown>) => sql`
    select distinct team_id, ${what} as work from nudge_queue where awaits = ${what} and not_before <= ${now}`
  const { rows } = await sql<{ team_id: string }>`
    select distinct w.team_id
    from (
      ${waiting(awaits.post)} union all ${waiting(awaits.timer)} union all ${waiting(awaits.history)}
      union all select distinct team_id, 'edit' from nudges where stale and state = 'sent'
      union all select distinct team_id, 'delete' from nudge_duplicates where healed_at is null
    ) as due join workspaces w on w.team_id = due.team_id
    where w.state = 'active' and coalesce(
      case due.work when ${awaits.post} then w.paused_until when ${awaits.history} then w.history_paused_until
        when 'edit' then w.edits_paused_until end,
      ${now}) <= ${now}`.execute(db)
  return rows.map((row) => row.team_id)
}

/** When the rate limit lets through something that is due already; undefined = nothing waits for the rate limit. */
export async function nextSlotAt(
  { ctx, rateLimit }: DeliveryContext,
  teamId: string,
  now: Date,
): Promise<Date | undefined> {
  // The workspace's next_send_at says when its whole burst is free again; a single message may go that much earlier.
  const early = ((rateLimit.burst - 1) * 60) / rateLimit.perMinute
  const { rows } = await sql<{ at: Date | null }>`
    select greatest(w.next_send_at - make_interval(secs => ${early}::float8), w.paused_until, i.next_send_at) as at
    from workspaces w, lateral (
      select i.next_send_at
      from nudge_queue q join inboxes i on i.team_id = q.team_id and i.user_id = q.user_id
      where q.team_id = w.team_id and q.awaits = ${awaits.post} and q.not_before <= ${now} and i.lease_until is null
      order by q.not_before limit 1
    ) as i
    where w.team_id = ${teamId} and w.state = 'active'`.execute(ctx.db)
  return rows[0]?.at ?? undefined
}

/** The earliest time at which something planned becomes due, or is to be told or tried of somebody who can't be reached. */
export async function nextDue(db: Db): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date | null }>`
    select least((
      select min(q.not_before) from nudge_queue q join workspaces w on w.team_id = q.team_id and w.state = 'active'
      where q.awaits <> ${awaits.manual}
    ), (
      select min(case when (p.unreachable_since is not null) <> p.is_unreachable_told then 'epoch'
        when not p.has_left then p.missed_retry_at end)
      from people p join workspaces w on w.team_id = p.team_id and w.state = 'active'
      where p.unreachable_since is not null or p.is_unreachable_told
    )) as at`.execute(db)
  return rows[0]?.at ?? undefined
}

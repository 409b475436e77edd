/** Every query of the fault runs on the ledger's tables, so that a change of the tables touches this file only. */
import type pg from 'pg'

export interface PlannedRow {
  id: string
  userId: string
  promiseId: string
  /** The outcome of an attempt was unknown. */
  unclear: boolean
  state: string
}

export async function listPlanned(pool: pg.Pool): Promise<PlannedRow[]> {
  const { rows } = await pool.query<PlannedRow>(
    'select id, user_id as "userId", subject_id as "promiseId", code is not null as unclear, state from nudges',
  )
  return rows
}

/** Rows still in the queue. */
export function countUnsettled(pool: pg.Pool): Promise<number> {
  return count(pool, 'nudge_queue')
}

/** Rows whose time has come. */
export function countDue(pool: pg.Pool): Promise<number> {
  return count(pool, 'nudge_queue where not_before <= clock_timestamp()')
}

/** Messages that are due, in flight or being looked up. */
export function countUnsaid(pool: pg.Pool): Promise<number> {
  return count(
    pool,
    `nudge_queue q where awaits = 'history' or awaits = 'post' and not_before <= clock_timestamp()`,
  )
}

/** Inboxes that a process has claimed, and has neither settled nor released. */
export function countClaimed(pool: pg.Pool): Promise<number> {
  return count(pool, 'inboxes where lease_until is not null')
}

/** Second messages that were found and not yet deleted. */
export function countDuplicatesLeft(pool: pg.Pool): Promise<number> {
  return count(pool, 'nudge_duplicates where healed_at is null')
}

/** Rows that only a person can settle. */
export function countManual(pool: pg.Pool): Promise<number> {
  return count(pool, `nudge_queue where awaits = 'human'`)
}

/** Ages every unknown outcome as if it were more than a day old and had been looked up often. */
export async function ageUnknown(pool: pg.Pool): Promise<void> {
  await pool.query(`
    update nudge_queue set attempt_at = attempt_at - interval '25 hours', fence = fence + 20
    where awaits = 'history' and attempt_at > clock_timestamp() - interval '24 hours'`)
}

async function count(pool: pg.Pool, what: string): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(`select count(*)::int as n from ${what}`)
  return rows[0]!.n
}

export const claimChannel = 'claimed'

/** Announces every commit of a claim on `claimChannel`, with the application_name of its process. */
export async function announceClaims(pool: pg.Pool): Promise<void> {
  await pool.query(`
    create function announce_claim() returns trigger language plpgsql as $$
    begin
      perform pg_notify('${claimChannel}', current_setting('application_name'));
      return null;
    end $$;
    create trigger announce_claim after update on inboxes for each row
    when (old.lease_until is null and new.lease_until is not null) execute function announce_claim()`)
}

/** A flaw: a send with an unknown outcome is due again at once, without reading history. */
export async function resendUnknown(pool: pg.Pool): Promise<void> {
  await pool.query(`update nudge_queue set awaits = 'post' where awaits = 'history'`)
  await pool.query(`update inboxes set lease_until = null where lease_until < clock_timestamp()`)
}

/** A flaw: these are marked as sent before they are. */
export async function markAsSent(pool: pg.Pool, teamId: string, ids: readonly string[]): Promise<void> {
  await pool.query(
    `with gone as (delete from nudge_queue where team_id = $1 and nudge_id::text = any($2) returning nudge_id)
     update nudges d set state = 'sent', message_ts = '1.000000'
     from gone where d.team_id = $1 and d.id = gone.nudge_id`,
    [teamId, ids],
  )
}

/** All that the fault runs read of the ledger's tables, so that a change of the tables is a change of this file. */
import type pg from 'pg'

export interface PlannedRow {
  id: string
  userId: string
  promiseId: string
  /** An attempt at it ended unclear. */
  unclear: boolean
}

export async function listPlanned(pool: pg.Pool): Promise<PlannedRow[]> {
  const { rows } = await pool.query<PlannedRow>(
    'select id, user_id as "userId", subject_id as "promiseId", code is not null as unclear from nudges',
  )
  return rows
}

/** Rows that have not come to an end. */
export function countUnsettled(pool: pg.Pool): Promise<number> {
  return count(pool, 'nudge_queue')
}

/** Rows whose time has come. */
export function countDue(pool: pg.Pool): Promise<number> {
  return count(pool, 'nudge_queue where not_before <= clock_timestamp()')
}

/** Inboxes that a process has taken, and has neither settled nor given back. */
export function countClaimed(pool: pg.Pool): Promise<number> {
  return count(pool, 'inboxes where lease_until is not null')
}

/** Second messages that were found and not yet taken down. */
export function countToHeal(pool: pg.Pool): Promise<number> {
  return count(pool, 'nudge_duplicates where healed_at is null')
}

/** Rows that only a person can settle. */
export function countForHumans(pool: pg.Pool): Promise<number> {
  return count(pool, `nudge_queue where awaits = 'human'`)
}

/** As if everything unclear had been tried more than a day ago, and looked up often enough since. */
export async function ageUnclear(pool: pg.Pool): Promise<void> {
  await pool.query(`
    update nudge_queue set attempt_at = attempt_at - interval '25 hours', fence = fence + 20
    where awaits = 'history' and attempt_at > clock_timestamp() - interval '24 hours'`)
}

async function count(pool: pg.Pool, what: string): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(`select count(*)::int as n from ${what}`)
  return rows[0]!.n
}

export const claimChannel = 'claimed'

/** From now on every commit of a claim is told on `claimChannel`, with the application_name of who made it. */
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

/** A flaw: whatever ended unclear is due again at once, and nobody is asked. */
export async function forgetWhatIsUnclear(pool: pg.Pool): Promise<void> {
  await pool.query(`update nudge_queue set awaits = 'post' where awaits = 'history'`)
  await pool.query(`update inboxes set lease_until = null where lease_until < clock_timestamp()`)
}

/** A flaw: these are noted as sent before they are. */
export async function noteAsSent(pool: pg.Pool, teamId: string, ids: readonly string[]): Promise<void> {
  await pool.query(
    `with gone as (delete from nudge_queue where team_id = $1 and nudge_id::text = any($2) returning nudge_id)
     update nudges d set state = 'sent', message_ts = '1.000000'
     from gone where d.team_id = $1 and d.id = gone.nudge_id`,
    [teamId, ids],
  )
}

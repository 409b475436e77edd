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
    'select id, user_id as "userId", subject_id as "promiseId", fence > attempts as unclear from nudges',
  )
  return rows
}

/** Rows that have not come to an end. */
export function countUnsettled(pool: pg.Pool): Promise<number> {
  return count(pool, `nudges where state in ('pending', 'sending', 'unknown', 'needs_human')`)
}

/** Rows that a process has taken, and has neither settled nor given back. */
export function countClaimed(pool: pg.Pool): Promise<number> {
  return count(pool, `nudges where state = 'sending'`)
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
    create trigger announce_claim after update on nudges for each row
    when (old.state <> 'sending' and new.state = 'sending') execute function announce_claim()`)
}

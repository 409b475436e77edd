/** Fills a fresh database: workspaces, people whose hours are all day, and nudges that are due. */
import pg from 'pg'
import { migrate } from '../../src/db/migrate.ts'
import { openDatabase } from '../../src/db/database.ts'

export interface Seeded {
  databaseUrl: string
  teams: string[]
}

export async function seedWorkspaces(
  databaseUrl: string,
  teams: number,
  peopleEach: number,
): Promise<Seeded> {
  const opened = await openDatabase({ url: databaseUrl })
  await migrate(opened.db)
  await opened.close()
  const ids = Array.from({ length: teams }, (_, index) => `T0BENCH${String(index).padStart(3, '0')}`)
  await query(
    databaseUrl,
    `insert into workspaces (team_id, name, installed_at) select id, id, clock_timestamp() from unnest($1::text[]) as id`,
    [ids],
  )
  await query(
    databaseUrl,
    `insert into people (team_id, user_id, name, real_name, zone, fetched_at, day_start, day_end, workdays, daily_budget)
     select id, 'U0P' || n, 'p' || n, 'Person ' || n, 'UTC', clock_timestamp(), '00:00', '23:59', '{1,2,3,4,5,6,7}', 1000000
     from unnest($1::text[]) as id, generate_series(1, $2::int) as n`,
    [ids, peopleEach],
  )
  await query(
    databaseUrl,
    `insert into inboxes (team_id, user_id, channel_id)
     select id, 'U0P' || n, 'D0P' || n from unnest($1::text[]) as id, generate_series(1, $2::int) as n`,
    [ids, peopleEach],
  )
  return { databaseUrl, teams: ids }
}

/** One nudge a person, due now. */
export async function seedNudges(
  { databaseUrl, teams }: Seeded,
  each: number,
  peopleEach = each,
): Promise<void> {
  await query(
    databaseUrl,
    `with plan as materialized (
       select id as team_id, gen_random_uuid() as id, 'U0P' || (1 + n % $3::int) as user_id, clock_timestamp() as due
       from unnest($1::text[]) as id, generate_series(1, $2::int) as n
     ), queued as (
       insert into nudge_queue (team_id, user_id, nudge_id, awaits, not_before)
       select team_id, user_id, id, 'post', due from plan
     )
     insert into nudges (team_id, id, user_id, kind, dedupe_key, manner, planned_at, due_at)
     select team_id, id, user_id, 'bench.note', id::text, 'nudge', due, due from plan`,
    [teams, each, peopleEach],
  )
  await query(databaseUrl, 'analyze')
}

export async function query<Row extends pg.QueryResultRow>(
  databaseUrl: string,
  text: string,
  values: unknown[] = [],
) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<Row>(text, values)
    return rows
  } finally {
    await client.end()
  }
}

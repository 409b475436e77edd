/** Fills a migrated database with workspaces, people, open promises, and one due reminder for each promise. */
import type pg from 'pg'
import { encrypt } from '../../src/db/encryption.ts'
import type { SlackTeam } from './settings.ts'

export interface SeedSettings {
  nudges: number
  /** Over how many seconds from now they come due. */
  overSeconds: number
  /** For how long they have been due already, in seconds. */
  agoSeconds?: number
  /** In how many equal parts they come, and how many seconds lie between two of them. */
  waves?: { count: number; everySeconds: number }
  dayStart?: string
  dayEnd?: string
}

export const encryptionKey = Buffer.alloc(32, 7)

export async function seedTeams(
  pool: pg.Pool,
  teams: readonly SlackTeam[],
  hours: Partial<SeedSettings> = {},
): Promise<void> {
  const { dayStart = '00:00', dayEnd = '23:59' } = hours
  for (const { teamId, token, botUserId, people } of teams) {
    const installation = {
      team: { id: teamId, name: teamId },
      enterprise: undefined,
      user: { id: people[0], token: undefined, scopes: undefined },
      isEnterpriseInstall: false,
      bot: { token, id: 'B0', userId: botUserId, scopes: [] },
    }
    await pool.query(
      `insert into workspaces (team_id, name, bot_user_id, installation, installed_at)
       values ($1, $1, $2, $3, clock_timestamp())`,
      [
        teamId,
        botUserId,
        encrypt(JSON.stringify(installation), encryptionKey, `workspaces|installation|${teamId}`),
      ],
    )
    await pool.query(
      `insert into people (team_id, user_id, name, real_name, zone, fetched_at, day_start, day_end, workdays, daily_budget)
       select $1, id, id, id, 'UTC', clock_timestamp(), $3, $4, '{1,2,3,4,5,6,7}', 1000000 from unnest($2::text[]) as id`,
      [teamId, people, dayStart, dayEnd],
    )
    await pool.query(`insert into inboxes (team_id, user_id) select $1, id from unnest($2::text[]) as id`, [
      teamId,
      people,
    ])
  }
}

/** One promise with one nudge each, spread evenly over people and time. */
export async function seedNudges(
  pool: pg.Pool,
  teams: readonly SlackTeam[],
  sowing: SeedSettings,
): Promise<void> {
  const { nudges, agoSeconds = 0, waves = { count: 1, everySeconds: 0 } } = sowing
  for (let wave = 0; wave < waves.count; wave++)
    await seedWave(pool, teams, {
      ...sowing,
      nudges: nudges / waves.count,
      agoSeconds: agoSeconds - wave * waves.everySeconds,
    })
  await pool.query('analyze')
}

async function seedWave(
  pool: pg.Pool,
  teams: readonly SlackTeam[],
  { nudges, overSeconds, agoSeconds = 0 }: SeedSettings,
): Promise<void> {
  const each = Math.ceil(nudges / teams.length)
  for (const [index, { teamId, people }] of teams.entries()) {
    const size = Math.min(each, nudges - index * each)
    if (size <= 0) break
    await pool.query(
      `with plan as materialized (
         select gen_random_uuid() as promise, gen_random_uuid() as nudge, ($2::text[])[1 + n % $3] as promisor,
           ($2::text[])[1 + (n + 1) % $3] as promisee,
           clock_timestamp() - make_interval(secs => $5) + make_interval(secs => $6 * random()) as due
         from generate_series(1, $4::int) as n
       ), promised as (
         insert into promises (team_id, id, promisor, promisee, what, state, due_at, due_zone, due_words, made_at, last_seq)
         select $1, promise, promisor, promisee, 'ship the deck', 'open', due, 'UTC', 'today', due - interval '1 day', 1
         from plan
       ), queued as (
         insert into nudge_queue (team_id, user_id, nudge_id, awaits, not_before)
         select $1, promisor, nudge, 'post', due from plan
       )
       insert into nudges (team_id, id, user_id, kind, subject_id, subject_version, dedupe_key, manner, planned_at, due_at)
       select $1, nudge, promisor, 'promises.due', promise, 1, promise || ':due', 'nudge', due - interval '1 day', due
       from plan`,
      [teamId, people, people.length, size, agoSeconds, overSeconds],
    )
  }
}

export interface Hours {
  /** IANA. */
  zone: string
  /** 'HH:mm' */
  dayStart: string
  dayEnd: string
}

export async function setWorkingHours(
  pool: pg.Pool,
  userIds: readonly string[],
  hours: Hours,
): Promise<void> {
  await pool.query(
    `update people set zone = $2, day_start = $3, day_end = $4, fetched_at = clock_timestamp() where user_id = any($1)`,
    [userIds, hours.zone, hours.dayStart, hours.dayEnd],
  )
}

/** Closes some of the promises and leaves their nudges planned; returns their ids. */
export async function closePromises(pool: pg.Pool, count: number): Promise<Set<string>> {
  const { rows } = await pool.query<{ id: string }>(
    `update promises set state = 'kept', closed_at = clock_timestamp()
     where id in (select id from promises order by id limit $1) returning id`,
    [count],
  )
  return new Set(rows.map((row) => row.id))
}

/**
 * The one line into a channel whose pulse has closed, under kills and a failing Slack: it never stands there twice, and where
 * nobody can know whether it came through, a person is asked to look.
 */
import { setTimeout as rest } from 'node:timers/promises'
import type pg from 'pg'
import { startChaos } from './chaos.ts'
import { defaults } from './fault-run.ts'
import { openEnvironment } from './fault-environment.ts'
import { countManual, countUnsettled, listPlanned } from './ledger-view.ts'
import type { SlackTeam } from './settings.ts'
import { chaosTarget, startSharedServers } from './shared-servers.ts'

const shared = startSharedServers()
const [teams, channels] = [10, 50] as const

test('500 closed pulses are told to their channels, a process killed every 3 seconds', async () => {
  const environment = await openEnvironment(shared.server, shared.bundle, {
    ...defaults,
    teams,
    nudges: 0,
    slack: { channels },
  })
  const { pool } = environment
  try {
    for (const team of environment.slack.ready.teams) await seedClosedPulses(pool, team)
    const plan = { workers: 3, killEvery: 3000, harmSeconds: 40 }
    const chaos = await startChaos(chaosTarget(shared, environment), plan)
    const isSettled = await settles(pool)
    await chaos.stop()
    const { posted, faults } = await environment.readRecord()
    const rows = await listPlanned(pool)
    const found = rows.map(({ id, state }) => ({ state, posts: posted[id] ?? 0 }))
    const count = (fits: (one: { state: string; posts: number }) => boolean) => found.filter(fits).length
    const figures = {
      planned: rows.length,
      twice: count(({ posts }) => posts > 1),
      silentlyLost: count(({ state, posts }) => posts === 0 && state !== 'needs_human'),
      toldOnce: count(({ posts }) => posts === 1),
      leftToAPerson: count(({ state }) => state === 'needs_human'),
    }
    process.stderr.write(`${JSON.stringify({ ...figures, ...chaos.counts, faults })}\n`)
    expect({ isSettled, ...figures }).toMatchObject({
      isSettled: true,
      planned: teams * channels,
      twice: 0,
      silentlyLost: 0,
    })
    expect(figures.toldOnce).toBeGreaterThan(0)
    // The kills were met: of some nobody knows whether they were posted, and they are not posted again.
    expect(figures.leftToAPerson).toBeGreaterThan(0)
    expect(chaos.counts.kills).toBeGreaterThan(3)
    expect(chaos.counts.exits).toBe(0)
  } finally {
    await environment.close()
  }
}, 400_000)

/** Until only what a person has to look at is left. */
async function settles(pool: pg.Pool): Promise<boolean> {
  const end = performance.now() + 300_000
  while (performance.now() < end) {
    if ((await countUnsettled(pool)) === (await countManual(pool))) return true
    await rest(500)
  }
  return false
}

async function seedClosedPulses(pool: pg.Pool, { teamId, people, channels: ids }: SlackTeam): Promise<void> {
  await pool.query(`insert into inboxes (team_id, user_id) select $1, id from unnest($2::text[]) as id`, [
    teamId,
    ids,
  ])
  await pool.query(
    `with plan as materialized (
       select gen_random_uuid() as pulse, gen_random_uuid() as nudge, id as channel,
         clock_timestamp() + make_interval(secs => 30 * random()) as due
       from unnest($2::text[]) as id
     ), closed as (
       insert into pulses (team_id, id, channel_id, starter, wording, state, opened_at, closes_at, closed_at, asked, answered)
       select $1, pulse, channel, $3, 1, 'released', due - interval '7 days', due, due, 6, 5 from plan
     ), queued as (
       insert into nudge_queue (team_id, user_id, nudge_id, awaits, not_before)
       select $1, channel, nudge, 'post', due from plan
     )
     insert into nudges (team_id, id, user_id, kind, subject_id, subject_version, dedupe_key, manner, planned_at, due_at)
     select $1, nudge, channel, 'pulse.closed', pulse, 0, pulse || ':closed', 'notice', due, due from plan`,
    [teamId, ids, people[0]],
  )
}

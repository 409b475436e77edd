/**
 * Many workspaces at Slack's rate limit, scaled in time: how near the limit delivery comes, and whether a throttled workspace
 * delays the others.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { httpMessenger, openDelivery } from './ledger/forthright.ts'
import { startChild } from './parts/child.ts'
import { print, printFigure } from './parts/figure.ts'
import { freshUrl } from './parts/server.ts'
import type { StandInReady, StandInSettings } from './parts/slack-stand-in.ts'
import { query, seedWorkspaces, seedNudges, type Seeded } from './parts/seed.ts'

const workspaces = 30
const each = Number(process.env.BENCH_EACH ?? 334)
/** Slack's 200 a minute, three times as fast. */
const rateLimit = { perMinute: 600, burst: 10, perChannelMs: 0 }
const allowedSeconds = ((each - rateLimit.burst) / rateLimit.perMinute) * 60

interface Lateness {
  seconds: number
  /** Seconds from due to sent, over all workspaces but the throttled one. */
  p99: number
}

export async function benchLimits(): Promise<void> {
  print(
    `${workspaces} workspaces with ${each} nudges due at once, ${rateLimit.perMinute} a minute each: at best ${allowedSeconds} s`,
  )
  const free = await runWorkspaces({})
  const throttled = await runWorkspaces({ throttled: { token: 'xoxb-T0BENCH000', retryAfter: 30 } })
  print(
    `    ${free.seconds.toFixed(1)} s, p99 late ${free.p99.toFixed(1)} s; one throttled: p99 late ${throttled.p99.toFixed(1)} s`,
  )
  printFigure({
    name: 'total time, against what the rate limit allows',
    ratios: [free.seconds / allowedSeconds],
    aim: { atMost: 1.05 },
  })
  printFigure({
    name: "the others' p99 lateness while one workspace is throttled, against none",
    ratios: [throttled.p99 / free.p99],
    aim: { atMost: 1.1 },
  })
}

async function runWorkspaces(settings: StandInSettings): Promise<Lateness> {
  const slack = await startChild<StandInReady>('parts/slack-stand-in.ts', settings)
  const seeded = await seedWorkspaces(await freshUrl('limits'), workspaces, each)
  await seedNudges(seeded, each)
  const delivery = await openDelivery(seeded.databaseUrl, httpMessenger(slack.ready.apiUrl), rateLimit)
  const judged = settings.throttled ? seeded.teams.slice(1) : seeded.teams
  // As the service does: a workspace is woken when something is due, and passed over at every heartbeat.
  seeded.teams.forEach(delivery.wake)
  const heartbeat = setInterval(() => void delivery.runPass(), 15_000)
  await allSent(seeded, judged)
  clearInterval(heartbeat)
  const [found] = await query<Lateness>(
    seeded.databaseUrl,
    `select extract(epoch from max(sent_at) - min(due_at))::float8 as seconds,
       (percentile_cont(0.99) within group (order by extract(epoch from sent_at - due_at)))::float8 as p99
     from nudges where team_id = any($1)`,
    [judged],
  )
  await delivery.close()
  await slack.stop()
  return found!
}

async function allSent({ databaseUrl }: Seeded, teams: string[]): Promise<void> {
  for (;;) {
    const [left] = await query<{ n: number }>(
      databaseUrl,
      `select count(*)::int as n from nudges where state <> 'sent' and team_id = any($1)`,
      [teams],
    )
    if (left!.n === 0) return
    await sleep(100)
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await benchLimits()
  process.exit(0)
}

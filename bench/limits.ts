/** Many workspaces at Slack's pace, scaled in time: how near to what the pace allows, and whether one that is throttled delays the others. */
import { setTimeout as rest } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { httpCourier, openOurs } from './ledger/ours.ts'
import { startChild } from './parts/child.ts'
import { say, sayFigure } from './parts/figure.ts'
import { freshUrl } from './parts/server.ts'
import type { StandInReady, StandInSettings } from './parts/slack-stand-in.ts'
import { query, sow, sowNudges, type Field } from './parts/sow.ts'

const workspaces = 30
const each = Number(process.env.BENCH_EACH ?? 334)
/** Slack's 200 a minute, three times as fast. */
const pace = { perMinute: 600, burst: 10, perChannelMs: 0 }
const allowedSeconds = ((each - pace.burst) / pace.perMinute) * 60

interface Pass {
  seconds: number
  /** Seconds from due to sent, over all workspaces but the throttled one. */
  p99: number
}

export async function benchLimits(): Promise<void> {
  say(
    `${workspaces} workspaces with ${each} nudges due at once, ${pace.perMinute} a minute each: at best ${allowedSeconds} s`,
  )
  const free = await pass({})
  const throttled = await pass({ throttled: { token: 'xoxb-T0BENCH000', retryAfter: 30 } })
  say(
    `    ${free.seconds.toFixed(1)} s, p99 late ${free.p99.toFixed(1)} s; one throttled: p99 late ${throttled.p99.toFixed(1)} s`,
  )
  sayFigure({
    name: 'total time, against what the pace allows',
    ratios: [free.seconds / allowedSeconds],
    aim: { atMost: 1.05 },
  })
  sayFigure({
    name: "the others' p99 lateness while one workspace is throttled, against none",
    ratios: [throttled.p99 / free.p99],
    aim: { atMost: 1.1 },
  })
}

async function pass(settings: StandInSettings): Promise<Pass> {
  const slack = await startChild<StandInReady>('parts/slack-stand-in.ts', settings)
  const field = await sow(await freshUrl('limits'), workspaces, each)
  await sowNudges(field, each)
  const ours = await openOurs(field.databaseUrl, httpCourier(slack.ready.apiUrl), pace)
  const judged = settings.throttled ? field.teams.slice(1) : field.teams
  // As the app does: every workspace spoken in as soon as something is due, and looked at by every heartbeat.
  field.teams.forEach(ours.kick)
  const heart = setInterval(() => void ours.tick(), 15_000)
  await allSent(field, judged)
  clearInterval(heart)
  const [found] = await query<Pass>(
    field.databaseUrl,
    `select extract(epoch from max(sent_at) - min(due_at))::float8 as seconds,
       (percentile_cont(0.99) within group (order by extract(epoch from sent_at - due_at)))::float8 as p99
     from nudges where team_id = any($1)`,
    [judged],
  )
  await ours.close()
  await slack.stop()
  return found!
}

async function allSent({ databaseUrl }: Field, teams: string[]): Promise<void> {
  for (;;) {
    const [left] = await query<{ n: number }>(
      databaseUrl,
      `select count(*)::int as n from nudges where state <> 'sent' and team_id = any($1)`,
      [teams],
    )
    if (left!.n === 0) return
    await rest(100)
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await benchLimits()
  process.exit(0)
}

/** The ledger by itself, and with real posts, against two queues on the same Postgres. */
import { pathToFileURL } from 'node:url'
import { WebClient } from '@slack/web-api'
import { section } from '../src/slack/blocks.ts'
import { slackLibraryLogger } from '../src/ops/log.ts'
import { createWebClients } from '../src/slack/web-clients.ts'
import type { Messenger } from '../src/slack/messenger.ts'
import { pino } from 'pino'
import { text } from './ledger/message.ts'
import { httpCourier, instantCourier, openOurs } from './ledger/ours.ts'
import { boss, graphile, type Work } from './ledger/queues.ts'
import { startChild } from './parts/child.ts'
import { say, sayFigure } from './parts/figure.ts'
import { freshUrl } from './parts/server.ts'
import type { StandInReady } from './parts/slack-stand-in.ts'
import { query, sow, sowNudges } from './parts/sow.ts'
import { durations } from '../src/nudges/delivery/context.ts'

const rounds = Number(process.env.BENCH_ROUNDS ?? 3)
const count = Number(process.env.BENCH_COUNT ?? 20_000)
const teams = 20

export async function benchLedger(): Promise<void> {
  say(`the ledger alone, ${count} due nudges of as many people, ${rounds} rounds`)
  const none: Work = async () => undefined
  const alone = await compete({
    ours: ours(count, instantCourier),
    graphile: (url) => graphile(url, count, none),
    boss: (url) => boss(url, count, none),
  })
  sayFigure({
    name: 'the ledger alone, against the faster of two queues',
    ratios: alone.map((speeds) => speeds.ours! / Math.max(speeds.graphile!, speeds.boss!)),
    aim: { atLeast: 1 },
  })
}

export async function benchPosts(): Promise<void> {
  const size = Math.ceil(count / 4)
  say(`the same with real posts to a local stand-in, ${size} nudges`)
  const slack = await startChild<StandInReady>('parts/slack-stand-in.ts', {})
  const { apiUrl } = slack.ready
  const clientOptions = { slackApiUrl: apiUrl, logger: slackLibraryLogger(pino({ level: 'silent' })) }
  const client = new WebClient('xoxb-bench', {
    ...clientOptions,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  })
  const postBy =
    (by: WebClient): Work =>
    async (index) => {
      await by.chat.postMessage({ channel: `D0P${index}`, text, blocks: [section(text)] })
    }
  const post = postBy(client)
  const quick = await createWebClients(clientOptions, async () => 'xoxb-bench', durations.postMs)('T0')
  const posting = await compete({
    limit: () => bareLoop(size, post),
    quickLimit: () => bareLoop(size, postBy(quick!)),
    ours: ours(size, () => httpCourier(apiUrl)),
    graphile: (url) => graphile(url, size, post),
    boss: (url) => boss(url, size, post),
  })
  sayFigure({
    name: 'with real posts, against the faster of two queues',
    ratios: posting.map((speeds) => speeds.ours! / Math.max(speeds.graphile!, speeds.boss!)),
    aim: { atLeast: 1 },
  })
  sayFigure({
    name: 'with real posts, against a bare loop of posts',
    ratios: posting.map((speeds) => speeds.ours! / speeds.limit!),
    aim: { atLeast: 0.9 },
  })
  sayFigure({
    name: 'the same, where the bare loop has our own transport',
    ratios: posting.map((speeds) => speeds.ours! / speeds.quickLimit!),
  })
  await slack.stop()
}

type Run = (databaseUrl: string) => Promise<number>

/** Lets each contestant run once for warmth, then `rounds` times in turn; answers jobs per second by round. */
async function compete(contestants: Record<string, Run>): Promise<Record<string, number>[]> {
  const results: Record<string, number>[] = []
  for (let round = -1; round < rounds; round++) {
    const speeds: Record<string, number> = {}
    for (const [name, run] of Object.entries(contestants)) speeds[name] = await run(await freshUrl(name))
    if (round < 0) continue
    results.push(speeds)
    say(
      `    ${Object.entries(speeds)
        .map(([name, speed]) => `${name} ${speed.toFixed(0)}/s`)
        .join(', ')}`,
    )
  }
  return results
}

function ours(size: number, courier: () => Messenger): Run {
  return async (databaseUrl) => {
    const field = await sow(databaseUrl, teams, Math.ceil(size / teams))
    await sowNudges(field, Math.ceil(size / teams))
    const app = await openOurs(databaseUrl, courier())
    const start = performance.now()
    await app.tick()
    const seconds = (performance.now() - start) / 1000
    const [left] = await query<{ n: number }>(
      databaseUrl,
      `select count(*)::int as n from nudges where state <> 'sent'`,
    )
    await app.close()
    if (left!.n > 0) throw new Error(`${left!.n} nudges were not sent`)
    return size / seconds
  }
}

async function bareLoop(size: number, post: Work): Promise<number> {
  let next = 0
  const start = performance.now()
  const hand = async () => {
    while (next < size) await post(next++)
  }
  await Promise.all(Array.from({ length: 100 }, hand))
  return size / ((performance.now() - start) / 1000)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await benchLedger()
  await benchPosts()
  process.exit(0)
}

/** Delivery without a network, and with real posts, against two job queues on the same Postgres. */
import { pathToFileURL } from 'node:url'
import { WebClient } from '@slack/web-api'
import { section } from '../src/slack/blocks.ts'
import { slackLibraryLogger } from '../src/ops/log.ts'
import { createWebClients } from '../src/slack/web-clients.ts'
import type { Messenger } from '../src/slack/messenger.ts'
import { pino } from 'pino'
import { text } from './ledger/message.ts'
import { httpMessenger, instantMessenger, openDelivery } from './ledger/forthright.ts'
import { runPgBoss, runGraphileWorker, type Job } from './ledger/queues.ts'
import { startChild } from './parts/child.ts'
import { print, printFigure } from './parts/figure.ts'
import { freshUrl } from './parts/server.ts'
import type { StandInReady } from './parts/slack-stand-in.ts'
import { query, seedWorkspaces, seedNudges } from './parts/seed.ts'
import { durations } from '../src/nudges/delivery/context.ts'

const rounds = Number(process.env.BENCH_ROUNDS ?? 3)
const count = Number(process.env.BENCH_COUNT ?? 20_000)
const teams = 20

export async function benchLedger(): Promise<void> {
  print(`the ledger alone, ${count} due nudges of as many people, ${rounds} rounds`)
  const none: Job = async () => undefined
  const alone = await runInTurn({
    forthright: runForthright(count, instantMessenger),
    graphileWorker: (url) => runGraphileWorker(url, count, none),
    pgBoss: (url) => runPgBoss(url, count, none),
  })
  printFigure({
    name: 'the ledger alone, against the faster of two queues',
    ratios: alone.map((speeds) => speeds.forthright! / Math.max(speeds.graphileWorker!, speeds.pgBoss!)),
    aim: { atLeast: 1 },
  })
}

export async function benchPosts(): Promise<void> {
  const size = Math.ceil(count / 4)
  print(`the same with real posts to a local stand-in, ${size} nudges`)
  const slack = await startChild<StandInReady>('parts/slack-stand-in.ts', {})
  const { apiUrl } = slack.ready
  const clientOptions = { slackApiUrl: apiUrl, logger: slackLibraryLogger(pino({ level: 'silent' })) }
  const client = new WebClient('xoxb-bench', {
    ...clientOptions,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  })
  const postBy =
    (by: WebClient): Job =>
    async (index) => {
      await by.chat.postMessage({ channel: `D0P${index}`, text, blocks: [section(text)] })
    }
  const post = postBy(client)
  const quick = await createWebClients(
    () => clientOptions,
    async () => 'xoxb-bench',
    durations.postMs,
  )('T0')
  const posting = await runInTurn({
    bareLoop: () => bareLoop(size, post),
    sameTransport: () => bareLoop(size, postBy(quick!)),
    forthright: runForthright(size, () => httpMessenger(apiUrl)),
    graphileWorker: (url) => runGraphileWorker(url, size, post),
    pgBoss: (url) => runPgBoss(url, size, post),
  })
  printFigure({
    name: 'with real posts, against the faster of two queues',
    ratios: posting.map((speeds) => speeds.forthright! / Math.max(speeds.graphileWorker!, speeds.pgBoss!)),
    aim: { atLeast: 1 },
  })
  printFigure({
    name: 'with real posts, against a bare loop of posts',
    ratios: posting.map((speeds) => speeds.forthright! / speeds.bareLoop!),
    aim: { atLeast: 0.85 },
  })
  printFigure({
    name: 'the same, where the bare loop has our own transport',
    ratios: posting.map((speeds) => speeds.forthright! / speeds.sameTransport!),
  })
  await slack.stop()
}

type Run = (databaseUrl: string) => Promise<number>

/** Runs each once to warm it up, then all of them in turn, `rounds` times; returns jobs per second by round. */
async function runInTurn(runs: Record<string, Run>): Promise<Record<string, number>[]> {
  const results: Record<string, number>[] = []
  for (let round = -1; round < rounds; round++) {
    const speeds: Record<string, number> = {}
    for (const [name, run] of Object.entries(runs)) speeds[name] = await run(await freshUrl(name))
    if (round < 0) continue
    results.push(speeds)
    print(
      `    ${Object.entries(speeds)
        .map(([name, speed]) => `${name} ${speed.toFixed(0)}/s`)
        .join(', ')}`,
    )
  }
  return results
}

function runForthright(size: number, createMessenger: () => Messenger): Run {
  return async (databaseUrl) => {
    const seeded = await seedWorkspaces(databaseUrl, teams, Math.ceil(size / teams))
    await seedNudges(seeded, Math.ceil(size / teams))
    const app = await openDelivery(databaseUrl, createMessenger())
    const start = performance.now()
    await app.runPass()
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

async function bareLoop(size: number, post: Job): Promise<number> {
  let next = 0
  const start = performance.now()
  const worker = async () => {
    while (next < size) await post(next++)
  }
  await Promise.all(Array.from({ length: 100 }, worker))
  return size / ((performance.now() - start) / 1000)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await benchLedger()
  await benchPosts()
  process.exit(0)
}

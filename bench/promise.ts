/**
 * `/promise`, committed and then answered: against a bare Bolt app that answers after one INSERT, and against a hand-written
 * one that stores as much. At full speed, at a steady pace, and when a thousand people press Enter at once.
 */
import { pathToFileURL } from 'node:url'
import { startChild, type BenchProcess } from './parts/child.ts'
import { print, printFigure } from './parts/figure.ts'
import { query } from './parts/seed.ts'
import { freshUrl } from './parts/server.ts'
import type { StandInReady, StandInSettings } from './parts/slack-stand-in.ts'
import type { LoadResult, LoadRequest } from './promise/load.ts'

const concurrency = 50
const people = 1000
const count = Number(process.env.BENCH_COUNT ?? 3000)
const rounds = Number(process.env.BENCH_ROUNDS ?? 5)
const steady = { perSecond: 30, seconds: Number(process.env.BENCH_STEADY ?? 20) }
const apps = { bare: 'promise/bare-bolt.ts', hand: 'promise/hand-written.ts', ours: 'parts/forthright.ts' }
type AppName = keyof typeof apps
type Pace = Pick<LoadRequest, 'count' | 'concurrency' | 'perSecond'>

interface Contest {
  run(name: AppName, pace: Pace): Promise<LoadResult>
  /** Receipts that our own app has given. */
  receipts(): number
  databaseUrl: string
  stop(): Promise<void>
}

export async function benchPromise(): Promise<void> {
  const contest = await openContest()
  await benchSpeed(contest)
  await benchSteady(contest)
  await benchBurst(contest)
  // A receipt counts only if its promise is stored; one whose COMMIT was not answered is stored without a receipt.
  const [stored] = await query<{ n: number }>(contest.databaseUrl, 'select count(*)::int as n from promises')
  if (stored!.n < contest.receipts()) throw new Error(`${contest.receipts()} receipts, ${stored!.n} promises`)
  await contest.stop()
}

async function openContest(): Promise<Contest> {
  const secret = 'a secret of the benchmark'
  const slack = await startChild<StandInReady>('parts/slack-stand-in.ts', {} satisfies StandInSettings)
  const load = await startChild('promise/load.ts', {})
  const running = new Map<AppName, BenchProcess<{ origin: string }>>()
  const urls = new Map<AppName, string>()
  for (const name of Object.keys(apps) as AppName[]) {
    const databaseUrl = await freshUrl(name)
    urls.set(name, databaseUrl)
    const input = { databaseUrl, signingSecret: secret, apiUrl: slack.ready.apiUrl }
    running.set(name, await startChild(apps[name], input))
  }
  let receipts = 0
  const ask = (name: AppName, pace: Pace) =>
    load.ask<LoadResult>({
      origin: running.get(name)!.ready.origin,
      secret,
      teamId: 'T0BENCH',
      people,
      ...pace,
    } satisfies LoadRequest)
  async function run(name: AppName, pace: Pace): Promise<LoadResult> {
    const app = running.get(name)!
    const before = await app.ask<{ cpu: number }>({})
    const result = await ask(name, pace)
    const after = await app.ask<{ cpu: number }>({})
    if (name === 'ours') receipts += result.receipts
    const { perSecond, p50, p99, longest, refused, failed } = result
    const each = ((after.cpu - before.cpu) / pace.count).toFixed(2)
    print(
      `    ${name}: ${perSecond.toFixed(0)}/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, longest ` +
        `${longest.toFixed(0)} ms, ${refused} refused, ${failed} failed, ${each} ms of CPU each`,
    )
    return result
  }
  for (const name of running.keys()) {
    // Ours fetches everybody's profile, once.
    await run(name, { count: Math.min(count, people), concurrency: 10 })
    // Everybody works at all times, so that what a promise tells goes out, on whatever day this runs.
    if (name === 'ours')
      await query(
        urls.get(name)!,
        `update people set day_start = '00:00', day_end = '23:59', workdays = '{1,2,3,4,5,6,7}'`,
      )
    // As on any server that has run for a while: until its first analyze, Postgres takes new tables for empty.
    await query(urls.get(name)!, 'vacuum analyze')
    await run(name, { count: Math.min(count, people), concurrency })
  }
  return {
    run,
    receipts: () => receipts,
    databaseUrl: urls.get('ours')!,
    async stop() {
      for (const child of [load, ...running.values(), slack]) await child.stop()
    },
  }
}

async function benchSpeed({ run }: Contest): Promise<void> {
  print(`/promise, ${concurrency} at a time, ${rounds} rounds of ${count}`)
  const turns = await inTurn(rounds, run, { count, concurrency })
  const ratios = (of: 'perSecond' | 'p99', than: 'bare' | 'hand') =>
    turns.map((turn) => turn.ours[of] / turn[than][of])
  const name = '/promise, committed then answered, against'
  const bare = `${name} a bare Bolt app that answers after one INSERT`
  const hand = `${name} a hand-written Bolt app that stores as much`
  printFigure({ name: `${bare}: throughput`, ratios: ratios('perSecond', 'bare'), aim: { atLeast: 0.6 } })
  printFigure({ name: `${bare}: p99`, ratios: ratios('p99', 'bare'), aim: { atMost: 1.3 } })
  printFigure({ name: `${hand}: throughput`, ratios: ratios('perSecond', 'hand'), aim: { atLeast: 0.9 } })
  printFigure({ name: `${hand}: p99`, ratios: ratios('p99', 'hand'), aim: { atMost: 1.1 } })
}

async function benchSteady({ run }: Contest): Promise<void> {
  const { perSecond, seconds } = steady
  print(`/promise, ${perSecond} a second for ${seconds} s, whether answered or not`)
  const turns = await inTurn(Math.min(rounds, 3), run, {
    count: perSecond * seconds,
    concurrency: 300,
    perSecond,
  })
  printFigure({
    name: `/promise at a steady ${perSecond} a second, against bare Bolt: p99`,
    ratios: turns.map(({ ours, bare }) => ours.p99 / bare.p99),
    aim: { atMost: 1.5 },
  })
}

async function benchBurst({ run }: Contest): Promise<void> {
  print(`/promise by ${people} people at once: answered, or refused in words, within 3 s`)
  const { longest, failed, receipts } = await run('ours', { count: people, concurrency: people })
  printFigure({
    name: `the longest wait of ${people} people at once, against Slack's 3 s`,
    ratios: [longest / 3000],
    aim: { atMost: 1 },
  })
  printFigure({ name: 'of them answered with a 5xx', ratios: [failed / people], aim: { atMost: 0 } })
  printFigure({ name: 'of them given a receipt, and not refused in words', ratios: [receipts / people] })
}

type Turn = Record<AppName, LoadResult>

async function inTurn(times: number, run: Contest['run'], pace: Pace): Promise<Turn[]> {
  const turns: Turn[] = []
  for (let turn = 0; turn < times; turn++)
    turns.push({
      bare: await run('bare', pace),
      hand: await run('hand', pace),
      ours: await run('ours', pace),
    })
  return turns
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await benchPromise()
  process.exit(0)
}

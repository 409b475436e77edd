/** `/promise`, committed and then answered, against a bare Bolt app that answers after one INSERT. */
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { startChild, type BenchProcess } from './parts/child.ts'
import { print, printFigure } from './parts/figure.ts'
import { freshUrl } from './parts/server.ts'
import type { StandInReady, StandInSettings } from './parts/slack-stand-in.ts'
import type { LoadResult, LoadRequest } from './promise/load.ts'

const concurrency = 50
const people = 500
const count = Number(process.env.BENCH_COUNT ?? 3000)
const rounds = Number(process.env.BENCH_ROUNDS ?? 5)

export async function benchPromise(): Promise<void> {
  print(
    `/promise, ${concurrency} at a time, ${rounds} rounds of ${count}, against a bare Bolt app that answers after one INSERT`,
  )
  const slack = await startChild<StandInReady>('parts/slack-stand-in.ts', {} satisfies StandInSettings)
  const shared = { signingSecret: 'a secret of the benchmark', apiUrl: slack.ready.apiUrl }
  const databaseUrl = await freshUrl('ours')
  const bareUrl = await freshUrl('bare')
  const ours = await startChild<{ origin: string }>('parts/forthright.ts', { ...shared, databaseUrl })
  const bare = await startChild<{ origin: string }>('promise/bare-bolt.ts', {
    ...shared,
    databaseUrl: bareUrl,
  })
  const load = await startChild('promise/load.ts', {})
  const runLoad = (origin: string, size = count) =>
    load.ask<LoadResult>({
      origin,
      secret: shared.signingSecret,
      teamId: 'T0BENCH',
      people,
      count: size,
      concurrency: concurrency,
    } satisfies LoadRequest)
  const warm = [await runLoad(bare.ready.origin, 1500), await runLoad(ours.ready.origin, 1500)]
  // As on any server that has run for a while: until its first analyze, Postgres takes new tables for empty.
  for (const url of [databaseUrl, bareUrl]) await analyze(url)
  let made = 1500
  const pairs: { bare: LoadResult; ours: LoadResult }[] = []
  for (let round = 0; round < rounds; round++) {
    const pair = {
      bare: await withCpuTime(bare, count, () => runLoad(bare.ready.origin)),
      ours: await withCpuTime(ours, count, () => runLoad(ours.ready.origin)),
    }
    pairs.push(pair)
    made += count
  }
  await checkResults(databaseUrl, made, [...warm, ...pairs.flatMap((pair) => [pair.bare, pair.ours])])
  printFigure({
    name: 'throughput of /promise, committed then answered',
    ratios: pairs.map((pair) => pair.ours.perSecond / pair.bare.perSecond),
    aim: { atLeast: 0.8 },
  })
  printFigure({
    name: 'p99 of /promise, committed then answered',
    ratios: pairs.map((pair) => pair.ours.p99 / pair.bare.p99),
    aim: { atMost: 1.3 },
  })
  for (const child of [load, ours, bare, slack]) await child.stop()
}

/** Runs `work` and prints what it cost the process that served it. */
async function withCpuTime(
  app: BenchProcess<unknown>,
  size: number,
  work: () => Promise<LoadResult>,
): Promise<LoadResult> {
  const before = await app.ask<{ cpu: number }>({})
  const answer = await work()
  const after = await app.ask<{ cpu: number }>({})
  const { perSecond, p50, p99 } = answer
  const each = ((after.cpu - before.cpu) / size).toFixed(2)
  print(
    `    ${perSecond.toFixed(0)}/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${each} ms of CPU each`,
  )
  return answer
}

async function analyze(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query('vacuum analyze')
  await client.end()
}

/** An answer counts only if it was a receipt, and a receipt only if its promise is stored. */
async function checkResults(
  databaseUrl: string,
  made: number,
  answers: readonly LoadResult[],
): Promise<void> {
  const wrong = answers.find((answer) => answer.wrong > 0)
  if (wrong) throw new Error(`${wrong.wrong} answers were no receipt, such as: ${wrong.sample}`)
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ n: number }>('select count(*)::int as n from promises')
  await client.end()
  if (rows[0]!.n !== made) throw new Error(`${made} receipts, but ${rows[0]!.n} promises`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await benchPromise()
  process.exit(0)
}

/**
 * Erasing old messages of one workspace: how long one batch holds its locks, and what delivery at full speed loses beside
 * it. Both halves of the second figure are of one run, in turn, on the same database.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { eraseOld } from '../src/db/erasure.ts'
import type { Database } from '../src/db/database.ts'
import { features } from '../src/features/index.ts'
import { allTableRules } from '../src/ops/table-rules.ts'
import { httpMessenger, openDelivery } from './ledger/forthright.ts'
import { startChild } from './parts/child.ts'
import { print, printFigure, quantile } from './parts/figure.ts'
import { freshUrl } from './parts/server.ts'
import { query, seedNudges, seedWorkspaces, type Seeded } from './parts/seed.ts'
import type { StandInReady } from './parts/slack-stand-in.ts'

const rows = Number(process.env.BENCH_ERASED ?? 1_000_000)
/** Milliseconds for which a batch may hold its locks. */
const longest = 50

export async function benchErasure(): Promise<void> {
  await benchBatches()
  await benchBesideDelivery()
}

async function seedOld({ databaseUrl, teams }: Seeded, count: number): Promise<void> {
  await query(
    databaseUrl,
    `insert into nudges (team_id, id, user_id, kind, dedupe_key, manner, state, planned_at, due_at, sent_at)
     select $1, id, 'U0P' || (1 + n % 1000), 'bench.note', id::text, 'nudge', 'sent', at, at, at
     from (select n, gen_random_uuid() as id, clock_timestamp() - make_interval(days => 400) as at
       from generate_series(1, $2::int) as n) as old`,
    [teams[0], count],
  )
  await query(databaseUrl, 'vacuum analyze')
}

type Note = (milliseconds: number) => void

function connect(databaseUrl: string, note: Note = () => {}): Kysely<Database> {
  return new Kysely<Database>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: databaseUrl, max: 1 }) }),
    log: (event) => note(event.queryDurationMillis),
  })
}

const rules = { nudges: allTableRules(features).nudges! }

/** As many batches at once as one heartbeat does; answers whether something may be left. */
async function eraseSome(db: Kysely<Database>, teamId: string): Promise<boolean> {
  return eraseOld({ db, teamId }, rules, { now: new Date(), retentionMonths: 12 }, 20)
}

async function benchBatches(): Promise<void> {
  print(`erasing ${rows.toLocaleString('en')} old messages of one workspace, 500 at most at a time`)
  const seeded = await seedWorkspaces(await freshUrl('erasure'), 1, 1000)
  await seedOld(seeded, rows)
  // The first batch of a run reads through what is not vacuumed yet, and locks nothing until it has found a row.
  const [firsts, others]: [number[], number[]] = [[], []]
  let isFirst = true
  const db = connect(seeded.databaseUrl, (milliseconds) => {
    ;(isFirst ? firsts : others).push(milliseconds)
    isFirst = false
  })
  const start = performance.now()
  while (await eraseSome(db, seeded.teams[0]!)) isFirst = true
  const seconds = (performance.now() - start) / 1000
  await db.destroy()
  const spread = (times: readonly number[]) =>
    `median ${quantile(times, 0.5).toFixed(1)} ms, 99 of 100 within ${quantile(times, 0.99).toFixed(1)} ms`
  print(
    `    ${seconds.toFixed(0)} s in all; the first batch of a run: ${spread(firsts)}; the others: ${spread(others)}`,
  )
  printFigure({
    name: `99 of 100 batches that lock from their beginning, against ${longest} ms`,
    ratios: [quantile(others, 0.99) / longest],
    aim: { atMost: 1 },
  })
}

/** People, each with one message due, in one round of delivery. */
const people = 1000
const besideRounds = Number(process.env.BENCH_ROUNDS ?? 3)
/** Slack's 200 a minute for each workspace, as the service keeps it, three times as fast. */
const rateLimit = { perMinute: 600, burst: 10, perChannelMs: 0 }
const deliveringTeams = 20

async function benchBesideDelivery(): Promise<void> {
  print(
    `${deliveringTeams} workspaces at the full rate, ${people} messages a round, alone and beside an erasure, ${besideRounds} rounds`,
  )
  const slack = await startChild<StandInReady>('parts/slack-stand-in.ts', {})
  const seeded = await seedWorkspaces(await freshUrl('beside'), deliveringTeams + 1, people)
  const [erased, ...teams] = seeded.teams
  await seedOld({ ...seeded, teams: [erased!] }, rows)
  const delivering = { ...seeded, teams }
  const ratios: number[] = []
  for (let round = 0; round < besideRounds; round++) {
    const runAlone = () => deliverOnce(delivering, slack.ready.apiUrl)
    // In turn, so that what the first of two leaves behind favours neither.
    const before = round % 2 === 0 ? await runAlone() : undefined
    const eraser = keepErasing(seeded.databaseUrl, erased!)
    const beside = await deliverOnce(delivering, slack.ready.apiUrl)
    const batches = await eraser.stop()
    const alone = before ?? (await runAlone())
    print(
      `    p99 ${alone.toFixed(2)} s alone, ${beside.toFixed(2)} s beside ${batches} batches of an erasure`,
    )
    ratios.push(beside / alone)
  }
  await slack.stop()
  printFigure({
    name: 'p99 lateness of delivery beside an erasure, against alone',
    ratios,
    aim: { atMost: 1.1 },
  })
}

/** Seconds from due to sent, at p99. */
async function deliverOnce(seeded: Seeded, apiUrl: string): Promise<number> {
  const each = people / deliveringTeams
  await query(seeded.databaseUrl, `delete from nudges where team_id = any($1)`, [seeded.teams])
  await seedNudges(seeded, each)
  const delivery = await openDelivery(seeded.databaseUrl, httpMessenger(apiUrl), rateLimit)
  seeded.teams.forEach(delivery.wake)
  for (;;) {
    const [left] = await query<{ n: number }>(
      seeded.databaseUrl,
      `select count(*)::int as n from nudges where state <> 'sent' and team_id = any($1)`,
      [seeded.teams],
    )
    if (left!.n === 0) break
    await delivery.runPass()
    await sleep(200)
  }
  await delivery.close()
  const [found] = await query<{ p99: number }>(
    seeded.databaseUrl,
    `select (percentile_cont(0.99) within group (order by extract(epoch from sent_at - due_at)))::float8 as p99
     from nudges where team_id = any($1)`,
    [seeded.teams],
  )
  return found!.p99
}

/** Erases as the service does, twenty batches and then a rest, but without the rest: the worst that can stand beside it. */
function keepErasing(databaseUrl: string, teamId: string) {
  let batches = 0
  let isOn = true
  const db = connect(databaseUrl, () => (batches += 1))
  const work = (async () => {
    while (isOn && (await eraseSome(db, teamId)));
    await db.destroy()
  })()
  return {
    async stop(): Promise<number> {
      isOn = false
      await work
      return batches
    },
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await benchErasure()
  process.exit(0)
}

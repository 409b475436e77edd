/** What one heartbeat costs when nothing is due: with a thousand promises open and a million, in 100 workspaces and 100,000. */
import { pathToFileURL } from 'node:url'
import { instantMessenger, openDelivery } from './ledger/forthright.ts'
import { featuresWith } from '../src/features/index.ts'
import { healthChecks } from '../src/ops/health.ts'
import { measureLedger } from '../src/ops/ledger-metrics.ts'
import { createMetrics } from '../src/ops/metrics.ts'
import { runRetention } from '../src/ops/retention.ts'
import { keyRotation } from '../src/ops/rotate-keys.ts'
import { allTableRules } from '../src/ops/table-rules.ts'
import { refreshProfiles } from '../src/people/load-people.ts'
import { median, print, printFigure } from './parts/figure.ts'
import { freshUrl } from './parts/server.ts'
import { query, seedWorkspaces } from './parts/seed.ts'

const many = Number(process.env.BENCH_PROMISES ?? 1_000_000)
const manyWorkspaces = Number(process.env.BENCH_WORKSPACES ?? 100_000)
const passes = 300

export async function benchIdle(): Promise<void> {
  print(
    `one heartbeat with nothing due, 1,000 and ${many.toLocaleString('en')} open promises, each with a reminder ahead`,
  )
  const [few, lots] = [await openFilled(1000), await openFilled(many)]
  const ratios: number[] = []
  for (let round = 0; round < 3; round++) {
    const [small, large] = [await medianPassTime(few), await medianPassTime(lots)]
    print(`    ${small.toFixed(2)} ms and ${large.toFixed(2)} ms`)
    ratios.push(large / small)
  }
  printFigure({
    name: 'an idle heartbeat among many promises, against one among few',
    ratios,
    aim: { atMost: 1.2 },
  })
  await few.close()
  await lots.close()
  await benchWorkspaces()
}

/** The whole of a heartbeat, with what it does besides delivering. */
async function benchWorkspaces(): Promise<void> {
  print(`one heartbeat with nothing due, 100 and ${manyWorkspaces.toLocaleString('en')} workspaces`)
  const [few, lots] = [await openHeartbeat(100), await openHeartbeat(manyWorkspaces)]
  const ratios: number[] = []
  for (let round = 0; round < 5; round++) {
    const [small, large] = [await medianTime(few.beat), await medianTime(lots.beat)]
    print(`    ${small.toFixed(2)} ms and ${large.toFixed(2)} ms`)
    ratios.push(large / small)
  }
  printFigure({
    name: 'an idle heartbeat among many workspaces, against one among few',
    ratios,
    aim: { atMost: 1.2 },
  })
  await few.close()
  await lots.close()
}

async function openHeartbeat(workspaces: number) {
  const databaseUrl = await freshUrl('workspaces')
  await seedWorkspaces(databaseUrl, workspaces, 1)
  await query(databaseUrl, 'update workspaces set retention_ran_at = clock_timestamp()')
  await query(
    databaseUrl,
    `with plan as materialized (
       select team_id, gen_random_uuid() as id, clock_timestamp() + make_interval(days => 1 + n % 300) as due
       from (select team_id, (row_number() over ())::int as n from workspaces) as w
     ), queued as (
       insert into nudge_queue (team_id, user_id, nudge_id, awaits, not_before)
       select team_id, 'U0P1', id, 'post', due from plan
     )
     insert into nudges (team_id, id, user_id, kind, dedupe_key, manner, planned_at, due_at)
     select team_id, id, 'U0P1', 'bench.note', id::text, 'nudge', clock_timestamp(), due from plan`,
  )
  await query(databaseUrl, 'vacuum analyze')
  const delivery = await openDelivery(databaseUrl, instantMessenger())
  const { ctx } = delivery
  const features = featuresWith({ retentionMonths: 12, publicUrl: undefined })
  const rules = allTableRules(features)
  const metrics = createMetrics(() => ({ used: 0, idle: 0, waiting: 0 }))
  const health = healthChecks(ctx, metrics, () => true)
  const rotate = keyRotation({ ctx, rules, newest: Buffer.alloc(32, 7) })
  const beat = async () => {
    await delivery.runPass()
    await health.measureSkew()
    await measureLedger(ctx, metrics)
    await refreshProfiles(ctx, features, async () => undefined, await ctx.clock.now())
    await runRetention({ ctx, features, rules, retentionMonths: 12 }, false)
    await rotate()
  }
  for (let beats = 0; beats < 20; beats++) await beat()
  return { beat, close: delivery.close }
}

type Delivery = Awaited<ReturnType<typeof openDelivery>>

async function openFilled(promises: number): Promise<Delivery> {
  const databaseUrl = await freshUrl('idle')
  const people = Math.min(10_000, promises)
  await seedWorkspaces(databaseUrl, 1, people)
  await query(
    databaseUrl,
    `with plan as materialized (
       select n, gen_random_uuid() as id, clock_timestamp() + make_interval(days => 1 + n % 300) as due
       from generate_series(1, $1::int) as n
     ), promised as (
       insert into promises (team_id, id, promisor, promisee, what, state, due_at, due_zone, due_words, made_at, last_seq)
       select 'T0BENCH000', id, 'U0P' || (1 + n % $2::int), 'U0P' || (1 + (n + 1) % $2::int), 'ship the deck', 'open', due,
         'UTC', 'some day', clock_timestamp(), 1
       from plan
     ), queued as (
       insert into nudge_queue (team_id, user_id, nudge_id, awaits, not_before)
       select 'T0BENCH000', 'U0P' || (1 + n % $2::int), id, 'post', due from plan
     )
     insert into nudges (team_id, id, user_id, kind, subject_id, dedupe_key, manner, planned_at, due_at)
     select 'T0BENCH000', id, 'U0P' || (1 + n % $2::int), 'bench.note', id, id::text, 'nudge', clock_timestamp(), due
     from plan`,
    [promises, people],
  )
  await query(databaseUrl, 'vacuum analyze')
  const delivery = await openDelivery(databaseUrl, instantMessenger())
  for (let pass = 0; pass < 50; pass++) await delivery.runPass()
  return delivery
}

function medianPassTime(delivery: Delivery): Promise<number> {
  return medianTime(delivery.runPass)
}

/** Milliseconds, the median of many. */
async function medianTime(work: () => Promise<void>): Promise<number> {
  const times: number[] = []
  for (let pass = 0; pass < passes; pass++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return median(times)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await benchIdle()
  process.exit(0)
}

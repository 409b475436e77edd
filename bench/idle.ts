/** What one tick costs when nothing is due, with a thousand promises open and with a million. */
import { pathToFileURL } from 'node:url'
import { instantCourier, openOurs } from './ledger/ours.ts'
import { median, say, sayFigure } from './parts/figure.ts'
import { freshUrl } from './parts/server.ts'
import { query, sow } from './parts/sow.ts'

const many = Number(process.env.BENCH_PROMISES ?? 1_000_000)
const ticks = 300

export async function benchIdle(): Promise<void> {
  say(
    `one tick with nothing due, 1,000 and ${many.toLocaleString('en')} open promises, each with a reminder ahead`,
  )
  const [few, lots] = [await open(1000), await open(many)]
  const ratios: number[] = []
  for (let round = 0; round < 3; round++) {
    const [small, large] = [await tickTime(few), await tickTime(lots)]
    say(`    ${small.toFixed(2)} ms and ${large.toFixed(2)} ms`)
    ratios.push(large / small)
  }
  sayFigure({ name: 'an idle tick among many promises, against one among few', ratios, aim: { atMost: 1.2 } })
  await few.close()
  await lots.close()
}

type Ours = Awaited<ReturnType<typeof openOurs>>

async function open(promises: number): Promise<Ours> {
  const databaseUrl = await freshUrl('idle')
  const people = Math.min(10_000, promises)
  await sow(databaseUrl, 1, people)
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
  const ours = await openOurs(databaseUrl, instantCourier())
  for (let tick = 0; tick < 50; tick++) await ours.tick()
  return ours
}

/** Milliseconds, the median of many. */
async function tickTime(ours: Ours): Promise<number> {
  const times: number[] = []
  for (let tick = 0; tick < ticks; tick++) {
    const start = performance.now()
    await ours.tick()
    times.push(performance.now() - start)
  }
  return median(times)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await benchIdle()
  process.exit(0)
}

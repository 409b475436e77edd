/** How long one batch of an erasure holds its locks: old messages of one workspace erased while none is delivered. */
import { pathToFileURL } from 'node:url'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { eraseOld } from '../src/db/erasure.ts'
import type { Database } from '../src/db/database.ts'
import { features } from '../src/features/index.ts'
import { allTableRules } from '../src/ops/table-rules.ts'
import { print, printFigure, quantile } from './parts/figure.ts'
import { freshUrl } from './parts/server.ts'
import { query, seedWorkspaces } from './parts/seed.ts'

const rows = Number(process.env.BENCH_ERASED ?? 1_000_000)
/** Milliseconds for which a batch may hold its locks. */
const longest = 50

export async function benchErasure(): Promise<void> {
  print(`erasing ${rows.toLocaleString('en')} old messages of one workspace, 500 at a time`)
  const databaseUrl = await freshUrl('erasure')
  const { teams } = await seedWorkspaces(databaseUrl, 1, 1000)
  await query(
    databaseUrl,
    `insert into nudges (team_id, id, user_id, kind, dedupe_key, manner, state, planned_at, due_at, sent_at)
     select $1, id, 'U0P' || (1 + n % 1000), 'bench.note', id::text, 'nudge', 'sent', at, at, at
     from (select n, gen_random_uuid() as id, clock_timestamp() - make_interval(days => 400) as at
       from generate_series(1, $2::int) as n) as old`,
    [teams[0], rows],
  )
  await query(databaseUrl, 'vacuum analyze')
  // The first batch of a run reads through what is not vacuumed yet, and locks nothing until it has found a row.
  const [firsts, others]: [number[], number[]] = [[], []]
  let isFirst = true
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: databaseUrl }) }),
    log(event) {
      ;(isFirst ? firsts : others).push(event.queryDurationMillis)
      isFirst = false
    },
  })
  const rules = { nudges: allTableRules(features).nudges! }
  const start = performance.now()
  const until = { now: new Date(), retentionMonths: 12 }
  // As many batches at once as one heartbeat does.
  while (await eraseOld({ db, teamId: teams[0]! }, rules, until, 20)) isFirst = true
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

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await benchErasure()
  process.exit(0)
}

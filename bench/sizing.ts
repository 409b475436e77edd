/**
 * How the program behaves as it grows: what an open promise weighs on disk, and how long a heartbeat with nothing due,
 * a `/promise` and an App Home take, among more and more open promises. BENCH_PROMISES says how many there are in the end.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { withBlock } from '../scripts/page-block.ts'
import { median, print } from './parts/figure.ts'
import { query } from './parts/seed.ts'
import { writeCopies } from './sizing/copies.ts'
import { openSized, town, untilQuiet, type Sized } from './sizing/sized.ts'

const most = Number(process.env.BENCH_PROMISES ?? 300_000)
const sizes = [most / 100, most / 10, most]
const times = 100
/** What a promise adds to; a tenth of a person's own rows is in it. */
const tables = ['promises', 'promise_events', 'nudges', 'nudge_queue', 'people', 'inboxes']

/** Milliseconds among many promises, and how many times as long as among a hundred, measured in turn. */
interface Compared {
  ms: number
  ratio: number
}

interface Row {
  promises: number
  gigabytes: number
  bytesEach: number
  heartbeat: Compared
  promise: Compared
  home: Compared
}

export async function benchSizing(): Promise<Row[]> {
  print(
    `${sizes.map((size) => size.toLocaleString('en')).join(', ')} open promises, ${town.perPerson} of each person`,
  )
  const [few, lots] = [await openSized(), await openSized()]
  const rows: Row[] = []
  let written = 0
  for (const size of sizes) {
    const before = await bytesOf(lots.databaseUrl)
    await writeCopies(lots.databaseUrl, lots.town, written, size - 1)
    const after = await bytesOf(lots.databaseUrl)
    const row = {
      promises: size,
      gigabytes: after / 1e9,
      bytesEach: (after - before) / (size - written),
      ...(await compare(few, lots)),
    }
    print(`    ${lineOf(row)}`)
    rows.push(row)
    written = size
  }
  await few.stop()
  await lots.stop()
  return rows
}

async function compare(few: Sized, lots: Sized) {
  const heartbeat = await inTurn(times, few.heartbeat, lots.heartbeat)
  const home = await inTurn(times, few.home, lots.home)
  const promise = await inTurn(4, few.promise, lots.promise)
  await Promise.all([untilQuiet(few.databaseUrl), untilQuiet(lots.databaseUrl)])
  return { heartbeat, home, promise }
}

/** Medians of what each of the two answers, in turn, so that what else the machine does weighs on both. */
async function inTurn(
  turns: number,
  few: () => Promise<number>,
  lots: () => Promise<number>,
): Promise<Compared> {
  const taken = { few: [] as number[], lots: [] as number[] }
  for (let turn = 0; turn < turns; turn++) {
    taken.few.push(await few())
    taken.lots.push(await lots())
  }
  return { ms: median(taken.lots), ratio: median(taken.lots) / median(taken.few) }
}

async function bytesOf(databaseUrl: string): Promise<number> {
  const [found] = await query<{ bytes: number }>(
    databaseUrl,
    `select sum(pg_total_relation_size(t::regclass))::float8 as bytes from unnest($1::text[]) as t`,
    [tables],
  )
  return found!.bytes
}

function lineOf({ promises, gigabytes, bytesEach, heartbeat, promise, home }: Row): string {
  const own = Math.ceil(promises / town.perPerson)
  const compared = [heartbeat, promise, home].map(({ ms, ratio }) => `${ms.toFixed(1)} (${ratio.toFixed(2)})`)
  const counts = [promises, own, Math.ceil(own / town.peoplePerWorkspace)].map((n) => n.toLocaleString('en'))
  const bytes = [gigabytes.toFixed(2), Math.round(bytesEach).toLocaleString('en')]
  return `| ${[...counts, ...bytes, ...compared].join(' | ')} |`
}

const head = [
  '| open promises | people | workspaces | GB on disk | bytes each | idle heartbeat, ms | `/promise`, ms | App Home, ms |',
  '|---|---|---|---|---|---|---|---|',
]

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const rows = await benchSizing()
  const page = new URL('../docs/performance.md', import.meta.url)
  const table = [...head, ...rows.map(lineOf)].join('\n')
  writeFileSync(page, withBlock(readFileSync(page, 'utf8'), 'npm run bench:sizing', table))
  process.exit(0)
}

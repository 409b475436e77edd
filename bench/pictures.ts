/**
 * What a year of history costs: a mirror drawn from it against one of twelve weeks, App Home with it against Home with a
 * week, and the memory that a thousand pictures leave behind.
 */
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import { createCipher } from '../src/db/encryption.ts'
import { openDatabase, type Db } from '../src/db/database.ts'
import { migrate } from '../src/db/migrate.ts'
import { promises } from '../src/features/promises/index.ts'
import { mirrorOf, spans, type MirrorSpan } from '../src/features/relationships/domain/mirror.ts'
import { mirrorPicture } from '../src/features/relationships/views/mirror-picture.ts'
import { drawPng } from '../src/pictures/draw-png.ts'
import { databaseClock } from '../src/time/clock.ts'
import { homeTimer, team } from './home.ts'
import { median, print, printFigure } from './parts/figure.ts'
import { freshUrl } from './parts/server.ts'

/** Ended promises a week; with one who began a week ago, and with one who began a year ago. */
const perWeek = 20
const people = { week: { id: 'U0WEEK', weeks: 1 }, year: { id: 'U0YEAR', weeks: 52 } } as const
const rounds = Number(process.env.BENCH_ROUNDS ?? 5)
const perRound = Number(process.env.BENCH_COUNT ?? 20)
const renders = Number(process.env.BENCH_RENDERS ?? 1000)

export async function benchPictures(): Promise<void> {
  print(`A year of history, ${rounds} rounds of ${perRound} each, in turn`)
  const database = await openDatabase({ url: await freshUrl('pictures') })
  const { db } = database
  await migrate(db)
  await seedHistory(db)
  await sql`vacuum analyze`.execute(db)
  const draw = await mirrorDrawer(db)
  printFigure({
    name: 'a mirror of a year, read and drawn, against one of twelve weeks',
    ratios: await ratiosOf(
      () => draw('weeks'),
      () => draw('year'),
    ),
    aim: { atMost: 1.5 },
  })
  const { time } = homeTimer(db)
  printFigure({
    name: 'App Home with a year of history, against Home with a week',
    ratios: await ratiosOf(
      () => time(people.week.id),
      () => time(people.year.id),
    ),
    aim: { atMost: 1.3 },
  })
  printFigure({
    name: `memory after ${renders} pictures, against after a tenth`,
    ratios: [await growth(draw)],
    aim: { atMost: 1.1 },
  })
  await database.close()
}

async function ratiosOf(small: () => Promise<number>, large: () => Promise<number>): Promise<number[]> {
  const ratios: number[] = []
  // The first round is thrown away.
  for (let round = 0; round <= rounds; round++) {
    const times = { small: [] as number[], large: [] as number[] }
    for (let n = 0; n < perRound; n++) {
      times.small.push(await small())
      times.large.push(await large())
    }
    if (round) ratios.push(median(times.large) / median(times.small))
  }
  return ratios
}

/** Gives the milliseconds that one mirror of the one with a year takes: its numbers read, put into a picture and drawn. */
async function mirrorDrawer(db: Db): Promise<(span: MirrorSpan) => Promise<number>> {
  const now = await databaseClock(db).now()
  const scope = { db, teamId: team, cipher: createCipher(Buffer.alloc(32, 7)) }
  const { id } = people.year
  return async (span) => {
    const start = performance.now()
    const from = new Date(now.getTime() - spans[span].weeks * 7 * 86_400_000)
    const dealings = await promises.dealings!(scope, { userId: id, from, to: now })
    const png = await drawPng(mirrorPicture(mirrorOf(dealings, id, span)).svg)
    if (png.length < 10_000) throw new Error('The picture is empty')
    return performance.now() - start
  }
}

/** Resident memory at the end against that after the first tenth, when all that is loaded once is loaded. */
async function growth(draw: (span: MirrorSpan) => Promise<number>): Promise<number> {
  let early = 0
  for (let n = 1; n <= renders; n++) {
    await draw(n % 2 ? 'weeks' : 'year')
    if (n === renders / 10) early = process.memoryUsage().rss
  }
  const late = process.memoryUsage().rss
  print(
    `    ${Math.round(early / 1e6)} MB after ${renders / 10}, ${Math.round(late / 1e6)} MB after ${renders}`,
  )
  return late / early
}

async function seedHistory(db: Db): Promise<void> {
  const now = await databaseClock(db).now()
  await sql`insert into workspaces (team_id, installed_at) values (${team}, ${now})`.execute(db)
  const ids = [...Object.values(people).map(({ id }) => id), 'U0OTHER']
  await sql`insert into people (team_id, user_id, name, real_name, zone, fetched_at)
    select ${team}, id, lower(id), id, 'Europe/Paris', ${now}::timestamptz from unnest(${ids}::text[]) as id`.execute(
    db,
  )
  for (const { id, weeks } of Object.values(people))
    await sql`insert into promises
        (team_id, id, promisor, promisee, what, state, due_at, due_zone, due_words, made_at, closed_at, claimed_at, last_seq)
      select ${team}, gen_random_uuid(), ${id}, 'U0OTHER', 'ship part ' || n, state, at, 'Europe/Paris', 'then',
        at - interval '2 days', at, case when state = 'kept' then at + n % 3 * interval '1 hour' end, 1
      from (select n, (array['kept', 'kept', 'kept', 'broken', 'lapsed'])[1 + n % 5] as state,
        ${now}::timestamptz - (n + 1) * interval '7 days' / ${perWeek}::int as at
        from generate_series(0, ${weeks * perWeek - 1}::int) as n) as p`.execute(db)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await benchPictures()
  process.exit(0)
}

/** App Home in a workspace with 100,000 promises, against that in one with 10. */
import { randomUUID } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import type { WebClient } from '@slack/web-api'
import { sql } from 'kysely'
import { openDatabase, type Db } from '../src/db/database.ts'
import { migrate } from '../src/db/migrate.ts'
import { features } from '../src/features/index.ts'
import { createLogger } from '../src/ops/log.ts'
import { publishHome } from '../src/app/home.ts'
import { databaseClock } from '../src/time/clock.ts'
import { median, print, printFigure } from './parts/figure.ts'
import { freshUrl } from './parts/server.ts'
import { createCipher } from '../src/db/encryption.ts'
import type { Commitment } from '../src/features/promises/domain/commitment.ts'
import { maxOpen } from '../src/features/promises/domain/limits.ts'
import { toRow } from '../src/features/promises/store/row.ts'

export const team = 'T0BENCH'
const viewer = 'U0VIEWER'
/** At the limit of what one person may have open. */
const busiest = 'U0P1'
const workspaces = { few: 'T0FEW', many: 'T0MANY' }
const all = { few: 10, many: 100_000 }
/** Ended promises of the one whose Home is drawn, where there are many: twenty a week for a year. */
const ended = 1000
const rounds = Number(process.env.BENCH_ROUNDS ?? 5)
const perRound = Number(process.env.BENCH_COUNT ?? 200)

/**
 * The same ten promises on both sides, so that both draw the same. In the larger workspace the rest belong to colleagues, each
 * with as many as one person may have open, and the viewer has a year of ended ones.
 */
export async function benchHome(): Promise<void> {
  print(
    `App Home among 100,000 promises of a workspace against 10, ${rounds} rounds of ${perRound} each, in turn`,
  )
  const database = await openDatabase({ url: await freshUrl('home') }, { hasTimeouts: false })
  const { db } = database
  await migrate(db)
  await seedWorkspace(db, workspaces.few, [])
  const colleagues = Math.ceil((all.many - all.few - ended) / maxOpen)
  await seedWorkspace(db, workspaces.many, [
    ...endedPromises(ended),
    ...Array.from({ length: colleagues }, (_, n) => promisesOf(n)).flat(),
  ])
  await sql`vacuum analyze`.execute(db)
  const { time, shown } = homeTimer(db)
  const round = async () => {
    const few: number[] = []
    const many: number[] = []
    for (let n = 0; n < perRound; n++) {
      few.push(await time(viewer, workspaces.few))
      many.push(await time(viewer, workspaces.many))
    }
    return { few: median(few), many: median(many) }
  }
  await round()
  const ratios: number[] = []
  for (let n = 0; n < rounds; n++) {
    const { few, many } = await round()
    print(`    10: ${few.toFixed(2)} ms, 100,000: ${many.toFixed(2)} ms`)
    ratios.push(many / few)
  }
  printFigure({ name: 'App Home with 100,000 promises', ratios, aim: { atMost: 1.3 } })
  for (const teamId of Object.values(workspaces)) checkHome(shown.get(`${teamId} ${viewer}`), teamId)
  const full: number[] = []
  for (let n = 0; n < perRound; n++) full.push(await time(busiest, workspaces.many))
  print(`    of somebody with ${maxOpen} open on each side: ${median(full).toFixed(2)} ms`)
  checkHome(shown.get(`${workspaces.many} ${busiest}`), busiest)
  await database.close()
}

const cipher = createCipher(Buffer.alloc(32, 7))

/** Draws App Home of people of the bench's workspace, and keeps what it showed. */
export function homeTimer(db: Db) {
  const shown = new Map<string, string>()
  const parts = {
    ctx: {
      db,
      clock: databaseClock(db),
      log: createLogger('error'),
      cipher,
    },
    features,
    clientOf: async (teamId: string) =>
      ({
        views: {
          publish: async ({ user_id: userId, view }: { user_id: string; view: object }) =>
            shown.set(`${teamId} ${userId}`, JSON.stringify(view)),
        },
      }) as unknown as WebClient,
  }
  const time = async (userId: string, teamId = team) => {
    const start = performance.now()
    await publishHome(parts, teamId, userId)
    return performance.now() - start
  }
  return { time, shown }
}

type Seeded = Pick<Commitment, 'promisor' | 'promisee' | 'state'>

const other = 'U0OTHER'
const states = ['open', 'claimed', 'requested', 'open', 'kept'] as const

/** Ten promises of the viewer, on both sides and in every state. */
const ownPromises: readonly Seeded[] = Array.from({ length: all.few }, (_, n) => ({
  promisor: n % 2 ? other : viewer,
  promisee: n % 2 ? viewer : other,
  state: states[Math.floor(n / 2)]!,
}))

function endedPromises(count: number): Seeded[] {
  return Array.from({ length: count }, (_, n) => ({
    promisor: n % 2 ? other : viewer,
    promisee: n % 2 ? viewer : other,
    state: n % 10 ? 'kept' : 'broken',
  }))
}

/** What the nth colleague promised the next one. */
function promisesOf(n: number): Seeded[] {
  const promise: Seeded = { promisor: `U0P${n}`, promisee: `U0P${n + 1}`, state: 'open' }
  return Array.from({ length: maxOpen }, () => promise)
}

/** Rows as the product writes them, encrypted. */
async function seedWorkspace(db: Db, teamId: string, more: readonly Seeded[]): Promise<void> {
  const now = await databaseClock(db).now()
  const seeded = [...ownPromises, ...more]
  const people = [...new Set(seeded.flatMap(({ promisor, promisee }) => [promisor, promisee]))]
  await sql`insert into workspaces (team_id, installed_at) values (${teamId}, ${now})`.execute(db)
  await sql`insert into people (team_id, user_id, name, real_name, zone, fetched_at)
    select ${teamId}, id, lower(id), id, 'Europe/Paris', ${now}::timestamptz from unnest(${people}::text[]) as id`.execute(
    db,
  )
  for (let from = 0; from < seeded.length; from += 5000) {
    const rows = seeded
      .slice(from, from + 5000)
      .map((one, n) => toRow({ teamId, cipher }, commitment(one, from + n, now)))
    await sql`insert into promises select * from jsonb_populate_recordset(null::promises, ${JSON.stringify(rows)}::jsonb)`.execute(
      db,
    )
  }
}

function commitment(seeded: Seeded, n: number, now: Date): Commitment {
  const at = new Date(now.getTime() + (1 + (n % 20_000)) * 60_000)
  const isEnded = seeded.state === 'kept' || seeded.state === 'broken'
  return {
    ...seeded,
    id: randomUUID(),
    what: `ship part ${n} of the deck`,
    due: { at, zone: 'Europe/Paris', words: 'then' },
    dueVersion: 1,
    madeAt: now,
    renegotiated: 0,
    thanked: false,
    lastSeq: 1,
    ...(seeded.state === 'claimed' && { claimedAt: now }),
    ...(isEnded && { claimedAt: now, closedAt: now }),
  }
}

function checkHome(view: string | undefined, whose: string): void {
  if (!view?.includes('ship part')) throw new Error('Home shows no promise')
  const { blocks } = JSON.parse(view) as { blocks: object[] }
  print(
    `    ${whose}: ${blocks.length} blocks (at most 100), ${Math.round(view.length / 1000)} kB (at most 250)`,
  )
  if (blocks.length > 100 || view.length > 250_000) throw new Error('Home is larger than Slack takes')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await benchHome()
  process.exit(0)
}

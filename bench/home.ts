/** App Home of somebody with 100,000 promises, against that of somebody with 10. */
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

export const team = 'T0BENCH'
const people = { few: { id: 'U0FEW', promises: 10 }, many: { id: 'U0MANY', promises: 100_000 } }
const rounds = Number(process.env.BENCH_ROUNDS ?? 5)
const perRound = Number(process.env.BENCH_COUNT ?? 200)

export async function benchHome(): Promise<void> {
  print(`App Home with 100,000 promises against 10, ${rounds} rounds of ${perRound} each, in turn`)
  const database = await openDatabase({ url: await freshUrl('home') }, { hasTimeouts: false })
  const { db } = database
  await migrate(db)
  for (const { id, promises } of Object.values(people)) await seedPromises(db, id, promises)
  await sql`vacuum analyze`.execute(db)
  const { time, shown } = homeTimer(db)
  const round = async () => {
    const few: number[] = []
    const many: number[] = []
    for (let n = 0; n < perRound; n++) {
      few.push(await time(people.few.id))
      many.push(await time(people.many.id))
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
  for (const { id, promises } of Object.values(people)) checkHome(shown.get(id), promises)
  await database.close()
}

/** Draws App Home of people of the bench's workspace, and keeps what it showed. */
export function homeTimer(db: Db) {
  const shown = new Map<string, string>()
  const parts = {
    ctx: {
      db,
      clock: databaseClock(db),
      log: createLogger('error'),
      cipher: createCipher(Buffer.alloc(32, 7)),
    },
    features,
    clientOf: async () =>
      ({
        views: {
          publish: async ({ user_id: userId, view }: { user_id: string; view: object }) =>
            shown.set(userId, JSON.stringify(view)),
        },
      }) as unknown as WebClient,
  }
  const time = async (userId: string) => {
    const start = performance.now()
    await publishHome(parts, team, userId)
    return performance.now() - start
  }
  return { time, shown }
}

/** A third open on each side, the rest closed; among the first ones some of every kind. */
async function seedPromises(db: Db, userId: string, promises: number): Promise<void> {
  const now = await databaseClock(db).now()
  await sql`insert into workspaces (team_id, installed_at) values (${team}, ${now}) on conflict do nothing`.execute(
    db,
  )
  await sql`insert into people (team_id, user_id, name, real_name, zone, fetched_at)
    select ${team}, id, lower(id), id, 'Europe/Paris', ${now}::timestamptz
    from unnest(array[${userId}, 'U0OTHER']) as id on conflict do nothing`.execute(db)
  await sql`
    insert into promises (team_id, id, promisor, promisee, what, state, due_at, due_zone, due_words, made_at, closed_at, last_seq)
    select ${team}, gen_random_uuid(),
      case when n % 2 = 0 then ${userId} else 'U0OTHER' end, case when n % 2 = 0 then 'U0OTHER' else ${userId} end,
      'ship part ' || n || ' of the deck', state, ${now}::timestamptz + (n || ' minutes')::interval, 'Europe/Paris', 'then',
      ${now}::timestamptz, case when state in ('kept', 'broken') then ${now}::timestamptz end, 1
    from (select n, (array['open', 'claimed', 'requested', 'kept', 'broken', 'kept'])[1 + n / 2 % 6] as state
      from generate_series(0, ${promises}::int - 1) as n) as numbered`.execute(db)
}

function checkHome(view: string | undefined, promises: number): void {
  if (!view?.includes('ship part')) throw new Error('Home shows no promise')
  const { blocks } = JSON.parse(view) as { blocks: object[] }
  print(
    `    with ${promises}: ${blocks.length} blocks (at most 100), ${Math.round(view.length / 1000)} kB (at most 250)`,
  )
  if (blocks.length > 100 || view.length > 250_000) throw new Error('Home is larger than Slack takes')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await benchHome()
  process.exit(0)
}

/** What a kept promise leaves behind in Postgres, indexes included, once it is made, reminded of, done and confirmed. */
import { pathToFileURL } from 'node:url'
import { advanceClock } from '../playground/advance-clock.ts'
import { createPretendSlack } from '../playground/pretend-slack/index.ts'
import { createTestUser } from '../playground/test-user.ts'
import { startService } from '../src/service.ts'
import { manualClock } from '../src/time/clock.ts'
import { configOf } from './parts/config.ts'
import { print, printFigure } from './parts/figure.ts'
import { query } from './parts/seed.ts'
import { freshUrl } from './parts/server.ts'

/** A promise a week, told and reminded of as in life. */
const weeks = 6
/** Copies of each row: a page holds many of them, and one promise would fill none. */
const copies = 2000
const aim = 3000

export async function benchBytes(): Promise<void> {
  print(`bytes that a kept promise leaves behind, ${weeks} lived through, ${copies} copies of each`)
  const databaseUrl = await freshUrl('bytes')
  await keepPromises(databaseUrl)
  const rows = await query<{ table: string; n: number }>(
    databaseUrl,
    `select 'nudges' as table, count(*)::int as n from nudges where subject_id in (select id from promises)
     union all select 'promise_events', count(*)::int from promise_events`,
  )
  const before = await sizes(databaseUrl)
  for (const statement of copying) await query(databaseUrl, statement, [copies])
  await query(databaseUrl, 'vacuum analyze')
  const after = await sizes(databaseUrl)
  const each = (table: string) => (after.get(table)! - before.get(table)!) / (weeks * copies)
  const total = tables.reduce((sum, table) => sum + each(table), 0)
  const counted = rows.map(({ table, n }) => `${(n / weeks).toFixed(1)} rows of ${table}`).join(', ')
  print(`    ${counted}; ${tables.map((table) => `${table} ${each(table).toFixed(0)} bytes`).join(', ')}`)
  printFigure({
    name: `bytes a kept promise leaves behind, against ${aim}`,
    ratios: [total / aim],
    aim: { atMost: 1 },
  })
}

const tables = ['promises', 'promise_events', 'nudges']

// Ids that follow from the original's keep the rows of one promise together.
const copyId = (column: string) => `md5(${column}::text || k)::uuid`
const copying = [
  `insert into promises select (jsonb_populate_record(p, jsonb_build_object('id', ${copyId('p.id')}))).*
   from promises p, generate_series(1, $1::int) k`,
  `insert into promise_events select (jsonb_populate_record(e, jsonb_build_object('promise_id', ${copyId('e.promise_id')}))).*
   from promise_events e, generate_series(1, $1::int) k`,
  `insert into nudges select (jsonb_populate_record(n, jsonb_build_object('id', ${copyId('n.id')},
     'subject_id', ${copyId('n.subject_id')}, 'dedupe_key', overlay(n.dedupe_key placing (${copyId('n.id')})::text from 1 for 36)))).*
   from nudges n, generate_series(1, $1::int) k where n.subject_id in (select id from promises where length(id::text) = 36)`,
]

async function sizes(databaseUrl: string): Promise<Map<string, number>> {
  const rows = await query<{ table: string; bytes: number }>(
    databaseUrl,
    `select t as table, pg_total_relation_size(t::regclass)::float8 as bytes from unnest($1::text[]) as t`,
    [tables],
  )
  return new Map(rows.map(({ table, bytes }) => [table, bytes]))
}

async function keepPromises(databaseUrl: string): Promise<void> {
  const monday = Date.parse('2026-03-02T09:00:00Z')
  const at = (week: number, day: number, time: number) =>
    new Date(monday + (week * 7 + day) * 86_400_000 + time * 60_000)
  const clock = manualClock(new Date(monday))
  const people = ['alice', 'bob'].map((name) => ({ name, tz: 'UTC' }))
  const slack = await createPretendSlack({ clock, teams: [{ name: 'Acme', people, channels: {} }] })
  const { app, installs } = slack.world
  const { signingSecret } = app
  const config = configOf({
    databaseUrl,
    signingSecret,
    apiUrl: slack.apiUrl,
    botToken: [...installs.keys()][0]!,
  })
  const service = await startService(config, { clock, heartbeat: false })
  slack.connect(`http://127.0.0.1:${service.port}/slack/events`)
  const settle = async () => {
    do {
      await slack.settled()
      await service.idle()
    } while (slack.inFlight.size > 0)
  }
  const to = (when: Date) => advanceClock({ clock, app: service, slack, settle }, when)
  const person = (name: string) => {
    const found = [...slack.world.people.values()].find((one) => one.name === name)
    return createTestUser(slack, found!.id, settle)
  }
  const [alice, bob] = [person('alice'), person('bob')]
  for (let week = 0; week < weeks; week++) {
    await to(at(week, 0, 60))
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    await to(at(week, 4, 361))
    await bob.presses('Done')
    await to(at(week, 4, 420))
    await alice.presses('Kept, thank you')
  }
  await to(at(weeks, 0, 0))
  await service.stop()
  await slack.stop()
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await benchBytes()
  process.exit(0)
}

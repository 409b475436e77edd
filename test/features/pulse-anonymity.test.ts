// What can be learned of one person's answer to a pulse: from what is shown, by joining and leaving, and from the database.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { createHash } from 'node:crypto'
import type { TestUser } from '../../playground/test-user.ts'
import { comparableWith, fewest, type AskedPulse } from '../../src/features/pulse/domain/compare.ts'
import {
  addAnswer,
  emptyTally,
  parseTally,
  resultOf,
  serializeTally,
  widestTwo,
} from '../../src/features/pulse/domain/tally.ts'
import { itemCount, statementsOf, wordings } from '../../src/features/pulse/domain/wording.ts'
import { aadOf, createCipher } from '../../src/db/encryption.ts'
import { workspace, type Workspace } from '../support/workspace.ts'

type Rule = (newest: AskedPulse, earlier: readonly AskedPulse[]) => string[]

/** Any earlier one. */
const always: Rule = (_, earlier) => earlier.map(({ id }) => id)
/** Those asked differ by none, or by five or more in all. */
const inAll: Rule = (newest, earlier) =>
  earlier
    .filter(({ asked }) => {
      const differ = less(newest.asked, asked).length + less(asked, newest.asked).length
      return differ === 0 || differ >= fewest
    })
    .map(({ id }) => id)
/** Each pair of those shown differs by none or five on either side. */
const byPairs: Rule = (newest, earlier) => {
  const shown = [newest]
  const isFar = (one: AskedPulse, other: AskedPulse) =>
    [less(one.asked, other.asked), less(other.asked, one.asked)].every(
      ({ length }) => length === 0 || length >= fewest,
    )
  for (const one of earlier) if (shown.every((other) => isFar(one, other))) shown.push(one)
  return shown.slice(1).map(({ id }) => id)
}

function less(one: ReadonlySet<string>, other: ReadonlySet<string>): string[] {
  return [...one].filter((person) => !other.has(person))
}

/**
 * Somebody who adds and subtracts what is shown learns, at the best, what each set of people with one weight gave. This is
 * the smallest such set over all sums with weights from -1 to 1, whatever rule chose what is shown.
 */
function smallestLearned(shown: readonly AskedPulse[]): number {
  const everybody = new Set(shown.flatMap(({ asked }) => [...asked]))
  let least = Infinity
  for (let code = 1; code < 3 ** shown.length; code++) {
    const weights = shown.map((_, index) => (Math.floor(code / 3 ** index) % 3) - 1)
    const sizes = new Map<number, number>()
    for (const person of everybody) {
      const weight = shown.reduce(
        (sum, { asked }, index) => sum + (asked.has(person) ? weights[index]! : 0),
        0,
      )
      if (weight) sizes.set(weight, (sizes.get(weight) ?? 0) + 1)
    }
    least = Math.min(least, ...sizes.values())
  }
  return least
}

/** A channel over the months: who joins and who leaves before each pulse. Whole groups move too, as teams do. */
const month = fc.record({
  joins: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 7 })),
  leaves: fc.array(fc.nat(30), { maxLength: 7 }),
  comesBack: fc.boolean(),
})
const months = fc.record({
  start: fc.integer({ min: fewest, max: 14 }),
  months: fc.array(month, { minLength: 1, maxLength: 5 }),
})
type Months = typeof months extends fc.Arbitrary<infer T> ? T : never

/** Plays it by `rule`; of every moment, the smallest set of people of whom something is learned. */
function play({ start, months: all }: Months, rule: Rule): { least: number; compared: number } {
  let members = new Set(Array.from({ length: start }, (_, n) => `u${n}`))
  let [next, least, compared] = [start, Infinity, 0]
  const pulses: AskedPulse[] = []
  const gone: string[] = []
  for (const one of [{ joins: 0, leaves: [], comesBack: false }, ...all]) {
    const list = [...members]
    const leaving = new Set(one.leaves.flatMap((place) => list[place] ?? []))
    gone.push(...leaving)
    const back = one.comesBack ? gone.splice(0, 5) : []
    const joining = Array.from({ length: one.joins }, () => `u${next++}`)
    members = new Set([...list.filter((who) => !leaving.has(who)), ...joining, ...back])
    if (members.size < fewest) continue
    const newest = { id: String(pulses.length), asked: new Set(members) }
    const beside = rule(newest, pulses.toReversed())
    compared += beside.length
    least = Math.min(least, smallestLearned([newest, ...pulses.filter(({ id }) => beside.includes(id))]))
    pulses.push(newest)
  }
  return { least, compared }
}

test('In 3,000 random years of joins and leaves, no pulse or series of them tells of fewer than five', () => {
  let compared = 0
  fc.assert(
    fc.property(months, (history) => {
      const played = play(history, comparableWith)
      compared += played.compared
      return played.least >= fewest
    }),
    { numRuns: 3000 },
  )
  expect(compared).toBeGreaterThan(1000)
})

test.each([
  ['every earlier pulse', always],
  ['those whose people differ by none, or by five in all', inAll],
])('A rule that compares %s fails in the same years', (_, rule) => {
  const found = fc.check(
    fc.property(months, (history) => play(history, rule).least >= fewest),
    { numRuns: 3000 },
  )
  expect(found.failed).toBe(true)
})

test('A rule that looks at pairs alone lets three pulses single out the one who was in the first two', () => {
  const people = (from: number, count: number) => Array.from({ length: count }, (_, n) => `u${from + n}`)
  const first = { id: '1', asked: new Set(['x', ...people(0, 5)]) }
  const second = { id: '2', asked: new Set(['x', ...people(5, 5)]) }
  const third = { id: '3', asked: new Set(['x', ...people(0, 10)]) }
  expect(byPairs(third, [second, first])).toEqual(['2', '1'])
  expect(smallestLearned([third, second, first])).toBe(1)
  // Beside the second alone, x is one of the six who were asked both times.
  expect(comparableWith(third, [second, first])).toEqual(['2'])
  expect(smallestLearned([third, second])).toBe(5)
})

test('Sums come to the same in whichever order answers came, and none has a place of its own', () => {
  const answer = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: itemCount, maxLength: itemCount })
  fc.assert(
    fc.property(fc.array(answer, { minLength: 1, maxLength: 12 }), (given) => {
      const tally = (list: number[][]) => serializeTally(list.reduce(addAnswer, emptyTally))
      expect(tally(given)).toBe(tally(given.toReversed()))
      expect(tally(given)).toHaveLength(serializeTally(emptyTally).length)
      expect(parseTally(tally(given))).toEqual(given.reduce(addAnswer, emptyTally))
    }),
    { numRuns: 200 },
  )
})

test('Statements 1, 3 and 5 are reversed, means are rounded as by hand, and the widest two are found', () => {
  // Two answers. Statement 1: 2 and 1 count as 6 and 7, so 6.5. Statement 2: 7 and 7. Statement 3: 1 and 7 count as 7 and
  // 1, so 4.0, and nobody could be further apart. Statement 4: 4 and 5, 4.5. Statement 5: 6 and 6 count as 2 and 2.
  // Statement 6: 3 and 6, 4.5. Statement 7: 7 and 6, 6.5. The whole: 13 + 14 + 8 + 9 + 4 + 9 + 13 = 70 of 14, 5.0.
  const result = resultOf(
    [
      [2, 7, 1, 4, 6, 3, 7],
      [1, 7, 7, 5, 6, 6, 6],
    ].reduce(addAnswer, emptyTally),
    1,
  )
  expect(result.items.map(({ mean }) => mean)).toEqual([65, 70, 40, 45, 20, 45, 65])
  expect(result.items.map(({ isReversed }) => isReversed)).toEqual([
    true,
    false,
    true,
    false,
    true,
    false,
    false,
  ])
  expect(result.items[0]!.spread).toEqual([0, 0, 0, 0, 0, 1, 1])
  expect(result.whole).toBe(50)
  expect(widestTwo(result)).toEqual([2, 5])
})

test('A wording that was used is never changed: an earlier pulse keeps its own, with its direction', () => {
  const digest = createHash('sha256').update(JSON.stringify(wordings[0])).digest('hex')
  expect(digest.slice(0, 16)).toBe('ff8d49f9165011bf')
  expect(statementsOf(1, 'de')).toEqual(statementsOf(1, 'en-GB'))
  expect(statementsOf(1)).toHaveLength(7)
})

const team = ['alice', 'bob', 'carol', 'dan', 'eve', 'frank'] as const
const answersGiven = ['1626267', '2525256', '3434345', '7171714', '2616162'] as const

async function withPulse(): Promise<Workspace> {
  const made = await workspace({
    newFiles: true,
    now: 'Mon 10:00',
    cast: { dan: {}, eve: {}, frank: {} },
    channels: { team: [...team] },
  })
  for (const install of made.slack.world.installs.values()) install.scopes.push('channels:read')
  await made.alice.types('/invite @forthright', { in: '#team' })
  await made.alice.types('/pulse', { in: '#team' })
  await made.alice.presses('Start the pulse')
  return made
}

async function answers(who: TestUser, points: string): Promise<void> {
  await who.presses('Answer')
  const words: Record<string, string> = {
    '1': '1 · strongly disagree',
    '4': '4 · neither',
    '7': '7 · strongly agree',
  }
  const values = points.split('').map((point, n) => [`statement_${n + 1}`, words[point] ?? point])
  await who.submits(Object.fromEntries(values))
  await who.closesModal()
}

/** Every row version there is, as table, size, transaction and place. */
async function rows({ db }: Workspace): Promise<string[]> {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(db)
  const found: string[] = []
  for (const { name } of tables.rows) {
    const { rows: versions } = await sql<{ place: string; xmin: string; size: number }>`
      select ctid::text as place, xmin::text, pg_column_size(t.*) as size from ${sql.table(name)} t`.execute(
      db,
    )
    for (const { place, xmin, size } of versions) found.push(JSON.stringify([name, size, xmin, place]))
  }
  return found
}

async function traceOf(made: Workspace, doing: () => Promise<void>): Promise<string[]> {
  const before = new Set(await rows(made))
  await doing()
  const after = (await rows(made)).filter((row) => !before.has(row))
  return after.map((row) => JSON.stringify((JSON.parse(row) as unknown[]).slice(0, 2))).toSorted()
}

/** Which of `needles` stand anywhere in the files of the database, dead versions and indexes included. */
async function inFiles({ db }: Workspace, needles: readonly Buffer[]): Promise<number> {
  await sql`checkpoint`.execute(db)
  const { rows: places } = await sql<{ data: string; oid: string }>`
    select current_setting('data_directory') as data, oid::text from pg_database where datname = current_database()`.execute(
    db,
  )
  const folder = path.join(places[0]!.data, 'base', places[0]!.oid)
  const files = readdirSync(folder).map((file) => readFileSync(path.join(folder, file)))
  return needles.filter((needle) => files.some((bytes) => bytes.includes(needle))).length
}

test('An answer to a pulse and "Not this time" leave the same rows of the same sizes, and a dump after the close links nobody', async () => {
  const made = await withPulse()
  const { db, person, clock, config, logged } = made
  const sealed = async () =>
    Buffer.from((await db.selectFrom('pulse_boxes').select('sealed').executeTakeFirstOrThrow()).sealed)
  const versions = [await sealed()]
  const passing = await traceOf(made, () => person('frank').presses('Not this time'))
  versions.push(await sealed())
  const traces: string[][] = []
  for (const [index, points] of answersGiven.entries()) {
    traces.push(await traceOf(made, () => answers(person(team[index]!), points)))
    versions.push(await sealed())
  }
  expect(passing.join()).toMatch('pulse_boxes')
  for (const trace of traces) expect(trace).toEqual(passing)
  expect(new Set(versions.map(({ length }) => length)).size).toBe(1)
  // A control: until the close every version is there, and with the key each difference is somebody's answer.
  const needles = versions.map((version) => version.subarray(0, 60))
  expect(await inFiles(made, needles)).toBe(needles.length)
  await clock.to('2026-03-16T10:05')
  expect(await inFiles(made, needles)).toBe(0)
  const asks = await sql<{ xmin: string; state: string }>`select xmin::text, state from pulse_asks`.execute(
    db,
  )
  const boxes = await sql<{ xmin: string; pulse_id: string; team_id: string; sealed: string }>`
    select xmin::text, pulse_id, team_id, sealed from pulse_boxes`.execute(db)
  // One transaction wrote what is left, and who answered looks as who did not.
  expect(new Set([...asks.rows, ...boxes.rows].map(({ xmin }) => xmin)).size).toBe(1)
  expect(new Set(asks.rows.map(({ state }) => state))).toEqual(new Set(['done']))
  const [box] = boxes.rows
  const aad = aadOf('pulse_boxes', 'sealed', box!.team_id, box!.pulse_id)
  const opened = createCipher(config.encryptionKey!).decrypt(box!.sealed, aad)
  const whole = answersGiven.map((points) => points.split('').map(Number)).reduce(addAnswer, emptyTally)
  expect(parseTally(opened)).toEqual(whole)
  const columns = await sql<{ name: string; type: string }>`
    select column_name as name, data_type as type from information_schema.columns
    where table_name in ('pulse_asks', 'pulse_boxes')`.execute(db)
  expect(columns.rows.filter(({ type }) => type.startsWith('timestamp'))).toEqual([])
  // No point that was given stands in a message, in the log, or in what is kept of requests.
  const posted = JSON.stringify([...made.slack.world.messages.values()])
  expect(posted + logged.join()).not.toMatch(/strongly agree|gave [1-7]/)
})

test('Opening the form of a pulse leaves no trace in the database', async () => {
  const made = await withPulse()
  const trace = await traceOf(made, async () => {
    await made.bob.presses('Answer')
    await made.bob.closesModal()
  })
  expect(trace).toEqual([])
})

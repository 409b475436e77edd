// What the database, and its files, still tell of who answered without a name.
import { createHmac } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { readRequest } from '../../src/app/request.ts'
import { createCipher } from '../../src/db/encryption.ts'
import type { TestUser } from '../../playground/test-user.ts'
import { workspace, type Workspace } from '../support/workspace.ts'

const label = 'answer'
const names = ['bob', 'carol', 'dan', 'eve', 'finn']

async function asked(): Promise<Workspace> {
  const made = await workspace({ now: 'Wed 09:00', newFiles: true, cast: { dan: {}, eve: {}, finn: {} } })
  await made.alice.types(`/circle ${names.map((name) => `@${name}`).join(' ')} be frank`)
  for (const name of names) await made.person(name).presses("Yes, I'm in")
  await made.clock.to('Thu 10:00')
  await made.alice.presses('Ask them')
  return made
}

async function answers(who: TestUser, text: string): Promise<void> {
  await who.presses('Answer')
  await who.submits({ [label]: text, 'Who says it?': 'Without a name' })
  await who.closesModal()
}

/** Every row version there is, as table, transaction and size. */
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

/** What one doing left behind: of each table, the sizes of the rows that it wrote. */
async function traceOf(made: Workspace, doing: () => Promise<void>): Promise<string[]> {
  const before = new Set(await rows(made))
  await doing()
  const after = (await rows(made)).filter((row) => !before.has(row))
  return after.map((row) => JSON.stringify((JSON.parse(row) as unknown[]).slice(0, 2))).toSorted()
}

test('"Nothing new" and an answer without a name leave the same rows of the same sizes', async () => {
  const made = await asked()
  const { bob, carol, dan } = { bob: made.bob, carol: made.carol, dan: made.person('dan') }
  const nothing = await traceOf(made, () => bob.presses('Nothing new this week'))
  const anonymous = await traceOf(made, () => answers(carol, 'You interrupt'))
  expect(nothing.join()).toMatch('seen_requests')
  expect(anonymous).toEqual(nothing)
  // A control: a signed answer leaves more.
  const signed = await traceOf(made, async () => {
    await dan.presses('Answer')
    await dan.submits({ [label]: 'You interrupt' })
    await dan.closesModal()
  })
  expect(signed).not.toEqual(nothing)
})

test('Opening the form, or putting it off, leaves no trace in the database', async () => {
  const made = await asked()
  const { bob } = made
  expect(await traceOf(made, () => bob.presses('Not now'))).toEqual([])
  expect(
    await traceOf(made, async () => {
      await bob.presses('Answer')
      await bob.closesModal()
    }),
  ).toEqual([])
  expect(bob.lastSeen()).toMatch('No hurry')
})

test('A record of a request holds nothing of what was written, and another key than what people wrote', async () => {
  const made = await asked()
  const { bob, slack, db, config } = made
  await answers(bob, 'You interrupt')
  const submitted = slack.journal.exchanges().filter(({ title }) => title.includes('submit candor.answer'))
  expect(submitted).toHaveLength(1)
  const known = new Set((await db.selectFrom('seen_requests').select('key').execute()).map(({ key }) => key))
  const body = JSON.parse(JSON.stringify(submitted[0]!.request)) as { payload?: string }
  const payload = (typeof body.payload === 'string' ? JSON.parse(body.payload) : body) as Record<
    string,
    unknown
  >
  const request = readRequest(payload, bob.person().teamId)!
  expect(request.key).not.toMatch('interrupt')
  expect(known).toContain(createCipher(config.encryptionKey!).digest('request', request.key))
  expect(known).not.toContain(
    createHmac('sha256', config.encryptionKey!).update(request.key).digest('base64url'),
  )
})

/** Which of `needles` stand anywhere in the files of the database, dead versions, long values and indexes included. */
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

/** How often a row of who was asked stands in the files of that table and its indexes. */
async function versionsOf({ db }: Workspace, askId: string): Promise<number> {
  await sql`checkpoint`.execute(db)
  const { rows: places } = await sql<{ data: string; file: string }>`
    select current_setting('data_directory') as data, pg_relation_filepath('candor_asks') as file`.execute(db)
  const bytes = readFileSync(path.join(places[0]!.data, places[0]!.file))
  const id = Buffer.from(askId.replaceAll('-', ''), 'hex')
  let count = 0
  for (let at = bytes.indexOf(id); at >= 0; at = bytes.indexOf(id, at + 1)) count++
  return count
}

test('Once answers without a name are released, the files hold no earlier version of them or of who was asked', async () => {
  await closesWith(['bob', 'carol', 'dan'])
})

test('Once answers without a name are erased, the files hold no version of them, nor an earlier one of who was asked', async () => {
  await closesWith(['bob', 'carol'])
})

async function closesWith(writers: readonly string[]): Promise<void> {
  const made = await asked()
  const versions: Buffer[] = []
  const note = async () => {
    const { sealed } = await made.db.selectFrom('candor_boxes').select('sealed').executeTakeFirstOrThrow()
    versions.push(Buffer.from(sealed.slice(0, 60)))
  }
  await note()
  for (const name of writers) {
    await answers(made.person(name), `Of ${name}`)
    await note()
  }
  const ask = await made.db
    .selectFrom('candor_asks')
    .select('id')
    .where('ally', '=', made.bob.id)
    .executeTakeFirstOrThrow()
  // A control: until then each response is there, beside the row of who gave it.
  expect(await inFiles(made, versions)).toBe(versions.length)
  expect(await versionsOf(made, ask.id)).toBeGreaterThan(1)
  await made.clock.to('2026-03-19T10:05')
  expect(await inFiles(made, versions)).toBe(0)
  expect(await versionsOf(made, ask.id)).toBe(1)
  await made.alice.types('/candor read')
  expect(made.alice.reads(made.alice.modal()).includes('Of bob')).toBe(writers.length === 3)
}

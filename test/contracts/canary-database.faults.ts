// Words that people wrote in every field, looked for in what a whole Postgres keeps: its log, its files and a dump.
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { sql } from 'kysely'
import { report } from '../support/attack-figures.ts'
import { type Server, startServer, systemPostgres } from '../support/postgres.mjs'
import { until } from '../support/program.ts'
import { workspace, type Workspace } from '../support/workspace.ts'

const canary = 'xanthophyll-canary'

let written = 0
/** Words that stand nowhere else, other ones each time. */
const words = () => `${canary}-${(written += 1)}`

/** Something in every field that takes words of one's own. */
async function writeEverywhere({ alice, bob, carol, clock }: Workspace): Promise<void> {
  const answer = 'answer'
  await alice.types(`/circle @bob @carol because ${words()}`)
  for (const one of [bob, carol]) await one.presses("Yes, I'm in")
  await alice.types('/promise')
  await alice.submits({
    'To whom?': ['@bob'],
    'What?': words(),
    'Why does it matter?': words(),
    'Which goal does it serve?': words(),
  })
  await alice.closesModal()
  await alice.types(`/promise ask @bob review ${words()} by Friday 3pm`)
  await bob.presses('No', { beside: 'review' })
  await bob.submits({ note: words() })
  await bob.closesModal()
  await alice.types('/candor questions')
  await alice.submits({ 'One question a line': words() })
  await alice.closesModal()
  await alice.types('/candor note')
  await alice.submits({ 'What might I be missing?': words() })
  await alice.closesModal()
  await clock.to('Thu 10:00')
  await alice.presses('Say mine first')
  await alice.submits({ 'What I already suspect, hope or fear': words() })
  await alice.closesModal()
  await bob.presses('Answer')
  await bob.submits({
    [answer]: words(),
    'When does it show?': words(),
    'What does it do?': words(),
    'What would you do instead?': words(),
  })
  await bob.closesModal()
  await alice.types('/candor read')
  await alice.presses('Ask one thing back')
  await alice.submits({ 'What would you like to know?': words() })
  await alice.closesModal()
  await bob.presses('Read and reply')
  await bob.submits({ 'Your reply': words() })
  await bob.closesModal()
  await alice.types('/circle together @bob @carol')
  for (const one of [bob, carol]) await one.presses("Yes, I'm in", { beside: 'group' })
  await bob.presses('Write mine', { on: bob.dmMessages().at(-1)! })
  await bob.submits({ 'One aim': words(), 'One step towards it, this month': words() })
  await bob.closesModal()
  await bob.types('/people aims')
  await bob.submits({ 'What do you want to build or learn?': words() })
  await bob.closesModal()
  await bob.types('/people @carol friend')
  await bob.types('/people')
  await bob.presses('Say thank you', { beside: 'carol' })
  await bob.submits({ 'What for?': words() })
  await bob.closesModal()
  await bob.types('/people values')
  await bob.submits({ 'In your words': words() })
  await bob.closesModal()
  await carol.types('/promise goals')
  await carol.presses('New goal')
  await carol.submits({
    'What do you want to reach together?': words(),
    'Why does it matter?': words(),
    'With whom?': ['@bob'],
  })
  await carol.closesModal()
}

test('no word that people write stands in the log of Postgres that logs everything, in its files or in a dump', async () => {
  const server = await startServer()
  const admin = new pg.Client({ connectionString: server.url })
  const read = reader(server, admin)
  await admin.connect()
  let place: Workspace | undefined
  try {
    for (const [name, value] of Object.entries({
      log_statement: 'all',
      log_min_duration_statement: '0',
      log_parameter_max_length: '-1',
      log_parameter_max_length_on_error: '-1',
      log_error_verbosity: 'verbose',
    }))
      for (const whose of ['alter database postgres', ''])
        await admin.query(`${whose} set ${name} = '${value}'`)
    place = await workspace({ now: 'Wed 09:00', config: { database: { url: server.url } } })
    const { alice, bob, carol, db } = place
    await writeEverywhere(place)
    expect(written).toBeGreaterThan(20)
    const notes = db.selectFrom('candor_notes').select('id')
    expect(await notes.execute()).toHaveLength(1)
    // Statements that Postgres refuses, with what was written among their values.
    for (const table of ['promises', 'candor_notes', 'relationship_notes', 'stated_values'])
      await sql`alter table ${sql.table(table)} add constraint refuse check (false) not valid`.execute(db)
    await alice.types(`/promise @bob ${words()} by Friday 3pm`)
    expect(alice.lastSeen()).toMatch('quote reference')
    await alice.types('/candor note')
    await alice.submits({ 'What might I be missing?': words() })
    expect(alice.errors().text).toMatch('quote reference')
    const places = { log: await read.log(), files: await read.files(), dump: await read.dump() }
    // Ids are not encrypted: the log has the values of statements, of those that failed too, and files and dump have rows.
    for (const one of [alice, bob, carol]) expect(places.log).toMatch(new RegExp(`\\$\\d+ = '${one.id}'`))
    expect(places.log).toMatch(/violates check constraint "refuse"/)
    expect(findIn(places, alice.id)).toEqual(Object.keys(places))
    expect(findIn(places, canary)).toEqual([])
    // What is written as it is would be found in each of the three.
    await admin.query('create table planted (words text)')
    await admin.query('insert into planted values ($1)', [`${canary}-planted`])
    const planted = { log: await read.log(), files: await read.files(), dump: await read.dump() }
    expect(findIn(planted, canary)).toEqual(['log', 'files', 'dump'])
    report({
      attack:
        'T10 words in every field, looked for in the log of Postgres that logs all, in its files and in a dump',
      tried: written,
      through: 0,
      control: 'one written as it is: found in all three',
    })
  } finally {
    await place?.stop()
    await admin.end()
    await server.stop()
  }
}, 300_000)

function findIn(places: Record<string, string>, text: string): string[] {
  return Object.keys(places).filter((place) => places[place]!.includes(text))
}

function reader(server: Server, admin: pg.Client) {
  const host = new URL(server.url.replace('@/', '@localhost/')).searchParams.get('host')!
  return {
    /** What it wrote up to now: it comes through a pipe, after the answer to the statement that it tells of. */
    async log(): Promise<string> {
      const mark = randomUUID()
      await admin.query('select $1::text', [mark])
      await until(() => server.readLog().includes(mark))
      return server.readLog()
    },
    /** Every file, the write-ahead log among them. */
    async files(): Promise<string> {
      await admin.query('checkpoint')
      return readdirSync(server.data, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
        .join('\n')
    },
    /**
     * Beside this process and not in its place: Postgres waits as soon as the pipe of its log is full, which nobody would
     * empty then.
     */
    async dump(): Promise<string> {
      const own = systemPostgres()
      if (!own) return await allRows()
      const args = ['-h', host, '-U', 'postgres', '-w', 'postgres']
      const options = { maxBuffer: 64 * 1024 * 1024 }
      return (await promisify(execFile)(path.join(own, 'pg_dump'), args, options)).stdout
    },
  }
  /** The packaged Postgres has no pg_dump. */
  async function allRows(): Promise<string> {
    const { rows } = await admin.query<{ all: string }>(
      `select schema_to_xml('public', true, false, '')::text as all`,
    )
    return rows[0]!.all
  }
}

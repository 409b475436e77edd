// /forthright privacy, export and forget me.
import { sql } from 'kysely'
import { aadOf, createCipher, decryptStored } from '../../src/db/encryption.ts'
import { allTableRules } from '../../src/ops/table-rules.ts'
import { features } from '../../src/features/index.ts'
import { toCsv } from '../../src/features/privacy/export.ts'
import { report } from '../support/attack-figures.ts'
import { workspace, type Workspace } from '../support/workspace.ts'

const rules = allTableRules(features)

function grantFiles({ slack }: Workspace): void {
  for (const install of slack.world.installs.values()) install.scopes.push('files:write')
}

function exported({ slack }: Workspace): Record<string, unknown> {
  const file = [...slack.uploads.values()].findLast(({ name }) => name === 'forthright.json')
  return JSON.parse(file!.text!) as Record<string, unknown>
}

/** Tables in which `text` stands anywhere, as it is or encrypted. */
async function rowsWith({ db, config }: Workspace, text: string): Promise<string[]> {
  const cipher = createCipher(config.encryptionKey!)
  const found: string[] = []
  for (const [table, rule] of Object.entries(rules)) {
    const { rows } = await sql<{
      t: Record<string, unknown>
    }>`select to_jsonb(t) as t from ${sql.table(table)} t`.execute(db)
    const readable = rows.map(({ t: row }) => {
      const rowId = (rule.rowId ?? ['id']).map((column) => String(row[column]))
      const texts = Object.keys(rule.text).flatMap((column) =>
        [row[column] ?? []]
          .flat()
          .map((value) =>
            decryptStored(
              cipher,
              typeof value === 'string' ? value : JSON.stringify(value),
              aadOf(table, column, String(row.team_id), ...rowId),
            ),
          ),
      )
      return JSON.stringify(row) + texts.join()
    })
    if (readable.some((row) => row.includes(text))) found.push(table)
  }
  return found
}

test('the rules of the tables name every table and every column there is', async () => {
  const { db } = await workspace()
  const { rows } = await sql<{ table_name: string; column_name: string }>`
    select c.table_name, c.column_name
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name not like 'kysely%'`.execute(
    db,
  )
  const there = rows.map((row) => `${row.table_name}.${row.column_name}`).toSorted()
  const ruled = Object.entries(rules)
    .flatMap(([table, { people, text, rest }]) =>
      ['team_id', ...Object.keys(people), ...Object.keys(text), ...rest].map(
        (column) => `${table}.${column}`,
      ),
    )
    .toSorted()
  expect(ruled).toEqual(there)
})

test('privacy says how long things are kept and who can see them', async () => {
  const { alice } = await workspace()
  await alice.types('/forthright privacy')
  expect(alice.lastSeen()).toMatch('12 months')
  expect(alice.lastSeen()).toMatch('has the key')
})

test('an export holds what is mine and what I wrote, as files only I can open', async () => {
  const place = await workspace()
  grantFiles(place)
  const { alice, bob, carol, slack } = place
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  await carol.types('/promise @bob water the plants by Friday')
  await alice.types('/candor note')
  await alice.submits({ 'What might I be missing?': 'speak slower' })
  await alice.types('/forthright export')
  expect(alice.lastSeen()).toMatch('files')
  const whole = exported(place)
  const text = JSON.stringify(whole)
  expect(text).toMatch('ship the deck')
  expect(text).toMatch('speak slower')
  expect(text).not.toMatch('water the plants')
  const names = [...slack.uploads.values()].map(({ name }) => name)
  expect(names).toContain('promises.csv')
  const shared = new Set([...slack.uploads.values()].map(({ sharedIn }) => sharedIn))
  expect(shared.size).toBe(1)
  const dm = slack.world.channels.get([...shared][0]!)!
  expect(dm.kind).toBe('dm')
  expect(dm.memberIds).toContain(alice.id)
})

test('an export tells how many answers wait, and not what they say', async () => {
  const place = await workspace()
  grantFiles(place)
  const { alice, bob } = place
  await alice.types('/circle @bob')
  await bob.presses("Yes, I'm in")
  await alice.types('/candor ask now')
  await alice.presses('Ask them')
  await bob.presses('Answer')
  await bob.submits({ answer: 'You talk over people.' })
  await alice.types('/forthright export')
  expect(JSON.stringify(exported(place))).not.toMatch('You talk over people')
  expect(exported(place).answersNotOpened).toBe(1)
  await alice.types('/candor read')
  await alice.types('/forthright export')
  expect(JSON.stringify(exported(place))).toMatch('You talk over people')
})

test('where files are not allowed, a link opens the export once', async () => {
  const publicUrl = 'http://127.0.0.1'
  const place = await workspace({ config: { publicUrl } })
  const { alice, bob, app, clock } = place
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  await alice.types('/forthright export')
  const token = /token=([\w.-]+)/.exec(JSON.stringify(alice.seenMessages().at(-1)))![1]!
  const url = `http://127.0.0.1:${app.port}/forthright/export?token=${token}`
  const page = await fetch(url)
  expect(page.headers.get('cache-control')).toBe('no-store')
  expect(await page.text()).toMatch('Download it')
  const file = await fetch(url, { method: 'POST' })
  expect(await file.text()).toMatch('ship the deck')
  expect((await fetch(url, { method: 'POST' })).status).toBe(404)
  const other = `${url.slice(0, -3)}AAA`
  expect((await fetch(other, { method: 'POST' })).status).toBe(404)

  await alice.types('/forthright export')
  const late = /token=([\w.-]+)/.exec(JSON.stringify(alice.seenMessages().at(-1)))![1]!
  await clock.to('Mon 09:16')
  const tooLate = await fetch(`http://127.0.0.1:${app.port}/forthright/export?token=${late}`, {
    method: 'POST',
  })
  expect(tooLate.status).toBe(404)
})

test('without files and without an address it says what is missing', async () => {
  const { alice } = await workspace()
  await alice.types('/forthright export')
  expect(alice.lastSeen()).toMatch('files:write')
})

test('forget me asks first, and then leaves no id, no name and no word of theirs', async () => {
  const place = await workspace()
  const { alice, bob, carol, clock } = place
  await alice.types('/promise @bob zebra-words by Friday 3pm')
  await bob.types('/promise @alice keep-these-words by Friday 3pm')
  await alice.types('/circle @bob because giraffe-words')
  await bob.presses("Yes, I'm in")
  await alice.types('/candor note')
  await alice.submits({ 'What might I be missing?': 'okapi-words' })
  await alice.closesModal()
  await carol.types('/promise @alice thank-me by Friday')
  const { id } = alice
  const name = alice.person().realName
  expect(await rowsWith(place, id)).not.toEqual([])

  await alice.types('/forthright forget me')
  expect(alice.lastSeen()).toMatch('someone who left')
  expect(await rowsWith(place, 'zebra-words')).not.toEqual([])
  await alice.presses('Forget me')
  expect(alice.lastSeen()).toMatch('You are forgotten')
  await clock.to('Mon 09:10')

  expect(await rowsWith(place, id)).toEqual([])
  expect(await rowsWith(place, name)).toEqual([])
  expect(await rowsWith(place, 'zebra-words')).toEqual([])
  expect(await rowsWith(place, 'giraffe-words')).toEqual([])
  expect(await rowsWith(place, 'keep-these-words')).toEqual(['promises'])
  report({
    attack: 'T13 ids, names and words of a forgotten person, looked for in every table, decrypted',
    tried: Object.keys(rules).length,
    through: 0,
    control: 'found before',
  })

  // The other sides hear of it once, and without the name.
  const told = bob.dms().filter((text) => text.includes('someone who left'))
  expect(told.length).toBeGreaterThan(0)
  await bob.types('/promise list closed')
  expect(bob.lastSeen()).toMatch('words that were erased')
  expect(bob.lastSeen()).toMatch('someone who left')
  expect(bob.lastSeen()).not.toMatch(name)
})

test('a row that somebody else holds while it is to be erased is erased once it is let go', async () => {
  const place = await workspace()
  const { alice, db, app } = place
  await alice.types('/promise @bob zebra-words by Friday 3pm')
  const { id } = alice
  await alice.types('/forthright forget me')
  await alice.presses('Forget me')
  let erasing: Promise<void> | undefined
  await db.transaction().execute(async (tx) => {
    await sql`select from promise_events where who = ${id} for update`.execute(tx)
    erasing = app.tick()
    await sql`select pg_sleep(0.3)`.execute(tx)
  })
  await erasing
  expect(await rowsWith(place, id)).toEqual([])
})

test('whoever was forgotten may start anew', async () => {
  const { alice, bob, clock } = await workspace()
  await alice.types('/promise @bob ship the deck by Friday 3pm')
  await alice.types('/forthright forget me')
  await alice.presses('Forget me')
  await clock.to('Mon 09:10')
  await alice.types('/promise @bob write the minutes by Friday 3pm')
  expect(bob.dms().at(-1)).toMatch('write the minutes')
  await clock.to('Tue 09:10')
  await alice.types('/promise list')
  expect(alice.lastSeen()).toMatch('write the minutes')
})

test('a restored backup forgets again, at the next start', () => forgetAndRestore([]))

test('a restored backup forgets again also where the key of then is no longer the newest', () =>
  forgetAndRestore([Buffer.alloc(32, 9)]))

async function forgetAndRestore(newerKeys: readonly Buffer[]): Promise<void> {
  const place = await workspace()
  const { alice, bob, clock, db } = place
  await alice.types('/promise @bob zebra-words by Friday 3pm')
  const tables = ['people', 'promises', 'promise_events', 'nudges', 'nudge_queue', 'inboxes']
  for (const table of tables)
    await sql`create table ${sql.table(`kysely_${table}`)} as table ${sql.table(table)}`.execute(db)
  await clock.to('Mon 09:02')
  await alice.types('/forthright forget me')
  await alice.presses('Forget me')
  await clock.to('Mon 09:10')
  expect(await rowsWith(place, alice.id)).toEqual([])

  for (const table of tables.toReversed()) await sql`delete from ${sql.table(table)}`.execute(db)
  for (const table of tables)
    await sql`insert into ${sql.table(table)} select * from ${sql.table(`kysely_${table}`)}`.execute(db)
  expect(await rowsWith(place, 'zebra-words')).not.toEqual([])
  for (const key of newerKeys) {
    place.config.olderKeys = [place.config.encryptionKey!]
    place.config.encryptionKey = key
  }
  await place.restart()
  await clock.to('Mon 09:20')
  expect(await rowsWith(place, alice.id)).toEqual([])
  expect(await rowsWith(place, 'zebra-words')).toEqual([])
  expect(bob.dms().at(-1)).not.toMatch('zebra-words')
}

test('what is over is erased after the months of the setting, and nothing before', async () => {
  const place = await workspace({ config: { retentionMonths: 1 } })
  const { alice, bob, clock, db } = place
  await bob.types('/promise @alice zebra-words by Mon 15:00')
  await bob.types('/promise @alice open-words by 2027-12-01')
  await bob.presses('Promise')
  await bob.presses('Done', { on: 'zebra-words' } as never).catch(() => undefined)
  await db
    .updateTable('promises')
    .set({ state: 'kept', closed_at: clock.read(), confirmed: true })
    .where('due_at', '<', new Date('2026-04-01'))
    .execute()
  await clock.to('2026-04-08T10:00')
  expect(await rowsWith(place, 'zebra-words')).toEqual(['promises'])
  await clock.to('2026-04-10T10:00')
  expect(await rowsWith(place, 'zebra-words')).toEqual([])
  expect(await rowsWith(place, 'open-words')).toEqual(['promises'])
  expect(alice.notices()).toEqual([])
})

test('a workspace that took the app out is erased after thirty days, and not if it came back', async () => {
  const place = await workspace()
  const { alice, bob, clock, db, slack } = place
  await alice.types('/promise @bob zebra-words by Friday 3pm')
  slack.uninstall([...slack.world.installs.values()][0]!)
  await place.slack.settled()
  await clock.to('Mon 09:05')
  await clock.to('2026-04-07T10:00')
  expect(await rowsWith(place, 'zebra-words')).toEqual(['promises'])
  await clock.to('2026-04-09T10:00')
  for (const table of Object.keys(rules)) {
    const { rows } =
      await sql`select from ${sql.table(table)} where team_id = ${alice.person().teamId}`.execute(db)
    expect({ table, rows: rows.length }).toEqual({ table, rows: 0 })
  }
  expect(bob.notices()).toEqual([])
})

test('a list becomes a CSV that no spreadsheet runs', () => {
  expect(
    toCsv([
      { a: '=1+1', b: 'x,"y"' },
      { a: null, c: 2 },
    ]),
  ).toBe('a,b,c\r\n\'=1+1,"x,""y""",\r\n,,2\r\n')
})

// Everything that people write is encrypted, and moves onto a new key while the app runs.
import { sql } from 'kysely'
import { features } from '../../src/features/index.ts'
import { allTableRules } from '../../src/ops/table-rules.ts'
import { workspace, type Workspace } from '../support/workspace.ts'
import { countOutdated } from '../../src/ops/outdated-rows.ts'

const rules = allTableRules(features)
const newKey = Buffer.alloc(32, 9)

/** Columns in which `words` stand as they were written. */
async function columnsWith({ db }: Workspace, words: string): Promise<string[]> {
  const found: string[] = []
  for (const table of Object.keys(rules)) {
    const { rows } = await sql<{ column: string }>`
      select distinct e.key as column from ${sql.table(table)} t, jsonb_each_text(to_jsonb(t)) e
      where e.value like ${`%${words}%`}`.execute(db)
    found.push(...rows.map(({ column }) => `${table}.${column}`))
  }
  return found
}

/** Writes into every kind of text column that conversations reach. */
async function converse({ alice, bob }: Workspace): Promise<void> {
  await bob.types('/promise @alice zebra-what by Friday 3pm')
  await bob.types('/promise ask @alice zebra-request by Friday 3pm')
  await alice.types('/circle @bob because zebra-why')
  await bob.presses("Yes, I'm in")
  await alice.types('/candor ask now')
  await alice.presses('Ask them')
  await bob.presses('Answer')
  await bob.submits({ answer: 'zebra-answer' })
  await bob.closesModal()
  await alice.types('/candor note')
  await alice.submits({ 'What might I be missing?': 'zebra-note' })
  await alice.closesModal()
}

test('no word that people write stands in the database as it was written', async () => {
  const place = await workspace()
  await converse(place)
  expect(await columnsWith(place, 'zebra-')).toEqual([])
  expect(place.alice.dms().join('\n')).toMatch('zebra-what')
})

test('a new key beside the old one: what was written stays readable and moves over by itself', async () => {
  const place = await workspace()
  const { alice, bob, clock, config } = place
  await converse(place)
  config.olderKeys = [config.encryptionKey!]
  config.encryptionKey = newKey
  await place.restart()
  const outdated = () => countOutdated({ db: place.app.db, newest: newKey }, rules)
  expect((await outdated()).size).toBeGreaterThan(3)
  await alice.types('/promise list')
  expect(alice.lastSeen()).toMatch('zebra-what')
  await clock.to('Mon 09:20')
  expect(await outdated()).toEqual(new Map())

  config.olderKeys = []
  await place.restart()
  await alice.types('/promise list')
  expect(alice.lastSeen()).toMatch('zebra-what')
  await alice.types('/candor read')
  expect(alice.reads(alice.modal())).toMatch('zebra-answer')
  expect(bob.notices()).toEqual([])
})

test('what was written before a column was encrypted is read as it is, and encrypted by itself', async () => {
  const place = await workspace()
  const { alice, clock, db } = place
  await converse(place)
  await db.updateTable('promises').set({ what: 'plain words' }).where('state', '=', 'open').execute()
  await alice.types('/promise list')
  expect(alice.lastSeen()).toMatch('plain words')
  await place.restart()
  await clock.to('Mon 09:20')
  expect(await columnsWith(place, 'plain words')).toEqual([])
  await alice.types('/promise list')
  expect(alice.lastSeen()).toMatch('plain words')
})

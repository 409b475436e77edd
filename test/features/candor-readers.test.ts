// Who can read what, as docs/who-can-read-what.md says it: the sentences that no other test holds.
import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { parseAnswers } from '../../src/features/candor/domain/anonymous-answers.ts'
import { decrypt } from '../../src/db/encryption.ts'
import type { TestUser } from '../../playground/test-user.ts'
import { workspace, type Workspace } from '../support/workspace.ts'

const label = 'answer'
const names = ['bob', 'carol', 'dan', 'eve', 'finn']
const folder = new URL('../', import.meta.url)

async function asked(): Promise<Workspace> {
  const made = await workspace({
    now: 'Wed 09:00',
    cast: { dan: {}, eve: {}, finn: {}, alice: { isOwner: false }, mallory: { isOwner: true } },
  })
  await made.alice.types(`/circle ${names.map((name) => `@${name}`).join(' ')} be frank`)
  for (const name of names) await made.person(name).presses("Yes, I'm in")
  await made.clock.to('Thu 10:00')
  await made.alice.presses('Ask them')
  return made
}

async function answers(who: TestUser, how: 'With my name' | 'Without a name'): Promise<void> {
  await who.presses('Answer')
  await who.submits({ [label]: `Of ${who.name}`, 'Who says it?': how })
  await who.closesModal()
}

async function openBoxes({ db, config }: Workspace) {
  const { rows } = await sql<{
    sealed: string
    team_id: string
    round_id: string
  }>`select * from candor_boxes`.execute(db)
  return rows.flatMap(({ sealed, team_id: team, round_id: round }) =>
    parseAnswers(decrypt(sealed, config.encryptionKey!, `candor_boxes|sealed|${team}|${round}`)),
  )
}

test('An owner of the workspace sees no more of others’ circles and answers than anybody else', async () => {
  const made = await asked()
  const { mallory, bob } = made
  expect(mallory.person().isOwner).toBe(true)
  await answers(bob, 'With my name')
  for (const typed of ['/candor', '/candor read', '/circle', '/candor questions']) await mallory.types(typed)
  await mallory.opensHome()
  const shown = [...mallory.seen(), mallory.reads(mallory.home()), mallory.reads(mallory.modal())].join('\n')
  for (const word of ['alice', ...names, 'Of bob']) expect(shown).not.toMatch(new RegExp(`\\b${word}\\b`))
  expect(mallory.dms()).toEqual([])
})

test('The database shows that somebody responded, and not what', async () => {
  const made = await asked()
  await answers(made.bob, 'Without a name')
  const rows = await made.db.selectFrom('candor_asks').select(['ally', 'state']).execute()
  expect(rows.filter(({ state }) => state === 'done').map(({ ally }) => ally)).toEqual([made.bob.id])
  const boxes = await made.db.selectFrom('candor_boxes').selectAll().execute()
  expect(JSON.stringify(boxes)).not.toMatch('Of bob')
})

test('With the key an answer without a name opens, and names nobody', async () => {
  const made = await asked()
  await answers(made.bob, 'Without a name')
  const items = await openBoxes(made)
  expect(items).toEqual([{ body: { answer: 'Of bob' } }])
})

test('Whoever holds the key and copies from before and after an answer can tell whose it is', async () => {
  const made = await asked()
  await answers(made.bob, 'Without a name')
  const before = new Set((await openBoxes(made)).map(({ body }) => body.answer))
  await answers(made.carol, 'Without a name')
  const after = (await openBoxes(made)).map(({ body }) => body.answer)
  expect(after.filter((text) => !before.has(text))).toEqual(['Of carol'])
})

test('What is typed and what is read passes through Slack on its way', async () => {
  const made = await asked()
  await answers(made.bob, 'With my name')
  await made.alice.types('/candor read')
  const carried = (direction: 'in' | 'out') =>
    made.slack.journal
      .exchanges()
      .filter((one) => one.direction === direction && JSON.stringify(one.request).includes('Of bob'))
  expect(carried('in').map(({ title }) => title)).toEqual(['POST /slack/events submit candor.answer'])
  expect(carried('out').map(({ title }) => title)).toEqual(['views.open'])
})

test('The form says that a way of writing may tell', async () => {
  const { bob } = await asked()
  await bob.presses('Answer')
  expect(bob.reads(bob.modal())).toMatch('Your way of writing may still tell')
})

test('Every sentence of the page names a test that there is', () => {
  const page = readFileSync(new URL('../../docs/who-can-read-what.md', import.meta.url), 'utf8')
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
  const found = texts.flatMap((text) =>
    Array.from(text.matchAll(/^ *(?:test|\]\))\('(.+)', (?:async )?\(/gm)),
  )
  const tests = new Set(found.map(([, name]) => name))
  const sentences = page.split('\n').filter((line) => line.startsWith('- '))
  expect(sentences.length).toBeGreaterThan(15)
  for (const sentence of sentences) expect(sentence).toMatch(/ — \*.+\*$/)
  const named = Array.from(page.matchAll(/—\s\*([^*]+)\*/g), ([, name]) => name)
  expect(named.filter((name) => !tests.has(name))).toEqual([])
})

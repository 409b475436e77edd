// Words with which people trust one another are looked for in everything that the app emits and keeps.
import { sql } from 'kysely'
import type { TestUser } from '../../playground/test-user.ts'
import { report } from '../support/attack-figures.ts'
import { workspace, type Workspace } from '../support/workspace.ts'

const words = {
  signed: 'canary-signed-1f3a',
  situation: 'canary-situation-77b2',
  effect: 'canary-effect-90cd',
  instead: 'canary-instead-4e41',
  nameless: 'canary-nameless-8d05',
  back: 'canary-back-c2d9',
  reply: 'canary-reply-5b68',
  note: 'canary-note-e7f0',
  offered: 'canary-offered-36aa',
  own: 'canary-backtoall-9911',
  lost: 'canary-lost-aa10',
  damaged: 'canary-damaged-bb20',
} as const
const anyCanary = /canary-\w+-[0-9a-f]{4}/g
const label = 'answer'
const names = ['bob', 'carol', 'dan', 'eve', 'finn']

let made: Workspace
/** Who was seen to have which of the words before their eyes, as they went. */
const sights = new Map<string, Set<string>>()

beforeAll(async () => {
  made = await workspace({ now: 'Wed 09:00', shared: true, cast: { dan: {}, eve: {}, finn: {} } })
  await story(made)
})

/** Everything that candor can do with words, done once; whoever has a window open is looked at after every step. */
async function story({ alice, bob, carol, mallory, person, clock, slack, db }: Workspace): Promise<void> {
  const look = () => {
    for (const one of slack.world.people.values()) {
      const shown = JSON.stringify([
        slack.world.modals.get(one.id) ?? [],
        slack.world.homes.get(one.id) ?? null,
        slack.world.ephemerals.get(one.id) ?? [],
      ])
      const seen = sights.get(one.name) ?? new Set()
      for (const word of shown.match(anyCanary) ?? []) seen.add(word)
      sights.set(one.name, seen)
    }
  }
  const submits = async (who: TestUser, values: Parameters<TestUser['submits']>[0]) => {
    await who.submits(values)
    look()
    await who.closesModal()
  }
  await alice.types(`/circle ${names.map((name) => `@${name}`).join(' ')} be frank`)
  for (const name of names) await person(name).presses("Yes, I'm in")
  await clock.to('Thu 10:00')
  await alice.presses('Ask them')

  await bob.presses('Answer')
  await submits(bob, {
    [label]: words.signed,
    'When does it show?': words.situation,
    'What does it do?': words.effect,
    'What would you do instead?': words.instead,
  })
  await bob.presses('Change my answer')
  look()
  await submits(bob, { [label]: words.signed })
  for (const name of ['carol', 'dan', 'eve']) {
    await person(name).presses('Answer')
    await submits(person(name), { [label]: `${words.nameless} of ${name}`, 'Who says it?': 'Without a name' })
  }
  await alice.types('/candor read')
  look()
  await alice.presses('Ask one thing back')
  await submits(alice, { 'What would you like to know?': words.back })
  await bob.presses('Read and reply')
  look()
  await submits(bob, { 'Your reply': words.reply })
  await alice.types('/candor read')
  look()
  await alice.presses('Make it a promise')
  look()
  await submits(alice, { 'What?': 'listen first', 'Which day?': '2026-03-27', 'To whom?': ['@bob'] })

  await clock.to('2026-03-19T10:05')
  await alice.types('/candor read')
  look()
  await alice.presses('Ask one thing back', { beside: 'of carol' })
  await submits(alice, { 'What would you like to know?': words.own })
  await alice.types('/candor read')
  await alice.presses('Thank', { beside: 'of carol' })
  look()
  await alice.presses('Heard', { beside: 'of dan' })
  await alice.closesModal()

  await carol.types('/candor note')
  await submits(carol, { 'What might I be missing?': words.note })
  await bob.types('/candor @carol')
  await carol.presses('Now')
  await bob.presses('Write it')
  await submits(bob, { [label]: words.offered })
  await carol.types('/candor read')
  look()
  await carol.closesModal()

  for (const name of ['alice', 'mallory', ...names]) await person(name).opensHome()
  await mallory.types('/candor read')
  await mallory.types('/candor')
  look()
  await mallory.closesModal()

  // A failure in the middle of storing words: the log speaks of it, and not of them.
  await bob.types('/candor note')
  await sql`alter table candor_notes rename to candor_notes_away`.execute(db)
  await submits(bob, { 'What might I be missing?': words.lost })
  await sql`alter table candor_notes_away rename to candor_notes`.execute(db)

  // Sealed texts that were changed from outside.
  await bob.types('/candor @mallory')
  await mallory.presses('Now')
  await bob.presses('Write it')
  await submits(bob, { [label]: words.damaged })
  await sql`update candor_answers set body = overlay(body placing 'AAAA' from 40) where reader = ${mallory.id}`.execute(
    db,
  )
  await sql`update candor_boxes set sealed = overlay(sealed placing 'AAAA' from 40)`.execute(db)
  await mallory.types('/candor read')
  await alice.types('/candor read')
  look()
}

function found(thing: unknown): string[] {
  return JSON.stringify(thing).match(anyCanary) ?? []
}

test('No answer, reply or note stands in a message, a notification, or Home', () => {
  const { slack } = made
  const posts = slack.journal
    .exchanges()
    .filter(({ direction, title }) => direction === 'out' && !['views.open', 'views.update'].includes(title))
  expect(posts.some(({ title }) => title === 'chat.postMessage')).toBe(true)
  expect(posts.some(({ title }) => title === 'chat.update')).toBe(true)
  expect(found(posts.map(({ request }) => request))).toEqual([])
})

test('Nobody sees an answer in any window but its reader and its writer', () => {
  const of = (name: string) => [...(sights.get(name) ?? [])].toSorted()
  const { signed, situation, effect, instead, back, reply, offered, own, note, nameless, lost } = words
  expect(of('mallory')).toEqual([])
  expect(of('finn')).toEqual([])
  expect(of('dan')).toEqual([])
  expect(of('eve')).toEqual([])
  // What could not be stored is still in its writer's own form.
  expect(of('bob')).toEqual([back, effect, instead, lost, signed, situation].toSorted())
  expect(of('alice')).toEqual([back, effect, instead, nameless, reply, signed, situation].toSorted())
  expect(of('carol')).toEqual([offered])
  expect([own, note].some((word) => of('alice').includes(word))).toBe(false)
})

test('No word of an answer reaches the log, nor the metrics', async () => {
  const metrics = await (await fetch(`http://127.0.0.1:${made.app.port}/metrics`)).text()
  expect(metrics).toMatch('forthright_posts_total')
  expect(found(metrics)).toEqual([])
  expect(made.logged.some((line) => line.includes('"request failed"'))).toBe(true)
  expect(found(made.logged)).toEqual([])
})

test('A copy of the database shows no word of an answer, a question back, a reply or a note', async () => {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(made.db)
  let text = ''
  for (const { name } of tables.rows) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(
      made.db,
    )
    text += rows.map(({ row }) => row).join('\n')
  }
  // Ids are not encrypted, so this looks in the right place.
  expect(text.includes(made.alice.id)).toBe(true)
  expect(found(text)).toEqual([])
  expect(text.includes(Buffer.from(words.signed).toString('base64url').slice(0, 16))).toBe(false)
  // Control: the same look at what its reader had before their eyes finds the words.
  const shown = new Set(found(Array.from(sights.values(), (seen) => [...seen])))
  expect(shown.size).toBeGreaterThan(5)
  report({
    attack: 'T12 words of feedback looked for in log, metrics, messages and a copy of the database',
    tried: Object.keys(words).length,
    through: 0,
    control: `${shown.size} of them found in the windows of those whom they are for`,
  })
})

test('A sealed text that was changed from outside ends in words, and the rest still opens', async () => {
  const { mallory, alice, bob, clock } = made
  expect(mallory.reads(mallory.modal())).toMatch('These words do not open any more')
  expect(alice.reads(alice.modal())).toMatch('What you were told')
  await alice.closesModal()
  const told = bob.dms().length
  await clock.to('2026-04-20T12:00')
  await alice.types('/candor')
  expect(alice.lastSeen()).toMatch('What am I missing?')
  expect(bob.dms().length).toBeGreaterThan(told)
})

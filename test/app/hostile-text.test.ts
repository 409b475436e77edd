import { plainName } from '../../src/people/plain-name.ts'
import { workspace, type Workspace } from '../support/workspace.ts'

let place: Workspace
beforeAll(async () => {
  place = await workspace({ shared: true })
})

test.each([
  ['half of a surrogate pair', 'a\ud83d'],
  ['NUL', 'a\0b'],
  ['a goal of as many emoji as fit', `a${'😀'.repeat(99)}`],
])('a form whose fields hold %s is stored, and no request fails', async (name, goal) => {
  const { alice, bob, logged } = place
  await alice.types('/promise')
  await alice.submits({ to: ['bob'], what: `water the plants, ${name}${goal.slice(0, 2)}`, goal })
  expect(alice.errors()).toEqual({})
  expect(logged.join('\n')).not.toMatch('request failed')
  expect(bob.lastDm()).toMatch(`water the plants, ${name}a`)
  expect(bob.lastDm().isWellFormed()).toBe(true)
})

test('a text that is too long is refused at its field, whatever form it comes in, and what was typed stays there', async () => {
  const { alice, db, slack } = place
  const rows = async () => JSON.stringify(await db.selectFrom('candor_notes').select('id').execute())
  const long = 'ü😀'.repeat(1501)
  await alice.types('/candor note')
  const before = await rows()
  // Slack's own window would not let it through: it comes as a signed request all the same.
  const form = alice.modal()!
  form.blocks.find((block) => block.block_id === 'text')!.element!.max_length = 200_000
  await alice.submits({ 'What might I be missing?': long })
  expect(alice.errors().text).toBe(
    'These are 3,002 characters, and 3,000 fit here. Nothing was stored; shorten it and send it again.',
  )
  expect(alice.modal()!.state.values.text!.text!.value).toBe(long)
  expect(await rows()).toBe(before)
  await alice.submits({ 'What might I be missing?': 'ü😀'.repeat(1500) })
  expect(alice.errors()).toEqual({})
  expect(await rows()).not.toBe(before)
  await alice.closesModal()
  expect(slack.notices).toEqual([])
})

test('a why that is too long for an invitation is not cut: nobody is asked', async () => {
  const { alice, bob } = place
  const before = bob.dms().length
  await alice.types(`/circle @bob ${'you see it '.repeat(40)}`)
  expect(alice.lastSeen()).toMatch('are 439 characters, and 300 fit. Nobody was asked')
  expect(bob.dms()).toHaveLength(before)
})

test('a command whose words hold NUL or half of a surrogate pair is carried out', async () => {
  const { alice, bob } = place
  await alice.types('/promise @bob feed the \0cat\ud83d by Friday 3pm')
  expect(bob.lastDm()).toMatch('feed the cat\ufffd')
})

test.each([
  ['*Done*', 'Done'],
  ['_jane_doe_', 'jane_doe'],
  ['> Alice: kept\n*yes*', 'Alice: kept yes'],
  ['`rm` ~x~', 'rm x'],
  ['Al\u202Eeci\u200B\u00AD\u3164', 'Aleci'],
  ['नेहा क\u094D\u200Dष', 'नेहा क\u094D\u200Dष'],
  ['\u200B\u2060', ''],
  ['x'.repeat(200), 'x'.repeat(80)],
])('a name of %j is no more than a name', (name, plain) => {
  expect(plainName(name)).toBe(plain)
})

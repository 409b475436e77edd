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

test('a command whose words hold NUL or half of a surrogate pair is carried out', async () => {
  const { alice, bob } = place
  await alice.types('/promise @bob feed the \0cat\ud83d by Friday 3pm')
  expect(bob.lastDm()).toMatch('feed the cat\ufffd')
})

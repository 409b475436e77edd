import type { Person, State } from '../../playground/api.ts'
import { completionAt, usageOf } from '../../playground/page/client/workspace/completion.ts'

const person = (name: string, realName: string, isBot = false): Person => ({
  id: name,
  name,
  realName,
  isBot,
  tz: 'UTC',
  locale: 'en-US',
  deleted: false,
  isGuest: false,
  color: '#000000',
})

const state = {
  people: [
    person('forthright', 'Forthright', true),
    person('bob', 'Bob Tanaka'),
    person('carol', 'Carol Ibarra'),
  ],
  commands: [
    { command: '/promise', description: 'Give your word', usageHint: '@colleague what by when' },
    { command: '/pulse', description: 'Ask a team', usageHint: '' },
  ],
} as Pick<State, 'people' | 'commands'>

describe('the composer', () => {
  test('offers the commands that begin so, with their usage', () => {
    const offered = completionAt('/pr', 3, state)
    expect(offered?.choices.map((choice) => choice.label)).toEqual(['/promise @colleague what by when'])
    expect(completionAt('/', 1, state)?.choices).toHaveLength(2)
  })

  test('offers no command in the middle of a line', () => {
    expect(completionAt('see /pr', 7, state)).toBeUndefined()
  })

  test('offers people after an @, by handle or name, apps last', () => {
    expect(completionAt('/promise @ta', 12, state)?.choices.map((choice) => choice.value)).toEqual(['@bob '])
    expect(completionAt('@', 1, state)?.choices.map((choice) => choice.value)).toEqual([
      '@bob ',
      '@carol ',
      '@forthright ',
    ])
    expect(completionAt('me@bo', 5, state)).toBeUndefined()
  })

  test('shows how the command one is writing is used', () => {
    expect(usageOf('/promise @bob', state)).toBe('/promise @colleague what by when')
    expect(usageOf('/nothing here', state)).toBeUndefined()
  })
})

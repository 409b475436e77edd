import { readRecipients } from '../../src/slack/mentions.ts'

test.each([
  ['<@U1> ship it', [{ id: 'U1', kind: 'user' }], 'ship it'],
  ['<@U1|bob> ship it', [{ id: 'U1', name: 'bob', kind: 'user' }], 'ship it'],
  ['<@W1> ship it', [{ id: 'W1', kind: 'user' }], 'ship it'],
  ['<!subteam^S1|@design> ship it', [{ id: 'S1', name: 'design', kind: 'group' }], 'ship it'],
  ['<!channel> ship it', [{ name: 'channel', kind: 'broadcast' }], 'ship it'],
  ['@here ship it', [{ name: 'here', kind: 'broadcast' }], 'ship it'],
  ['<#C1|general> ship it', [{ id: 'C1', name: 'general', kind: 'channel' }], 'ship it'],
  ['@bob ship it', [{ name: 'bob', kind: 'user' }], 'ship it'],
  ['@bob.smith, ship it', [{ name: 'bob.smith', kind: 'user' }], 'ship it'],
  ['to <@U1>: ship it', [{ id: 'U1', kind: 'user' }], 'ship it'],
  ['\u00a0\u2066<@U1>\u2069 ship it', [{ id: 'U1', kind: 'user' }], 'ship it'],
])('%j is for one', (text, recipients, rest) => {
  expect(readRecipients(text)).toEqual({ recipients, rest })
})

test.each([
  '<@U1> <@U2> ship',
  '<@U1>, <@U2> ship',
  '<@U1> and <@U2> ship',
  '<@U1> &amp; <@U2> ship',
  '<@U1><@U2> ship',
  '<@U1>, and <@U2> ship',
])('%j is for two', (text) => {
  expect(readRecipients(text)).toEqual({
    recipients: [
      { id: 'U1', kind: 'user' },
      { id: 'U2', kind: 'user' },
    ],
    rest: 'ship',
  })
})

test('a later mention belongs to the words', () => {
  expect(readRecipients('<@U1> introduce <@U2> by Friday')).toEqual({
    recipients: [{ id: 'U1', kind: 'user' }],
    rest: 'introduce <@U2> by Friday',
  })
})

test('words without a mention are all rest', () => {
  expect(readRecipients(' to ship it ')).toEqual({ recipients: [], rest: 'to ship it' })
  expect(readRecipients('and then')).toEqual({ recipients: [], rest: 'and then' })
})

test('an address is not a mention, and a lone @ is none', () => {
  expect(readRecipients('bob@acme.example ship').recipients).toEqual([])
  expect(readRecipients('@ 3pm ship').recipients).toEqual([])
})

test('a long run of half-open brackets costs no more than its length', () => {
  expect(readRecipients('<@'.repeat(2000)).recipients).toEqual([])
})

import { messagePayload, quoteMessage } from '../../src/app/quoted-message.ts'
import { unescape } from '../../src/slack/mrkdwn.ts'
import { workspace } from '../support/workspace.ts'

const acme = { domain: 'acme', channelId: 'C1' }
const quote = (message: Record<string, unknown>) =>
  quoteMessage(messagePayload.parse({ ts: '1700000000.000100', ...message }), acme)

test.each([
  ['plain text', { text: 'ship it' }, 'ship it'],
  [
    'rich text',
    {
      text: '',
      blocks: [
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text: 'Can ' },
                { type: 'user', user_id: 'U2' },
                { type: 'text', text: ' take <this>?' },
              ],
            },
            {
              type: 'rich_text_list',
              elements: [
                { type: 'rich_text_section', elements: [{ type: 'text', text: 'one' }] },
                { type: 'rich_text_section', elements: [{ type: 'text', text: 'two' }] },
              ],
            },
          ],
        },
      ],
    },
    'Can <@U2> take &lt;this&gt;?\none\ntwo',
  ],
  [
    'sections of an app',
    { blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '*Build failed*' } }, { type: 'divider' }] },
    '*Build failed*',
  ],
  [
    'an attachment',
    { text: '', attachments: [{ title: 'Q3 plan', text: 'due Friday' }] },
    'Q3 plan\ndue Friday',
  ],
  [
    'a shared message',
    { attachments: [{ is_share: true, fallback: '[Mar 9] bob: the deck is late' }] },
    '[Mar 9] bob: the deck is late',
  ],
  [
    'a file',
    { text: null, files: [{ title: 'deck <final>.pdf', name: 'deck.pdf' }] },
    'deck &lt;final&gt;.pdf',
  ],
  [
    'nothing that can be quoted',
    { text: ' ', blocks: 'odd', attachments: [{ fallback: '[no preview available]' }] },
    '',
  ],
])('a message of %s is quoted by its words or its title', (_, message, text) => {
  expect(quote(message).text).toBe(text)
})

test('the link to a reply in a thread leads to the reply', () => {
  expect(quote({ text: 'x' }).link).toBe('https://acme.slack.com/archives/C1/p1700000000000100')
  expect(quote({ text: 'x', thread_ts: '1700000000.000100' }).link).not.toMatch('thread_ts')
  expect(quote({ text: 'x', thread_ts: '1699999999.000200' }).link).toBe(
    'https://acme.slack.com/archives/C1/p1700000000000100?thread_ts=1699999999.000200&cid=C1',
  )
})

test('an address or a telephone number is read once', () => {
  expect(unescape('<mailto:a@b.example|a@b.example>')).toBe('a@b.example')
  expect(unescape('<mailto:a@b.example|Ana>')).toBe('Ana (a@b.example)')
  expect(unescape('<mailto:a@b.example>')).toBe('a@b.example')
  expect(unescape('<tel:+4930123|+49 30 123>')).toBe('+49 30 123')
  expect(unescape('<https://a.example|a.example>')).toBe('https://a.example')
  expect(unescape('<https://a.example|the plan>')).toBe('the plan (https://a.example)')
})

test.each([
  ['12,001 characters', 'a'.repeat(12_001)],
  ['3,100 angle brackets', '<'.repeat(3100)],
  ['40,000 characters of another script', 'ご'.repeat(40_000)],
])('the shortcut on a message of %s opens the form with a quote that is shortened', async (_, text) => {
  const { alice, bob } = await workspace()
  await alice.types(text, { in: '#general' })
  await bob.usesShortcut('Make it a promise', bob.messagesIn('#general').at(-1))
  expect(bob.notices()).toEqual([])
  const shown = bob.reads(bob.modal())
  expect(shown).toMatch(text.slice(0, 500))
  expect(shown).toMatch('…')
})

test('a command of 2,400 ampersands is answered in words', async () => {
  const { alice } = await workspace()
  await alice.types(`/promise @bob ${'&'.repeat(2400)} by Friday 3pm`)
  expect(alice.notices()).toEqual([])
  expect(alice.lastSeen()).not.toBe('')
})

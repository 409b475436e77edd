import { findElement, findPressable } from '../../playground/find-element.ts'
import type { Block } from '../../playground/pretend-slack/blocks.ts'
import { createPretendSlack, type PretendSlack } from '../../playground/pretend-slack/index.ts'
import { escapeInput } from '../../playground/pretend-slack/escape-input.ts'
import { buttonsOf, type RenderContext, renderText } from '../../playground/render-text.ts'
import { manualClock } from '../../src/time/clock.ts'

const reader: RenderContext = {
  nameOf: (id) => (id === 'U1' ? 'bob' : undefined),
  zone: 'America/New_York',
  now: new Date('2026-03-12T20:00:00Z'),
}
const section = (text: string): Block => ({ type: 'section', text: { type: 'mrkdwn', text } })
const read = (text: string) => renderText({ blocks: [section(text)] }, reader)

test.each([
  ['*bold* and _slanted_ and ~gone~ and `code`', 'bold and slanted and gone and code'],
  ['<@U1|x> asks <@U2>', '@bob asks <@U2>'],
  ['1 &lt; 2 &amp;amp; 3', '1 < 2 &amp; 3'],
  ['<https://example.com|the page> and <https://example.org>', 'the page and https://example.org'],
  ['snake_case_name and 2 * 3 * 4', 'snake_case_name and 2 * 3 * 4'],
  ['<!channel> in <#C1|launch>', '@channel in #launch'],
  ['Due <!date^1773432000^{date_short_pretty} at {time}|Fri>', 'Due tomorrow at 4:00 PM'],
  ['Due <!date^1773345600^{date_num}|Fri>', 'Due 2026-03-12'],
])('A person reads %s', (text, words) => {
  expect(read(text)).toBe(words)
})

test('Without blocks the text is read, plain text stays as it is, and labels are not words', () => {
  expect(renderText({ text: '*Hello*', blocks: [] })).toBe('Hello')
  const plain: Block = { type: 'header', text: { type: 'plain_text', text: '*as* &amp; is' } }
  const actions: Block = { type: 'actions', elements: [button('Done')] }
  expect(renderText({ blocks: [plain, actions] })).toBe('*as* &amp; is')
  expect(buttonsOf({ blocks: [plain, actions], submit: { type: 'plain_text', text: 'Save' } })).toEqual([
    'Done',
    'Save',
  ])
})

function button(label: string) {
  return { type: 'button', action_id: label, text: { type: 'plain_text' as const, text: label } }
}

test('Of two buttons with one label, the words beside tell which', () => {
  const list = ['ship the deck', 'water the plants'].flatMap((what, i): Block[] => [
    section(what),
    { type: 'actions', block_id: `b${i}`, elements: [button('Done')] },
  ])
  expect(() => findPressable(list, 'Done')).toThrow('2 buttons say "Done"')
  expect(findPressable(list, 'Done', 'water')?.blockId).toBe('b1')
  expect(findPressable(list, 'Done', 'nowhere')).toBeUndefined()
})

test('An input is found by its label, its placeholder, its ids, and the words of its block', () => {
  const element = {
    type: 'users_select',
    action_id: 'person',
    placeholder: { type: 'plain_text' as const, text: 'Pick one' },
  }
  const label = { type: 'plain_text' as const, text: 'To whom?' }
  const blocks: Block[] = [
    { type: 'input', block_id: 'whom', label, element },
    { ...section('Zone'), accessory: { ...element, action_id: 'zone', placeholder: label } },
  ]
  for (const name of ['whom', 'person', 'To whom?', 'Pick one'])
    expect(findElement(blocks, name)?.block.block_id).toBe('whom')
  expect(findElement(blocks, 'Zone')?.element.action_id).toBe('zone')
})

describe('What a person types', () => {
  let slack: PretendSlack
  beforeAll(async () => {
    slack = await createPretendSlack({ clock: manualClock(new Date('2026-03-09T08:00:00Z')) })
  })
  afterAll(() => slack.stop())
  const named = (name: string) => [...slack.world.people.values()].find((person) => person.name === name)!
  const type = (text: string) => escapeInput(slack, named('alice'), text)

  test('People, channels and links stand in angle brackets; what was typed never does', () => {
    const { id } = named('bob')
    expect(type('@bob: see (@bob) and "@bob"')).toBe(`<@${id}|bob>: see (<@${id}|bob>) and "<@${id}|bob>"`)
    expect(type('@bob. Then @nobody')).toBe(`<@${id}|bob>. Then @nobody`)
    expect(type('mail bob@example.com')).toBe('mail bob@example.com')
    expect(type('https://example.com/?a=1&b=2')).toBe('<https://example.com/?a=1&amp;b=2>')
    expect(type('#general')).toMatch(/^<#C\w+\|general>$/)
    expect(type('<!channel> <@U1>')).toBe('&lt;!channel&gt; &lt;@U1&gt;')
  })
})

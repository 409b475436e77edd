/** Promises in App Home: what waits for an answer, what I promised, what I am owed, what I asked for. Pure. */
import type { Button, KnownBlock, Overflow } from '@slack/types'
import { actions, button, overflow, section } from '../../../slack/blocks.ts'
import type { HomeSection } from '../../../slack/home-section.ts'

export type HomePart = Pick<HomeSection, 'count' | 'page' | 'lines'> & { count: number }

export interface HomeParts {
  asked: HomePart
  mine: HomePart
  owed: HomePart
  asking: HomePart
  slipped: number
  dueToday: number
  toConfirm: number
}

export function homeSections({ slipped, dueToday, toConfirm, ...parts }: HomeParts): HomeSection[] {
  const { asked, mine, owed, asking } = parts
  return [
    {
      id: 'promises.asked',
      title: 'Asked of me',
      ...asked,
      status: counted(asked.count, '1 request waits', `${asked.count} requests wait`),
    },
    {
      id: 'promises.mine',
      title: 'My promises',
      ...mine,
      empty: 'Nothing open. `/promise @colleague ship the deck by Friday 3pm` makes one.',
      below: [section('What has ended can be looked up.', closedButton())],
      status: [
        ...counted(dueToday, '1 due today', `${dueToday} due today`),
        ...counted(slipped, '1 slipped', `${slipped} slipped`),
      ],
      suggestions: [
        { weight: 1, button: makeButton() },
        { weight: 1, button: askButton() },
      ],
    },
    {
      id: 'promises.owed',
      title: 'What I am owed',
      ...owed,
      empty: 'Nothing open. `/promise ask @colleague …` asks for one.',
      status: counted(toConfirm, '1 said to be done', `${toConfirm} said to be done`),
    },
    { id: 'promises.asking', title: 'What I asked for', ...asking },
  ]
}

function counted(count: number, one: string, many: string): string[] {
  return count ? [count === 1 ? one : many] : []
}

function closedButton(): Button {
  return button('Closed promises', 'promises.list', JSON.stringify({ filter: 'closed', page: 0 }))
}

function makeButton(): Button {
  return button('Make a promise', 'promises.form', JSON.stringify({ isRequest: false }))
}

function askButton(): Button {
  return button('Ask for a promise', 'promises.form', JSON.stringify({ isRequest: true }))
}

/** Options that Slack allows in one overflow menu. */
const maxOptions = 5

/**
 * One thing of a list as Home shows it: its line with one menu beside it, and below what is most likely done next.
 * `blocks` are the line with its menu, and its buttons.
 */
export function homeLine(blocks: readonly KnownBlock[]): KnownBlock[] {
  const [line, ...rest] = blocks
  if (line?.type !== 'section' || line.accessory?.type !== 'overflow' || !line.text) return [...blocks]
  const { text } = line.text
  const [first, ...others] = rest.flatMap(buttonsOf)
  if (!first) return [section(text, line.accessory)]
  // What the menu has no room for keeps its button.
  const shown = Math.max(0, others.length + line.accessory.options.length - maxOptions)
  const menu = menuOf(others.slice(shown), line.accessory)
  return [section(text, menu), actions(unstyled(first), ...others.slice(0, shown).map(unstyled))]
}

function buttonsOf(block: KnownBlock): Button[] {
  return block.type === 'actions'
    ? block.elements.filter((element): element is Button => element.type === 'button')
    : []
}

/** In a list nothing stands out: a column of green buttons would. */
function unstyled(styled: Button): Button {
  const { style: _, ...plain } = styled
  return plain
}

/** The history stands last, whatever else there is. */
function menuOf(moved: readonly Button[], { options }: Overflow): Overflow {
  const added = moved.map(
    ({ text, action_id: id, value }) => [text.text, `${id!.slice('promises.'.length)}:${value}`] as const,
  )
  const known = options.map(({ text, value }) => [text.text, value ?? ''] as const)
  const isHistory = ([, value]: readonly [string, string]) => value.startsWith('history:')
  return overflow('promises.more', [
    ...added,
    ...known.filter((one) => !isHistory(one)),
    ...known.filter(isHistory),
  ])
}

/** A section of App Home: what a feature gives, and how it is laid out. Pure. */
import type { Button, KnownBlock } from '@slack/types'
import { actions, button, context, divider, header, section } from './blocks.ts'

export interface HomeLine {
  /** Names the thing; the ids of its buttons are made of it, so that they are the same on every page. */
  key: string
  blocks: readonly KnownBlock[]
}

export interface HomeSection {
  /** `feature.what`: its page is kept under this name. */
  id: string
  title: string
  /** All that there are, however many are shown; absent where there is nothing to count. */
  count?: number
  /** From 0. */
  page?: number
  /** The things of this page. */
  lines: readonly HomeLine[]
  /** Said where there are no lines; without it an empty section is left out. */
  empty?: string
  /** Below the lines: what else can be done here. */
  below?: readonly KnownBlock[]
  /** Its part of the first line of Home: "2 due today". */
  status?: readonly string[]
  /** What one likely wants to do; the two that weigh most stand at the top of Home. */
  suggestions?: readonly { weight: number; button: Button }[]
}

/** Things on one page: each may take two blocks, and all sections share the hundred of a view. */
export const homePageSize = 5

/** The page that is shown where `page` was asked for: things that were closed since may have emptied it. */
export function existingPage(page: number, count: number): number {
  return Math.min(Math.max(0, page), Math.max(0, Math.ceil(count / homePageSize) - 1))
}

export function sectionBlocks(one: HomeSection): KnownBlock[] {
  const { id, title, count, lines, empty, below = [] } = one
  if (!lines.length && !empty) return []
  return [
    divider,
    header(count ? `${title} (${count})` : title),
    ...lines.flatMap(({ key, blocks }) => blocks.map((block) => withIds(block, key))),
    ...(lines.length || !empty ? [] : [context(empty)]),
    ...pager(one),
    ...below.map((block) => withIds(block, id)),
  ]
}

function pager({ id, count = 0, page = 0, lines }: HomeSection): KnownBlock[] {
  if (page === 0 && lines.length >= count) return []
  const first = page * homePageSize
  const turn = (label: string, to: number) =>
    withId(button(label, 'home.page', `${id}:${to}`), `${id}.${label}`)
  const hasMore = first + lines.length < count
  return [
    section(`${first + 1}–${first + lines.length} of ${count}`, hasMore ? turn('More', page + 1) : undefined),
    ...(page > 0 ? [actions(turn('Earlier', page - 1))] : []),
  ]
}

/** What follows the # tells the copies of an action apart, and is dropped when one is pressed. */
function withIds(block: KnownBlock, key: string): KnownBlock {
  if (block.type === 'actions')
    return { ...block, elements: block.elements.map((element) => withId(element, key)) }
  if (block.type === 'section' && block.accessory)
    return { ...block, accessory: withId(block.accessory, key) }
  return block
}

function withId<E extends object>(element: E, key: string): E {
  const { action_id: id } = element as { action_id?: string }
  return id === undefined ? element : { ...element, action_id: `${id}#${key}` }
}

const list = new Intl.ListFormat('en', { type: 'unit', style: 'short' })

/** The first lines of Home: how things stand, and the two things that one most likely wants to do. */
export function homeTop(sections: readonly HomeSection[]): KnownBlock[] {
  const status = sections.flatMap((one) => one.status ?? [])
  const likely = sections
    .flatMap((one) => one.suggestions ?? [])
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, 2)
    .map((one) => withId(one.button, 'top'))
  return [
    section(status.length ? `*${list.format(status)}*` : 'Nothing is due today, and nothing waits for you.'),
    ...(likely.length ? [actions(...likely)] : []),
  ]
}

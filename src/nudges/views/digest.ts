/** Many things to one person as one message: a line each, in groups. */
import type { KnownBlock } from '@slack/types'
import { context, header, overflow, section } from '../../slack/blocks.ts'
import { formatTime, shorten } from '../../slack/mrkdwn.ts'
import { keysPerBlock, packKeys } from '../message-keys.ts'
import {
  digestGroups,
  menu,
  mostOptions,
  type DigestGroup,
  type DigestLine,
  type MenuOption,
} from './digest-line.ts'
import { noMoreFrom, type Item } from './item.ts'

/** Above so many things at one time a person gets lines instead of whole messages. */
const maxWholeMessages = 3
/** Blocks of a digest; Slack takes 50 in a message. */
const maxBlocks = 40
const maxLinesPerGroup = 8
/** Characters of a line: with 28 lines and their menus well within the 13,200 that Slack takes in a message. */
const maxLineText = 150

const titles: Record<DigestGroup, string> = {
  today: 'Today',
  slipped: 'Slipped',
  tomorrow: 'Tomorrow',
  later: 'Later',
  asked: 'Waiting for you',
  waiting: 'Waiting for others',
  answers: 'Answers',
  news: 'News',
}

/** An item that has a line; `others` are further nudges about the same subject. */
interface Entry {
  item: Item
  line: DigestLine
  others: readonly string[]
}

/** Whether the items come as a digest: more than three things, or several of which one had to wait. */
export function isDigest(items: readonly Item[]): boolean {
  const things = new Set(items.flatMap((item) => (item.line ? [item.subjectId ?? item.id] : []))).size
  return things > maxWholeMessages || (things > 1 && items.some((item) => item.lateSince))
}

export interface Digest {
  blocks: KnownBlock[]
  /** "12 things: 5 today, 2 slipped, 5 waiting for you." */
  summary: string
  /** The items for which it stands. More than about a hundred don't fit. */
  included: ReadonlySet<string>
}

/** The digest of those items that have a line. */
export function digest(items: readonly Item[], zone: string): Digest {
  const entries = entriesOf(items)
  const groups = digestGroups.flatMap((name) => {
    const own = entries.filter(({ line }) => line.group === name)
    return own.length ? [{ name, entries: own.toSorted(byTime) }] : []
  })
  const shown = shareLines(groups.map((group) => group.entries.length))
  const summary = summaryOf(
    entries.length,
    groups.map(({ name, entries: own }) => counted(name, own.length)),
  )
  const counts = groups.length > 1 ? summary.slice(summary.indexOf(':') + 2) : ''
  const introduction = [counts, lateNote(items, zone)].filter(Boolean).join(' ')
  const blocks: KnownBlock[] = [header(titleOf(entries.length))]
  if (introduction) blocks.push(context(introduction))
  for (const [index, group] of groups.entries()) {
    const count = shown[index]!
    blocks.push(section(`*${titles[group.name]}*`))
    blocks.push(...group.entries.slice(0, count).map(lineBlock))
    const more = group.entries.length - count
    if (more) blocks.push(context(`and ${more} more in Home`))
  }
  blocks.push(footer(items[0]!))
  return { ...withKeys(blocks, entries), summary }
}

function counted(name: DigestGroup, count: number): string {
  return name === 'answers' && count === 1 ? '1 answer' : `${count} ${titles[name].toLowerCase()}`
}

/** One entry a subject, with the newest item's line. */
function entriesOf(items: readonly Item[]): Entry[] {
  const bySubject = new Map<string, Entry>()
  for (const item of items) {
    if (!item.line) continue
    const key = item.subjectId ?? item.id
    const earlier = bySubject.get(key)
    const others = earlier ? [...earlier.others, earlier.item.id] : []
    bySubject.set(key, { item, line: item.line, others })
  }
  return [...bySubject.values()]
}

function byTime(a: Entry, b: Entry): number {
  return (a.line.at?.getTime() ?? 0) - (b.line.at?.getTime() ?? 0)
}

/** How many lines each group shows: at most 8, and fewer of the largest where the message has no room for all. */
function shareLines(sizes: readonly number[]): number[] {
  // Header, introduction and footer; of each group its title and "and 7 more".
  const room = maxBlocks - 3 - 2 * sizes.length
  const shown = sizes.map((size) => Math.min(size, maxLinesPerGroup))
  while (shown.reduce((sum, n) => sum + n, 0) > room) shown[shown.indexOf(Math.max(...shown))]! -= 1
  return shown
}

function titleOf(count: number): string {
  return count === 1 ? 'One thing for you' : `${count} things for you`
}

function summaryOf(count: number, parts: readonly string[]): string {
  return `${titleOf(count)}: ${parts.join(', ')}.`
}

function lateNote(items: readonly Item[], zone: string): string {
  const [first] = items.flatMap((item) => item.lateSince ?? []).toSorted((a, b) => a.getTime() - b.getTime())
  return first ? `Some had to wait since ${formatTime(first, zone)}.` : ''
}

function lineBlock({ item, line }: Entry): KnownBlock {
  const text = shorten(line.text.replace(/\s+/g, ' '), maxLineText)
  const shown = line.isClosed ? `~${text.replaceAll('~', '∼')}~` : text
  const note = line.note ? ` · ${line.note}` : ''
  return { ...section(`${shown}${note}`, menu(withOffSwitch(item, line))), block_id: item.id }
}

/** A menu has room for five; the switch comes last, in place of a fifth option. */
function withOffSwitch({ id, sender, hasOffSwitch }: Item, { menu: own }: DigestLine): MenuOption[] {
  if (sender === undefined || !hasOffSwitch) return [...own]
  const off = { label: noMoreFrom(sender), actionId: 'nudges.off', value: `person:${id}` }
  return [...own.slice(0, mostOptions - 1), off]
}

function footer({ id }: Item): KnownBlock {
  const off = overflow('nudges.off', [['Settings', `settings:${id}`]])
  return section('Settings say which of these you get.', off)
}

/** Packs the keys of entries that have no line of their own into the blocks that carry no key yet. */
function withKeys(
  blocks: readonly KnownBlock[],
  entries: readonly Entry[],
): Pick<Digest, 'blocks' | 'included'> {
  const shown = new Set(blocks.flatMap(({ block_id: id }) => id ?? []))
  const hidden = entries.flatMap(({ item, others }) => (shown.has(item.id) ? others : [item.id, ...others]))
  const included = new Set(shown)
  const keyed = blocks.map((block): KnownBlock => {
    if (block.block_id) return block
    const ids = hidden.splice(0, keysPerBlock)
    for (const id of ids) included.add(id)
    return ids.length ? { ...block, block_id: packKeys(ids) } : block
  })
  return { blocks: keyed, included }
}

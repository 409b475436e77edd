/** Composes one or several nudges to one person as one message. */
import type { KnownBlock } from '@slack/types'
import {
  actions,
  context,
  uniqueActionIds,
  divider,
  limits,
  overflow,
  type Message,
} from '../../slack/blocks.ts'
import { formatTime, shorten } from '../../slack/mrkdwn.ts'

export interface Item {
  /** The nudge's id: it becomes the block_id of the item's first block, by which the message is found again. */
  id: string
  message: Message
  /** When it should have been sent, if that is long ago. */
  lateSince?: Date
}

/** Slack cuts or refuses a message with more text than about 13,200 characters in its blocks. */
const maxText = 12_000

/** How many of `items`, from the first on, fit into one message; at least one. */
export function fittingCount(items: readonly Item[]): number {
  if (items.length < 2) return items.length
  // The introduction.
  let blocks = 1
  let text = 200
  for (const [index, item] of items.entries()) {
    blocks += item.message.blocks.length
    text += textIn(item.message.blocks) + offSwitchLength
    if (index > 0 && (blocks > limits.messageBlocks || text > maxText)) return index
  }
  return items.length
}

/** The characters of all texts, those of buttons and options included. */
function textIn(part: unknown): number {
  if (typeof part !== 'object' || part === null) return 0
  let sum = 0
  for (const [name, value] of Object.entries(part))
    sum += name === 'text' && typeof value === 'string' ? value.length : textIn(value)
  return sum
}

/** One message with all of `items` (see `fittingCount`), in their order. */
export function compose(items: readonly Item[], zone: string): Message {
  const [first] = items
  if (!first) throw new Error('A message needs something to say')
  const late = items.filter((item) => item.lateSince)
  if (items.length === 1) {
    const note = first.lateSince
      ? [context(`Meant for ${formatTime(first.lateSince, zone)}; it had to wait.`)]
      : []
    return { text: first.message.text, blocks: [...withKey(first), ...note] }
  }
  const intro = late.length
    ? `${items.length} things, some of which had to wait since ${formatTime(earliest(late), zone)}.`
    : `${items.length} things for now.`
  const keys = items.map(withKey)
  // Dividers between them, as long as the message has room for that many blocks.
  const isRoomy = 1 + keys.length + keys.flat().length <= limits.messageBlocks
  const blocks: KnownBlock[] = keys.flatMap((own) => (isRoomy ? [divider].concat(own) : own))
  return {
    text: shorten(`${intro} ${items.map((i) => i.message.text).join(' ')}`, 3000),
    blocks: uniqueActionIds([context(intro), ...blocks]),
  }
}

const offSwitches = [
  ['No more reminders of this one', 'subject'],
  ['No reminders of this kind', 'feature'],
  ['Settings', 'settings'],
] as const
const offSwitchLength = offSwitches.reduce((sum, [words]) => sum + words.length, 0)

/** The item's blocks with its key as the first one's block_id, and with the off switch. */
function withKey({ id, message }: Item): KnownBlock[] {
  const off = overflow(
    'nudges.off',
    offSwitches.map(([words, what]) => [words, `${what}:${id}`]),
  )
  const blocks = message.blocks.map((block, index) => (index === 0 ? { ...block, block_id: id } : block))
  const last = blocks.findLastIndex((block) => block.type === 'actions')
  if (last === -1) return blocks
  return blocks.map((block, index) =>
    index === last && block.type === 'actions' ? actions(...block.elements, off) : block,
  )
}

function earliest(items: readonly Item[]): Date {
  return items.reduce((min, item) => (item.lateSince! < min ? item.lateSince! : min), items[0]!.lateSince!)
}

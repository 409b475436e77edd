/** Composes one or several nudges to one person as one message. */
import type { KnownBlock } from '@slack/types'
import { context, divider, limits, uniqueActionIds, type Message } from '../../slack/blocks.ts'
import { formatTime, shorten } from '../../slack/mrkdwn.ts'
import { digest, isDigest } from './digest.ts'
import { cardOf, oncePerSubject, sizeOf, type Item } from './item.ts'

export interface Composed {
  message: Message
  /** The items for which the message stands; the others need another message. */
  included: ReadonlySet<string>
}

/** Slack cuts or refuses a message with more text than about 13,200 characters in its blocks. */
const maxText = 12_000
/** What is counted for the texts of a digest: at most 40 blocks with a line of text and a menu. */
const digestText = 9000
const maxNotification = 3000

/** One message with as many of `items` as fit into it, in their order; at least one. */
export function compose(items: readonly Item[], zone: string): Composed {
  if (isDigest(items)) return composeDigest(items, zone)
  const told = oncePerSubject(items)
  const [first] = told
  if (!first) throw new Error('A message needs something to say')
  if (told.length === 1) return { message: composeOne(first, zone), included: idsOf(told) }
  const fitting = told.slice(0, fittingCount(told, { blocks: 1, text: 200 }))
  const summary = summaryOf(fitting, zone)
  return { message: messageOf(fitting, summary, [context(summary)]), included: idsOf(fitting) }
}

function idsOf(items: readonly Item[]): Set<string> {
  return new Set(items.flatMap(({ id, others = [] }) => [id, ...others]))
}

function composeOne(item: Item, zone: string): Message {
  const note = item.lateSince
    ? [context(`Meant for ${formatTime(item.lateSince, zone)}; it had to wait.`)]
    : []
  return { text: item.message.text, blocks: [...cardOf(item), ...note] }
}

/** A line for each item that has one; the others stand below, whole, as far as they fit. */
function composeDigest(items: readonly Item[], zone: string): Composed {
  const { blocks, summary, included } = digest(items, zone)
  const whole = items.filter((item) => !item.line)
  const fitting = whole.slice(0, fittingCount(whole, { blocks: blocks.length, text: digestText }, 0))
  return {
    message: messageOf(fitting, summary, blocks, items),
    included: new Set([...included, ...fitting.map((item) => item.id)]),
  }
}

/** The cards of `items` below `head`; the notification reads the summary and the texts of `read`. */
function messageOf(
  items: readonly Item[],
  summary: string,
  head: readonly KnownBlock[],
  read: readonly Item[] = items,
): Message {
  const cards = items.map(cardOf)
  // Dividers between them, as long as the message has room for that many blocks.
  const isRoomy = head.length + cards.length + cards.flat().length <= limits.messageBlocks
  const below: KnownBlock[] = cards.flatMap((own) => (isRoomy ? [divider].concat(own) : own))
  return {
    text: shorten([summary, ...read.map((item) => item.message.text)].join(' '), maxNotification),
    blocks: uniqueActionIds([...head, ...below]),
  }
}

/** How many of `items`, from the first on, fit beside what is `used` of the message already. */
function fittingCount(items: readonly Item[], used: { blocks: number; text: number }, atLeast = 1): number {
  let { blocks, text } = used
  for (const [index, item] of items.entries()) {
    const size = sizeOf(item)
    blocks += size.blocks
    text += size.text
    if (index >= atLeast && (blocks > limits.messageBlocks || text > maxText)) return index
  }
  return items.length
}

function summaryOf(items: readonly Item[], zone: string): string {
  const late = items.flatMap((item) => item.lateSince ?? []).toSorted((a, b) => a.getTime() - b.getTime())
  return late[0]
    ? `${items.length} things, some of which had to wait since ${formatTime(late[0], zone)}.`
    : `${items.length} things for now.`
}

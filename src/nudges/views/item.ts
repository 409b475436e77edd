/** One nudge as a part of a message. */
import type { KnownBlock } from '@slack/types'
import { actions, overflow, type Message } from '../../slack/blocks.ts'
import type { DigestLine } from './digest-line.ts'

export interface Item {
  /** The nudge's id: the message is found again by it. */
  id: string
  /** What the nudge is about; of several items about one subject a digest has one line. */
  subjectId: string | undefined
  message: Message
  line: DigestLine | undefined
  /** When it should have been sent, if that is long ago. */
  lateSince?: Date
}

/** A nudge is late so long after its time: a morning's messages are spread over a quarter hour. */
const lateAfterMs = 20 * 60_000

/** Since when a message has been waiting when it is sent at `sentAt`; undefined = it is on time. */
export function lateSince(dueAt: Date, sentAt: Date): { lateSince?: Date } {
  return sentAt.getTime() - dueAt.getTime() > lateAfterMs ? { lateSince: dueAt } : {}
}

const offSwitches = [
  ['No more reminders of this one', 'subject'],
  ['No reminders of this kind', 'feature'],
  ['Settings', 'settings'],
] as const
const offSwitchLength = offSwitches.reduce((sum, [label]) => sum + label.length, 0)

/** The item's own blocks with its key as the first one's block_id, and with the off switch. */
export function cardOf({ id, message }: Item): KnownBlock[] {
  const off = overflow(
    'nudges.off',
    offSwitches.map(([label, what]) => [label, `${what}:${id}`]),
  )
  const blocks = message.blocks.map((block, index) => (index === 0 ? { ...block, block_id: id } : block))
  const last = blocks.findLastIndex((block) => block.type === 'actions')
  if (last === -1) return blocks
  return blocks.map((block, index) =>
    index === last && block.type === 'actions' ? actions(...block.elements, off) : block,
  )
}

/** What `cardOf` takes of a message's limits. */
export function sizeOf({ message }: Item): { blocks: number; text: number } {
  return { blocks: message.blocks.length, text: textIn(message.blocks) + offSwitchLength }
}

/** The characters of all texts, those of buttons and options included. */
function textIn(part: unknown): number {
  if (typeof part !== 'object' || part === null) return 0
  let sum = 0
  for (const [name, value] of Object.entries(part))
    sum += name === 'text' && typeof value === 'string' ? value.length : textIn(value)
  return sum
}

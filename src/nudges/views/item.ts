/** One nudge as a part of a message. */
import type { ActionsBlock, KnownBlock, Overflow, SectionBlock } from '@slack/types'
import { actions, overflow, type Message } from '../../slack/blocks.ts'
import type { DigestLine } from './digest-line.ts'

export interface Item {
  /** The nudge's id: the message is found again by it. */
  id: string
  /** What the nudge is about; of several items about one subject a digest has one line. */
  subjectId: string | undefined
  class: 'notice' | 'nudge'
  /** The title of its kind: "the reminder at the due time". */
  title: string
  message: Message
  line: DigestLine | undefined
  /** False once there is nothing left to switch off. */
  hasOffSwitch: boolean
  /** When it should have been sent, if that is long ago. */
  lateSince?: Date
}

/** A nudge is late so long after its time: a morning's messages are spread over a quarter hour. */
const lateAfterMs = 20 * 60_000

/** Since when a message has been waiting when it is sent at `sentAt`; undefined = it is on time. */
export function lateSince(dueAt: Date, sentAt: Date): { lateSince?: Date } {
  return sentAt.getTime() - dueAt.getTime() > lateAfterMs ? { lateSince: dueAt } : {}
}

/** What each option of the off switch stops. */
function offSwitch({ id, subjectId, class: own, title }: Item): Overflow {
  const ofSubject = ['No more reminders of this one', `subject:${id}`] as const
  return overflow('nudges.off', [
    ...(own === 'nudge' && subjectId !== undefined ? [ofSubject] : []),
    [`No more of these: ${title}`, `kind:${id}`],
    ['Settings', `settings:${id}`],
  ])
}
/** Characters of the longest off switch: three options of at most 75. */
const offSwitchLength = 160

/** The item's own blocks with its key as the first one's block_id, and with the off switch beside its first text. */
export function cardOf(item: Item): KnownBlock[] {
  const blocks = item.message.blocks.map((block, index) =>
    index === 0 ? { ...block, block_id: item.id } : block,
  )
  if (!item.hasOffSwitch) return blocks
  const off = offSwitch(item)
  const free = blocks.findIndex((block) => block.type === 'section' && !block.accessory)
  if (free !== -1) return blocks.with(free, { ...(blocks[free] as SectionBlock), accessory: off })
  const last = blocks.findLastIndex((block) => block.type === 'actions')
  if (last === -1) return [...blocks, actions(off)]
  return blocks.with(last, actions(...(blocks[last] as ActionsBlock).elements, off))
}

/** What `cardOf` takes of a message's limits. */
export function sizeOf({ message }: Item): { blocks: number; text: number } {
  return { blocks: message.blocks.length + 1, text: textIn(message.blocks) + offSwitchLength }
}

/** The characters of all texts, those of buttons and options included. */
function textIn(part: unknown): number {
  if (typeof part !== 'object' || part === null) return 0
  let sum = 0
  for (const [name, value] of Object.entries(part))
    sum += name === 'text' && typeof value === 'string' ? value.length : textIn(value)
  return sum
}

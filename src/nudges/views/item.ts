/** One nudge as a part of a message. */
import type { ActionsBlock, KnownBlock, Overflow, SectionBlock } from '@slack/types'
import { actions, overflow, type Message } from '../../slack/blocks.ts'
import { keysPerBlock, packKeys } from '../message-keys.ts'
import { mostOptions, type DigestLine } from './digest-line.ts'

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
  /** It says nothing but where its subject stands. */
  saysOnlyState: boolean
  /** The name of whoever it is from. */
  sender: string | undefined
  /** Further nudges for which it stands. */
  others?: readonly string[]
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

type Option = readonly [label: string, value: string]

/** What each option of the off switch stops. */
function offOptions({ id, subjectId, class: own, title, sender }: Item): Option[] {
  return [
    ...(own === 'nudge' && subjectId !== undefined
      ? [['No more reminders of this one', `subject:${id}`] as const]
      : []),
    [`No more of these: ${title}`, `kind:${id}`],
    ...(sender === undefined ? [] : [[noMoreFrom(sender), `person:${id}`] as const]),
  ]
}

function settingsOption({ id }: Item): Option {
  return ['Settings', `settings:${id}`]
}

/**
 * A message's own menu with the off switch below: two menus on one message leave people to guess which holds what.
 * Undefined = there is no room for both.
 */
function joined(item: Item, { action_id: actionId, options }: Overflow): Overflow | undefined {
  const own = options.map(({ text, value }): Option => [text.text, `${actionId}:${value}`])
  const off = [...offOptions(item), settingsOption(item)].map(([label, value]): Option => [
    label,
    `nudges.off:${value}`,
  ])
  // Settings are in Home too, so that they give way first.
  const fitting = own.length + off.length > mostOptions ? off.slice(0, -1) : off
  return own.length + fitting.length > mostOptions ? undefined : overflow('menu', [...own, ...fitting])
}

/** The block with the off switch in its menu; undefined where it has no menu, or one without room. */
function withJoinedMenu(item: Item, block: KnownBlock): KnownBlock | undefined {
  if (block.type === 'section' && block.accessory?.type === 'overflow') {
    const accessory = joined(item, block.accessory)
    return accessory && { ...block, accessory }
  }
  if (block.type !== 'actions') return undefined
  const at = block.elements.findIndex((element) => element.type === 'overflow')
  const menu = at === -1 ? undefined : joined(item, block.elements[at] as Overflow)
  return menu && { ...block, elements: block.elements.with(at, menu) }
}

/** The option that stops everything from one person, as it is named in every menu. */
export function noMoreFrom(name: string): string {
  return `No more from ${name}`
}

/** Characters of the longest off switch: four options of at most 75. */
const offSwitchLength = 240

/** The item's own blocks with its key as the first one's block_id, and with the off switch in its menu, or beside a text. */
export function cardOf(item: Item): KnownBlock[] {
  const blocks = item.message.blocks.map((block, index) =>
    index === 0 ? { ...block, block_id: keyOf(item) } : block,
  )
  if (!item.hasOffSwitch) return blocks
  for (const [index, block] of blocks.entries()) {
    const changed = withJoinedMenu(item, block)
    if (changed) return blocks.with(index, changed)
  }
  const off = overflow('nudges.off', [...offOptions(item), settingsOption(item)])
  const free = blocks.findIndex((block) => block.type === 'section' && !block.accessory)
  if (free !== -1) return blocks.with(free, { ...(blocks[free] as SectionBlock), accessory: off })
  const last = blocks.findLastIndex((block) => block.type === 'actions')
  if (last === -1) return [...blocks, actions(off)]
  return blocks.with(last, actions(...(blocks[last] as ActionsBlock).elements, off))
}

/** Of several items about one subject, each says it once: one that says only where it stands gives way to a later one. */
export function oncePerSubject(items: readonly Item[]): Item[] {
  const kept = new Map<Item, string[]>()
  for (const item of items) {
    const lead = leadOf(item, items)
    const others = kept.get(lead) ?? []
    if (lead !== item && others.length < keysPerBlock - 1) kept.set(lead, [...others, item.id])
    else kept.set(item, kept.get(item) ?? [])
  }
  return items.flatMap((item) => {
    const others = kept.get(item)
    return others ? [{ ...item, others }] : []
  })
}

/** The item that says what this one says: the latest notice about the same subject, or else the latest reminder. */
function leadOf(item: Item, items: readonly Item[]): Item {
  if (!item.saysOnlyState || item.subjectId === undefined) return item
  const same = items.filter(({ subjectId }) => subjectId === item.subjectId)
  return same.findLast((one) => one.class === 'notice') ?? same.at(-1)!
}

function keyOf({ id, others = [] }: Item): string {
  return others.length ? packKeys([id, ...others]) : id
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

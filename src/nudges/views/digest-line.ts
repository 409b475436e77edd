import type { Button, KnownBlock, Overflow } from '@slack/types'
import { overflow, type Message } from '../../slack/blocks.ts'

/**
 * The groups of a digest, in the order in which they stand. `asked` is what asks something of the reader, `answers` what
 * colleagues wrote to them, `news` what only tells them something.
 */
export const digestGroups = [
  'today',
  'slipped',
  'tomorrow',
  'later',
  'asked',
  'waiting',
  'answers',
  'news',
] as const
export type DigestGroup = (typeof digestGroups)[number]

/** One thing in a digest. */
export interface DigestLine {
  group: DigestGroup
  /** What it is, in mrkdwn: "*polish the teaser*, for Alice". */
  text: string
  /** Its due time, or what became of it: "due 17:00". */
  note?: string
  /** The order within its group. */
  at?: Date
  /** It is closed, and stays as a struck line. */
  isClosed: boolean
  /** What can be done about it. */
  menu: readonly MenuOption[]
}

/** An option of a menu; choosing it is the same as pressing a button with this action and value. */
export interface MenuOption {
  label: string
  actionId: string
  value: string
}

/** Slack's limit on the options of an overflow menu. */
export const mostOptions = 5
const maxOptionValue = 75

/** One overflow menu of options that belong to different actions. */
export function menu(options: readonly MenuOption[]): Overflow | undefined {
  const choices = options
    .map(({ label, actionId, value }) => [label, `${actionId}:${value}`] as const)
    .filter(([, value]) => value.length <= maxOptionValue)
    .slice(0, mostOptions)
  return choices.length ? overflow('menu', choices) : undefined
}

/** A line with the first sentence of a message, and its buttons as a menu. */
export function lineOfMessage(group: DigestGroup, message: Message, isClosed: boolean): DigestLine {
  return { group, text: firstLine(message), isClosed, menu: message.blocks.flatMap(buttonsIn).map(optionOf) }
}

function firstLine({ text }: Message): string {
  return text.split('\n', 1)[0]!
}

function buttonsIn(block: KnownBlock): Button[] {
  const elements =
    block.type === 'actions' ? block.elements : block.type === 'section' ? [block.accessory] : []
  return elements.filter((element): element is Button => element?.type === 'button')
}

function optionOf({ text, action_id: actionId, value }: Button): MenuOption {
  return { label: text.text, actionId: actionId ?? '', value: value ?? '' }
}

import type { ElementState } from '../act.ts'

/** Block Kit as it comes over the wire: any field may be missing or wrong, so each is optional. */
export interface TextObject {
  type: 'plain_text' | 'mrkdwn'
  text: string
  emoji?: boolean
  verbatim?: boolean
}

export interface Option {
  text: TextObject
  value?: string
  description?: TextObject
  url?: string
}

export interface Element {
  type: string
  action_id?: string
  text?: TextObject | string
  value?: string
  url?: string
  style?: string
  alt_text?: string
  image_url?: string
  placeholder?: TextObject
  options?: Option[]
  option_groups?: { label: TextObject; options: Option[] }[]
  initial_option?: Option
  initial_options?: Option[]
  initial_value?: string
  initial_user?: string
  initial_users?: string[]
  initial_conversation?: string
  initial_conversations?: string[]
  initial_channel?: string
  initial_date?: string
  initial_time?: string
  initial_date_time?: number
  multiline?: boolean
  min_length?: number
  max_length?: number
  max_selected_items?: number
  accessibility_label?: string
  confirm?: { title: TextObject; text: TextObject; confirm: TextObject; deny: TextObject; style?: string }
  elements?: unknown[]
  [field: string]: unknown
}

export interface Block {
  type: string
  block_id?: string
  text?: TextObject
  fields?: TextObject[]
  elements?: Element[]
  accessory?: Element
  element?: Element
  label?: TextObject
  hint?: TextObject
  title?: TextObject
  alt_text?: string
  image_url?: string
  optional?: boolean
  dispatch_action?: boolean
  [field: string]: unknown
}

/** The state of elements by block id and action id. */
export type StateValues = Record<string, Record<string, ElementState>>

export interface ViewShape {
  type: string
  callback_id?: string
  title?: TextObject
  submit?: TextObject
  close?: TextObject
  blocks: Block[]
  private_metadata?: string
  external_id?: string
  notify_on_close?: boolean
  clear_on_close?: boolean
  submit_disabled?: boolean
}

/** The elements of a block that a person can act on, wherever in the block they stand. */
export function elementsOf(block: Block): Element[] {
  const listed = block.type === 'actions' || block.type === 'context_actions' ? (block.elements ?? []) : []
  return [...listed, block.accessory, block.element].filter((element) => element !== undefined)
}

export function optionsOf(element: Element): Option[] {
  return [...(element.options ?? []), ...(element.option_groups ?? []).flatMap((group) => group.options)]
}

/** Gives ids to the blocks and elements that came without, as Slack does. */
export function nameBlocks(blocks: Block[], name: () => string): Block[] {
  return blocks.map((block) => ({
    ...block,
    block_id: block.block_id ?? name(),
    ...(block.elements && block.type === 'actions'
      ? { elements: block.elements.map((e) => withActionId(e, name)) }
      : {}),
    ...(block.accessory ? { accessory: withActionId(block.accessory, name) } : {}),
    ...(block.element ? { element: withActionId(block.element, name) } : {}),
  }))
}

function withActionId(element: Element, name: () => string): Element {
  return element.type === 'image' ? element : { ...element, action_id: element.action_id ?? name() }
}

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

/** The state of an element, as Slack sends it in view.state.values and in actions. */
export type ElementState = Record<string, unknown> & { type: string }
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

/** The state of an element before anyone changed it. */
export function initialState(element: Element): ElementState {
  const { type } = element
  switch (type) {
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type, selected_option: element.initial_option ?? null }
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type, selected_options: element.initial_options ?? [] }
    case 'users_select':
      return { type, selected_user: element.initial_user ?? null }
    case 'multi_users_select':
      return { type, selected_users: element.initial_users ?? [] }
    case 'conversations_select':
      return { type, selected_conversation: element.initial_conversation ?? null }
    case 'multi_conversations_select':
      return { type, selected_conversations: element.initial_conversations ?? [] }
    case 'channels_select':
      return { type, selected_channel: element.initial_channel ?? null }
    case 'datepicker':
      return { type, selected_date: element.initial_date ?? null }
    case 'timepicker':
      return { type, selected_time: element.initial_time ?? null }
    case 'datetimepicker':
      return { type, selected_date_time: element.initial_date_time ?? null }
    default:
      return { type, value: element.initial_value ?? null }
  }
}

const stateless = new Set(['button', 'overflow', 'image', 'workflow_button'])

/** The state of every element of a view or message; earlier input stays where block id, action id and type are the same. */
export function stateOf(blocks: Block[], before: StateValues = {}): StateValues {
  const values: StateValues = {}
  for (const block of blocks)
    for (const element of elementsOf(block)) {
      if (stateless.has(element.type)) continue
      const blockId = block.block_id ?? ''
      const actionId = element.action_id ?? ''
      const kept = before[blockId]?.[actionId]
      ;(values[blockId] ??= {})[actionId] = kept?.type === element.type ? kept : initialState(element)
    }
  return values
}

import type {
  ActionsBlockElement,
  AnyBlock,
  InputBlock,
  InputBlockElement,
  KnownBlock,
  SectionBlockAccessory,
} from '@slack/types'
import type { ElementState } from '../../../act.ts'

export type AnyElement = ActionsBlockElement | InputBlockElement | SectionBlockAccessory
export type Values = Record<string, Record<string, ElementState>>

/** The state of an element before input, as Slack would send it; undefined for one without state. */
export function initialState(element: AnyElement): ElementState | undefined {
  const { type } = element
  switch (element.type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return { type, value: element.initial_value ?? null }
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type, selected_option: element.initial_option ?? null }
    case 'checkboxes':
    case 'multi_static_select':
    case 'multi_external_select':
      return { type, selected_options: element.initial_options ?? [] }
    case 'users_select':
      return { type, selected_user: element.initial_user ?? null }
    case 'conversations_select':
      return { type, selected_conversation: element.initial_conversation ?? null }
    case 'channels_select':
      return { type, selected_channel: element.initial_channel ?? null }
    case 'multi_users_select':
      return { type, selected_users: element.initial_users ?? [] }
    case 'multi_conversations_select':
      return { type, selected_conversations: element.initial_conversations ?? [] }
    case 'multi_channels_select':
      return { type, selected_channels: element.initial_channels ?? [] }
    case 'datepicker':
      return { type, selected_date: element.initial_date ?? null }
    case 'timepicker':
      return { type, selected_time: element.initial_time ?? null }
    case 'datetimepicker':
      return { type, selected_date_time: element.initial_date_time ?? null }
    case 'rich_text_input':
      return { type, rich_text_value: element.initial_value ?? null }
    default:
      return undefined
  }
}

/** The state of all elements: unsent input, and initial values for the rest. */
export function valuesOf(blocks: readonly AnyBlock[], drafts: Values): Values {
  const values: Values = {}
  for (const { blockId, element } of elementsOf(blocks)) {
    const actionId = 'action_id' in element ? (element.action_id ?? '') : ''
    const state = drafts[blockId]?.[actionId] ?? initialState(element)
    if (state) values[blockId] = { ...values[blockId], [actionId]: state }
  }
  return values
}

/** Validation errors by block id, found before the app is asked. */
export function emptyInputErrors(blocks: readonly AnyBlock[], drafts: Values): Record<string, string> {
  const values = valuesOf(blocks, drafts)
  const found: Record<string, string> = {}
  for (const block of knownBlocks(blocks)) {
    if (block.type !== 'input' || !block.block_id) continue
    const state = values[block.block_id]?.[block.element.action_id ?? '']
    const error = validationError(block, state)
    if (error) found[block.block_id] = error
  }
  return found
}

function validationError(block: InputBlock, state: ElementState | undefined): string | undefined {
  const value = contentOf(state)
  const empty = value === null || value === undefined || value.length === 0
  if (empty) return block.optional ? undefined : 'Please complete this required field.'
  if (block.element.type === 'plain_text_input') {
    const { min_length: least, max_length: most } = block.element
    if (least && value.length < least) return `Please use at least ${least} characters.`
    if (most && value.length > most) return `Please use at most ${most} characters.`
  }
  if (block.element.type === 'number_input') return numberError(block.element, String(value))
  return undefined
}

function numberError(
  element: Extract<InputBlockElement, { type: 'number_input' }>,
  value: string,
): string | undefined {
  const number = Number(value)
  if (Number.isNaN(number)) return 'Please write a number.'
  if (!element.is_decimal_allowed && !Number.isInteger(number)) return 'Please write a whole number.'
  if (element.min_value !== undefined && number < Number(element.min_value))
    return `Please write ${element.min_value} or more.`
  if (element.max_value !== undefined && number > Number(element.max_value))
    return `Please write ${element.max_value} or less.`
  return undefined
}

/** The text, choice or list of a state, whatever its field is called. */
function contentOf(state: ElementState | undefined): string | unknown[] | null | undefined {
  if (!state) return undefined
  const [, content] = Object.entries(state).find(([key]) => key !== 'type') ?? []
  if (typeof content === 'string' || Array.isArray(content) || content === null) return content
  return content === undefined ? undefined : [content]
}

function elementsOf(blocks: readonly AnyBlock[]) {
  return knownBlocks(blocks).flatMap((block): { blockId: string; element: AnyElement }[] => {
    const blockId = block.block_id ?? ''
    if (block.type === 'input') return [{ blockId, element: block.element }]
    if (block.type === 'actions') return block.elements.map((element) => ({ blockId, element }))
    if (block.type === 'section' && block.accessory) return [{ blockId, element: block.accessory }]
    return []
  })
}

/** A field of a state as text, if it is text. */
export function stringIn(state: ElementState, name: string): string | null {
  const value = state[name]
  return typeof value === 'string' ? value : null
}

export function knownBlocks(blocks: readonly AnyBlock[]): KnownBlock[] {
  return blocks.filter((block) => isKnown(block))
}

/** Slack has more block types than the type definitions; those are drawn as unknown. */
function isKnown(block: AnyBlock): block is KnownBlock {
  return typeof block.type === 'string'
}

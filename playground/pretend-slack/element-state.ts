import { type Block, type Element, elementsOf, type StateValues } from './blocks.ts'
import type { ElementState } from '../act.ts'

/** The state of an element before anyone changed it. */
function initialState(element: Element): ElementState {
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

import type { MultiSelect, Option, Select } from '@slack/types'
import type { State } from '../../../api.ts'
import type { ElementState } from '../../../act.ts'

export interface Choice {
  value: string
  label: string
  hint?: string
  group?: string
}

/** The choices of a select for this viewer; none for external selects. */
export function choicesOf(element: Select | MultiSelect, state: State): Choice[] {
  switch (element.type) {
    case 'static_select':
    case 'multi_static_select':
      return [
        ...(element.options ?? []).map((option) => choiceOf(option)),
        ...(element.option_groups ?? []).flatMap((group) =>
          group.options.map((option) => ({ ...choiceOf(option), group: group.label.text })),
        ),
      ]
    case 'users_select':
    case 'multi_users_select':
      return state.people
        .filter((person) => !person.deleted)
        .map(({ id, realName, name }) => ({ value: id, label: realName, hint: `@${name}` }))
    case 'channels_select':
    case 'multi_channels_select':
      return conversations(state).filter((choice) => choice.label.startsWith('#'))
    case 'conversations_select':
    case 'multi_conversations_select':
      return conversations(state)
    default:
      return []
  }
}

function choiceOf(option: Option): Choice {
  const choice = { value: option.value ?? option.text.text, label: option.text.text }
  return option.description ? { ...choice, hint: option.description.text } : choice
}

function conversations(state: State): Choice[] {
  return state.channels.map(({ id, kind, name }) => ({ value: id, label: kind === 'dm' ? name : `#${name}` }))
}

const fields: Record<string, string> = {
  radio_buttons: 'selected_option',
  checkboxes: 'selected_options',
  static_select: 'selected_option',
  external_select: 'selected_option',
  users_select: 'selected_user',
  conversations_select: 'selected_conversation',
  channels_select: 'selected_channel',
  multi_static_select: 'selected_options',
  multi_external_select: 'selected_options',
  multi_users_select: 'selected_users',
  multi_conversations_select: 'selected_conversations',
  multi_channels_select: 'selected_channels',
}

/** The chosen values, from whichever field this kind of select uses. */
export function chosenValues(state: ElementState): string[] {
  const content = state[fields[state.type] ?? '']
  const list = Array.isArray(content) ? content : content ? [content] : []
  return list.map((one: string | Option) => (typeof one === 'string' ? one : (one.value ?? one.text.text)))
}

export function stateForValues(element: Select | MultiSelect, values: string[]): ElementState {
  const list = values.map((value) => optionOf(element, value) ?? value)
  const several = element.type.startsWith('multi_')
  return { type: element.type, [fields[element.type] ?? '']: several ? list : (list[0] ?? null) }
}

function optionOf(element: Select | MultiSelect, value: string): Option | undefined {
  if (element.type !== 'static_select' && element.type !== 'multi_static_select') return undefined
  const options = [
    ...(element.options ?? []),
    ...(element.option_groups ?? []).flatMap((group) => group.options),
  ]
  return options.find((option) => (option.value ?? option.text.text) === value)
}

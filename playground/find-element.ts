import { type Block, type Element, elementsOf, type Option, optionsOf } from './pretend-slack/blocks.ts'
import { piecesOf, textOf } from './render-text.ts'
import type { ElementState } from './act.ts'

export interface Found {
  blockId: string
  element: Element
  state: ElementState
}

/**
 * The element with this label, and the state that pressing it would send. With `beside`, the first one at or after the
 * block with this text. Throws when several match.
 */
export function findPressable(blocks: Block[], label: string, beside?: string): Found | undefined {
  const from = beside === undefined ? 0 : blocks.findIndex((block) => hasText(block, beside))
  if (from < 0) return undefined
  const matches = blocks.slice(from).flatMap((block) =>
    elementsOf(block).flatMap((element) => {
      const state = pressState(element, label)
      return state ? [{ blockId: block.block_id ?? '', element, state }] : []
    }),
  )
  if (matches.length > 1 && beside === undefined)
    throw new Error(`${matches.length} buttons say "${label}": say which with { beside: 'text near it' }`)
  return matches[0]
}

function pressState(element: Element, label: string): ElementState | undefined {
  if (element.type === 'button' && textOf(element) === label) return { type: 'button' }
  if (element.type !== 'overflow') return undefined
  const option = optionsOf(element).find((one) => one.text.text === label)
  return option && { type: 'overflow', selected_option: option }
}

/** The element of this name: its action or block id, its label, its placeholder, or the text of its block. */
export function findElement(blocks: Block[], name: string): { block: Block; element: Element } | undefined {
  const all = blocks.flatMap((block) => elementsOf(block).map((element) => ({ block, element })))
  const choosable = all.filter(({ element }) => element.type !== 'button')
  return (
    choosable.find(({ block, element }) => element.action_id === name || block.block_id === name) ??
    choosable.find(({ block }) => block.label?.text === name) ??
    choosable.find(({ element }) => element.placeholder?.text === name) ??
    choosable.find(({ block }) => hasText(block, name))
  )
}

function hasText(block: Block, text: string): boolean {
  return piecesOf(block).some((piece) => piece.text.includes(text))
}

/** A chosen value as Slack sends it; options by their label, people by @handle through `idOf`. */
export function stateForChoice(
  element: Element,
  value: ChosenValue,
  idOf: (handle: string) => string,
): ElementState {
  const { type } = element
  const list = Array.isArray(value) ? value : [value]
  const text = String(list[0] ?? '')
  switch (type) {
    case 'static_select':
    case 'radio_buttons':
    case 'overflow':
      return { type, selected_option: value === null ? null : optionBy(element, text) }
    case 'multi_static_select':
    case 'checkboxes':
      return {
        type,
        selected_options: value === null ? [] : list.map((one) => optionBy(element, String(one))),
      }
    case 'users_select':
      return { type, selected_user: value === null ? null : idOf(text) }
    case 'multi_users_select':
      return { type, selected_users: value === null ? [] : list.map((one) => idOf(String(one))) }
    case 'conversations_select':
      return { type, selected_conversation: value === null ? null : idOf(text) }
    case 'multi_conversations_select':
      return { type, selected_conversations: value === null ? [] : list.map((one) => idOf(String(one))) }
    case 'channels_select':
      return { type, selected_channel: value === null ? null : idOf(text) }
    case 'datepicker':
      return { type, selected_date: value === null ? null : text }
    case 'timepicker':
      return { type, selected_time: value === null ? null : text }
    case 'datetimepicker':
      return { type, selected_date_time: value === null ? null : Number(value) }
    default:
      return { type, value: value === null ? null : text }
  }
}

/** Text, an option's label, a "yyyy-mm-dd", an "hh:mm", seconds since 1970, an "@handle", or several; null empties. */
export type ChosenValue = string | number | null | string[]

function optionBy(element: Element, label: string): Option {
  const options = optionsOf(element)
  const found = options.find((option) => option.text.text === label || option.value === label)
  if (found) return found
  throw new Error(`No option "${label}" among: ${options.map((option) => option.text.text).join(', ')}`)
}

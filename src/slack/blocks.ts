/** The few Block Kit shapes that Forthright speaks, and Slack's limits on them, stated once. Pure. */
import type {
  ActionsBlock,
  Button,
  ContextBlock,
  KnownBlock,
  PlainTextOption,
  Overflow,
  SectionBlock,
} from '@slack/types'
import { shorten, shortenEscaped, stripControlChars, truncate } from './mrkdwn.ts'

export interface Message {
  /** What notifications and screen readers get. */
  text: string
  blocks: KnownBlock[]
}

/** From Slack's Block Kit reference. */
export const limits = {
  messageBlocks: 50,
  viewBlocks: 100,
  sectionText: 3000,
  headerText: 150,
  buttonText: 75,
  buttonValue: 2000,
  optionText: 75,
  optionValue: 75,
  inputLength: 3000,
  placeholder: 150,
  metadata: 3000,
  modalTitle: 24,
  actionsElements: 25,
} as const

export function section(text: string, accessory?: Button | Overflow): SectionBlock {
  return {
    type: 'section',
    text: { type: 'mrkdwn', text: shortenEscaped(text, limits.sectionText), verbatim: true },
    ...(accessory && { accessory }),
  }
}

export function context(text: string): ContextBlock {
  return {
    type: 'context',
    elements: [{ type: 'mrkdwn', text: shortenEscaped(text, limits.sectionText), verbatim: true }],
  }
}

export function header(text: string): KnownBlock {
  return {
    type: 'header',
    text: { type: 'plain_text', text: shorten(stripControlChars(text), limits.headerText) },
  }
}

export const divider: KnownBlock = { type: 'divider' }

export function actions(...elements: ActionsBlock['elements']): ActionsBlock {
  return { type: 'actions', elements: elements.slice(0, limits.actionsElements) }
}

export interface ButtonOptions {
  style?: 'primary' | 'danger'
  /** Asked before the press counts. */
  confirm?: { title: string; text: string; yes: string; no: string }
}

export function button(label: string, actionId: string, value: string, options: ButtonOptions = {}): Button {
  const { style, confirm } = options
  return {
    type: 'button',
    action_id: actionId,
    text: { type: 'plain_text', text: shorten(stripControlChars(label), limits.buttonText) },
    value: truncate(value, limits.buttonValue),
    ...(style && { style }),
    ...(confirm && {
      confirm: {
        title: { type: 'plain_text', text: confirm.title },
        text: { type: 'plain_text', text: confirm.text },
        confirm: { type: 'plain_text', text: confirm.yes },
        deny: { type: 'plain_text', text: confirm.no },
      },
    }),
  }
}

export function option(label: string, value: string): PlainTextOption {
  return {
    text: { type: 'plain_text', text: shorten(stripControlChars(label), limits.optionText) },
    value: truncate(value, limits.optionValue),
  }
}

/** A small menu of things that are seldom wanted. */
export function overflow(
  actionId: string,
  options: readonly (readonly [label: string, value: string])[],
): Overflow {
  return {
    type: 'overflow',
    action_id: actionId,
    options: options.map(([label, value]) => option(label, value)),
  }
}

/** An action_id may stand only once in a message or a view: a repeated one gets a # and a number, dropped when pressed. */
export function uniqueActionIds(blocks: readonly KnownBlock[]): KnownBlock[] {
  const seen = new Map<string, number>()
  const own = <E extends { action_id?: string }>(element: E): E => {
    const id = element.action_id
    if (id === undefined) return element
    const n = seen.get(id) ?? 0
    seen.set(id, n + 1)
    return n === 0 ? element : { ...element, action_id: `${id}#${n}` }
  }
  return blocks.map((block): KnownBlock => {
    if (block.type === 'actions') return { ...block, elements: block.elements.map(own) }
    if (block.type === 'section' && block.accessory)
      return { ...block, accessory: own(block.accessory as { action_id?: string }) as typeof block.accessory }
    return block
  })
}

/** A message of one paragraph; the fallback text is the same words. */
export function textMessage(text: string, ...more: KnownBlock[]): Message {
  return { text: shortenEscaped(text, limits.sectionText), blocks: [section(text), ...more] }
}

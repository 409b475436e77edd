import { type Block, type Element, elementsOf, optionsOf, type TextObject } from './pretend-slack/blocks.ts'
import { fillDate } from './slack-date.ts'

/** The readable parts of a message or view. */
export interface Readable {
  text?: string
  title?: TextObject
  submit?: TextObject
  blocks?: Block[]
  /** Pictures are read as a screen reader says them. */
  files?: { title: string; altText?: string }[]
}

/** The reader: mentions show names, and dates the reader's zone. */
export interface RenderContext {
  nameOf(id: string): string | undefined
  zone: string
  now: Date
}

/** The text a person sees, one line for each part, without mrkdwn marks and without buttons. */
export function renderText(thing: Readable | undefined, reader?: RenderContext): string {
  if (!thing) return ''
  const pieces = thing.blocks?.length
    ? thing.blocks.flatMap(piecesOf)
    : [{ type: 'mrkdwn' as const, text: thing.text ?? '' }]
  const files = (thing.files ?? []).map(({ title, altText }) => ({
    type: 'plain_text' as const,
    text: altText ?? title,
  }))
  const all = [...(thing.title ? [thing.title] : []), ...pieces, ...files]
  return all
    .map((piece) => readable(piece, reader))
    .filter(Boolean)
    .join('\n')
}

/** The labels of all buttons in order; of an overflow menu the labels of its options. */
export function buttonsOf(thing: Readable | undefined): string[] {
  if (!thing) return []
  const pressed = (thing.blocks ?? []).flatMap(elementsOf).flatMap(labelsOf)
  return thing.submit ? [...pressed, thing.submit.text] : pressed
}

function labelsOf(element: Element): string[] {
  if (element.type === 'button') return [textOf(element)]
  return element.type === 'overflow' ? optionsOf(element).map((option) => option.text.text) : []
}

/** A button's label. */
export function textOf(element: Element): string {
  return typeof element.text === 'string' ? element.text : (element.text?.text ?? '')
}

/** The texts of one block, with the label and hint of its input. */
export function piecesOf(block: Block): TextObject[] {
  const pieces = [block.text, ...(block.fields ?? []), block.label, block.hint, block.title]
  const context = block.type === 'context' ? (block.elements ?? []) : []
  const contextTexts = context.map((element): TextObject => ({
    type: contextType(element),
    text: textOf(element) || (element.alt_text ?? ''),
  }))
  const initial = block.element ? initialTexts(block.element) : []
  const rich =
    block.type === 'rich_text' ? [{ type: 'plain_text' as const, text: richText(block.elements) }] : []
  return [...pieces.filter((piece) => piece !== undefined), ...contextTexts, ...rich, ...initial].filter(
    (piece) => piece.text,
  )
}

function contextType(element: Element): TextObject['type'] {
  return element.type === 'mrkdwn' ? 'mrkdwn' : 'plain_text'
}

function initialTexts(element: Element): TextObject[] {
  const chosen = [element.initial_option, ...(element.initial_options ?? [])].filter(
    (option) => option !== undefined,
  )
  const texts = [
    element.initial_value,
    element.initial_date,
    element.initial_time,
    ...chosen.map((o) => o.text.text),
  ]
  return texts.filter((text) => text !== undefined).map((text) => ({ type: 'plain_text', text }))
}

function richText(value: unknown): string {
  if (Array.isArray(value)) return value.map(richText).join('')
  if (typeof value !== 'object' || value === null) return ''
  if ('text' in value && typeof value.text === 'string') return value.text
  if ('user_id' in value && typeof value.user_id === 'string') return `<@${value.user_id}>`
  return 'elements' in value ? richText(value.elements) : ''
}

function readable(piece: TextObject, reader?: RenderContext): string {
  if (piece.type === 'plain_text') return piece.text
  return piece.text
    .replace(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g, (whole, id: string) => {
      const name = reader?.nameOf(id)
      return name ? `@${name}` : whole
    })
    .replace(
      /<!date\^(\d+)\^([^>^|]+)(?:\^[^>|]*)?\|([^>]*)>/g,
      (_, seconds: string, form: string, fallback: string) =>
        reader ? fillDate(Number(seconds), form, reader) : fallback,
    )
    .replace(/<!(here|channel|everyone)(?:\|[^>]*)?>/g, '@$1')
    .replace(
      /<#([A-Z0-9]+)(?:\|([^>]*))?>/g,
      (_, id: string, label?: string) => `#${reader?.nameOf(id) ?? label ?? id}`,
    )
    .replace(/<(?:https?|mailto):[^>|]*\|([^>]*)>/g, '$1')
    .replace(/<((?:https?|mailto):[^>|]*)>/g, '$1')
    .replace(/(^|[\s(“"'.,–—-])([*_~`])(?=\S)([^\n]*?\S)\2(?=$|[\s).,:;!?”"'–—-])/g, '$1$3')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

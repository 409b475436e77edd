import { type Block, elementsOf, type ViewShape } from './blocks.ts'
import {
  accessoryElements,
  actionElements,
  checkElement,
  checkImage,
  inputElements,
} from './element-limits.ts'
import { asText, count, longest, plain, repeated, type Say, words } from './validators.ts'
import { Refusal } from './slack.ts'

/** Refuses blocks of a message that Slack would refuse. */
export function checkMessageBlocks(blocks: Block[]): void {
  const problems = blockProblems(blocks, 50)
  if (problems.length > 0)
    throw new Refusal('invalid_blocks', { errors: problems, response_metadata: { messages: problems } })
  if (charactersIn(blocks) > 13_200) throw new Refusal('msg_blocks_too_long')
}

/** Refuses a modal or Home that Slack would refuse. */
export function checkView(view: ViewShape, type: string): void {
  if (JSON.stringify(view).length > 250_000) throw new Refusal('view_too_large')
  const problems = viewProblems(view, type)
  if (problems.length > 0)
    throw new Refusal('invalid_arguments', { response_metadata: { messages: problems } })
}

/** What Slack would find wrong with a view, each with a pointer to the place; empty when nothing. */
export function viewProblems(view: ViewShape, type: string): string[] {
  const problems: string[] = []
  const say = (at: string, what: string) => problems.push(`[ERROR] ${what} [json-pointer:/view${at}]`)
  if (view.type !== type) say('/type', `must be ${type}`)
  if (!Array.isArray(view.blocks))
    return [...problems, '[ERROR] missing required field: blocks [json-pointer:/view]']
  for (const name of ['title', 'submit', 'close'] as const) {
    if (view[name] !== undefined && view[name] !== null) plain(view[name], 24, `/${name}`, say)
    if (view[name] && type === 'home') say(`/${name}`, `invalid additional property: ${name}`)
  }
  if (type === 'modal' && !view.title) say('', 'missing required field: title')
  const hasInput = view.blocks.some((block) => block.type === 'input')
  if (type === 'modal' && hasInput && !view.submit)
    say('', 'missing required field: submit, needed where there are inputs')
  longest(view.callback_id, 255, '/callback_id', say)
  longest(view.external_id, 255, '/external_id', say)
  longest(view.private_metadata, 3000, '/private_metadata', say)
  return [...problems, ...blockProblems(view.blocks, 100, '/view/blocks')]
}

/** What Slack would find wrong with a list of blocks; empty when nothing. */
export function blockProblems(blocks: Block[], most: number, root = '/blocks'): string[] {
  const problems: string[] = []
  const say: Say = (at, what) => problems.push(`[ERROR] ${what} [json-pointer:${root}${at}]`)
  if (blocks.length > most) say('', `no more than ${most} items allowed`)
  repeated(blocks.map((block) => block.block_id)).forEach((id) => say('', `block_id "${id}" already exists`))
  blocks.forEach((block, i) => {
    if (typeof block !== 'object' || block === null) return say(`/${i}`, 'must be an object')
    longest(block.block_id, 255, `/${i}/block_id`, say)
    if (block.block_id === '') say(`/${i}/block_id`, 'must be more than 0 characters')
    checkBlock(block, `/${i}`, say)
    repeated(elementsOf(block).map((e) => e.action_id)).forEach((id) =>
      say(`/${i}`, `action_id "${id}" already exists`),
    )
  })
  return problems
}

function checkBlock(block: Block, at: string, say: Say): void {
  switch (block.type) {
    case 'section':
      return checkSection(block, at, say)
    case 'header':
      return plain(block.text, 150, `${at}/text`, say)
    case 'divider':
      return
    case 'context':
      return checkContext(block, at, say)
    case 'actions':
      count(block.elements, 1, 25, `${at}/elements`, say)
      block.elements?.forEach((element, i) =>
        checkElement(element, `${at}/elements/${i}`, say, actionElements),
      )
      return
    case 'input':
      return checkInput(block, at, say)
    case 'image':
      if (!block.image_url && !block.slack_file) say(at, 'missing required field: image_url')
      longest(block.image_url, 3000, `${at}/image_url`, say)
      if (!block.alt_text) say(at, 'missing required field: alt_text')
      longest(block.alt_text, 2000, `${at}/alt_text`, say)
      if (block.title) plain(block.title, 2000, `${at}/title`, say)
      return
    case 'markdown':
      longest(typeof block.text === 'string' ? block.text : undefined, 12_000, `${at}/text`, say)
      return
    case 'rich_text':
      if (!Array.isArray(block.elements)) say(at, 'missing required field: elements')
      return
    default:
      return say(`${at}/type`, `unsupported type: ${block.type}`)
  }
}

function checkSection(block: Block, at: string, say: Say): void {
  if (!block.text && !block.fields) return say(at, 'missing required field: text')
  if (block.text) words(block.text, 3000, `${at}/text`, say)
  if (block.fields) count(block.fields, 1, 10, `${at}/fields`, say)
  block.fields?.forEach((field, i) => words(field, 2000, `${at}/fields/${i}`, say))
  if (block.accessory) checkElement(block.accessory, `${at}/accessory`, say, accessoryElements)
}

function checkContext(block: Block, at: string, say: Say): void {
  count(block.elements, 1, 10, `${at}/elements`, say)
  block.elements?.forEach((element, i) => {
    const place = `${at}/elements/${i}`
    if (element.type === 'image') return checkImage(element, place, say)
    return words(asText(element), 3000, place, say)
  })
}

function checkInput(block: Block, at: string, say: Say): void {
  if (!block.label) say(at, 'missing required field: label')
  else plain(block.label, 2000, `${at}/label`, say)
  if (block.hint) plain(block.hint, 2000, `${at}/hint`, say)
  if (!block.element) return say(at, 'missing required field: element')
  return checkElement(block.element, `${at}/element`, say, inputElements)
}

/** All the text that a list of blocks shows, in characters. */
export function charactersIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + charactersIn(item), 0)
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce(
    (sum, [name, item]) =>
      sum + (name === 'text' && typeof item === 'string' ? item.length : charactersIn(item)),
    0,
  )
}

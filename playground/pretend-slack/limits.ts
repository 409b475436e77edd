import { type Block, elementsOf, type ViewShape } from './blocks.ts'
import {
  accessoryElements,
  actionElements,
  checkElement,
  checkImage,
  inputElements,
} from './element-limits.ts'
import {
  asText,
  checkCount,
  checkLength,
  checkPlainText,
  findDuplicates,
  type Report,
  checkText,
} from './validators.ts'
import { Refusal } from './slack.ts'

/** Throws the refusal that Slack would give for these blocks of a message. */
export function checkMessageBlocks(blocks: Block[]): void {
  const problems = blockProblems(blocks, 50)
  if (problems.length > 0)
    throw new Refusal('invalid_blocks', { errors: problems, response_metadata: { messages: problems } })
  if (countCharacters(blocks) > 13_200) throw new Refusal('msg_blocks_too_long')
}

/** Throws the refusal that Slack would give for this modal or Home. */
export function checkView(view: ViewShape, type: string): void {
  if (JSON.stringify(view).length > 250_000) throw new Refusal('view_too_large')
  const problems = viewProblems(view, type)
  if (problems.length > 0)
    throw new Refusal('invalid_arguments', { response_metadata: { messages: problems } })
}

/** The problems Slack would report for a view, each with a JSON pointer; empty when there are none. */
function viewProblems(view: ViewShape, type: string): string[] {
  const problems: string[] = []
  const report = (at: string, what: string) => problems.push(`[ERROR] ${what} [json-pointer:/view${at}]`)
  if (view.type !== type) report('/type', `must be ${type}`)
  if (!Array.isArray(view.blocks))
    return [...problems, '[ERROR] missing required field: blocks [json-pointer:/view]']
  for (const name of ['title', 'submit', 'close'] as const) {
    if (view[name] !== undefined && view[name] !== null) checkPlainText(view[name], 24, `/${name}`, report)
    if (view[name] && type === 'home') report(`/${name}`, `invalid additional property: ${name}`)
  }
  if (type === 'modal' && !view.title) report('', 'missing required field: title')
  const hasInput = view.blocks.some((block) => block.type === 'input')
  if (type === 'modal' && hasInput && !view.submit)
    report('', 'missing required field: submit, needed where there are inputs')
  checkLength(view.callback_id, 255, '/callback_id', report)
  checkLength(view.external_id, 255, '/external_id', report)
  checkLength(view.private_metadata, 3000, '/private_metadata', report)
  return [...problems, ...blockProblems(view.blocks, 100, '/view/blocks')]
}

/** The problems Slack would report for a list of blocks; empty when there are none. */
function blockProblems(blocks: Block[], most: number, root = '/blocks'): string[] {
  const problems: string[] = []
  const report: Report = (at, what) => problems.push(`[ERROR] ${what} [json-pointer:${root}${at}]`)
  if (blocks.length > most) report('', `no more than ${most} items allowed`)
  findDuplicates(blocks.map((block) => block.block_id)).forEach((id) =>
    report('', `block_id "${id}" already exists`),
  )
  blocks.forEach((block, i) => {
    if (typeof block !== 'object' || block === null) return report(`/${i}`, 'must be an object')
    checkLength(block.block_id, 255, `/${i}/block_id`, report)
    if (block.block_id === '') report(`/${i}/block_id`, 'must be more than 0 characters')
    checkBlock(block, `/${i}`, report)
    findDuplicates(elementsOf(block).map((e) => e.action_id)).forEach((id) =>
      report(`/${i}`, `action_id "${id}" already exists`),
    )
  })
  return problems
}

function checkBlock(block: Block, at: string, report: Report): void {
  switch (block.type) {
    case 'section':
      return checkSection(block, at, report)
    case 'header':
      return checkPlainText(block.text, 150, `${at}/text`, report)
    case 'divider':
      return
    case 'context':
      return checkContext(block, at, report)
    case 'actions':
      checkCount(block.elements, [1, 25], `${at}/elements`, report)
      block.elements?.forEach((element, i) =>
        checkElement(element, `${at}/elements/${i}`, report, actionElements),
      )
      return
    case 'input':
      return checkInput(block, at, report)
    case 'image':
      if (!block.image_url && !block.slack_file) report(at, 'missing required field: image_url')
      checkLength(block.image_url, 3000, `${at}/image_url`, report)
      if (!block.alt_text) report(at, 'missing required field: alt_text')
      checkLength(block.alt_text, 2000, `${at}/alt_text`, report)
      if (block.title) checkPlainText(block.title, 2000, `${at}/title`, report)
      return
    case 'markdown':
      checkLength(typeof block.text === 'string' ? block.text : undefined, 12_000, `${at}/text`, report)
      return
    case 'rich_text':
      if (!Array.isArray(block.elements)) report(at, 'missing required field: elements')
      return
    default:
      return report(`${at}/type`, `unsupported type: ${block.type}`)
  }
}

function checkSection(block: Block, at: string, report: Report): void {
  if (!block.text && !block.fields) return report(at, 'missing required field: text')
  if (block.text) checkText(block.text, 3000, `${at}/text`, report)
  if (block.fields) checkCount(block.fields, [1, 10], `${at}/fields`, report)
  block.fields?.forEach((field, i) => checkText(field, 2000, `${at}/fields/${i}`, report))
  if (block.accessory) checkElement(block.accessory, `${at}/accessory`, report, accessoryElements)
}

function checkContext(block: Block, at: string, report: Report): void {
  checkCount(block.elements, [1, 10], `${at}/elements`, report)
  block.elements?.forEach((element, i) => {
    const place = `${at}/elements/${i}`
    if (element.type === 'image') return checkImage(element, place, report)
    return checkText(asText(element), 3000, place, report)
  })
}

function checkInput(block: Block, at: string, report: Report): void {
  if (!block.label) report(at, 'missing required field: label')
  else checkPlainText(block.label, 2000, `${at}/label`, report)
  if (block.hint) checkPlainText(block.hint, 2000, `${at}/hint`, report)
  if (!block.element) return report(at, 'missing required field: element')
  return checkElement(block.element, `${at}/element`, report, inputElements)
}

/** The characters of all texts in a list of blocks. */
function countCharacters(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + countCharacters(item), 0)
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce(
    (sum, [name, item]) =>
      sum + (name === 'text' && typeof item === 'string' ? item.length : countCharacters(item)),
    0,
  )
}

import {
  type Block,
  type Element,
  elementsOf,
  type Option,
  optionsOf,
  type TextObject,
  type ViewShape,
} from './blocks.ts'
import { Refusal, type Slack } from './slack.ts'

/** Refuses blocks of a message that Slack would refuse. */
export function checkMessageBlocks(_slack: Slack, _teamId: string, blocks: Block[]): void {
  const problems = blockProblems(blocks, 50)
  if (problems.length > 0)
    throw new Refusal('invalid_blocks', { errors: problems, response_metadata: { messages: problems } })
  if (charactersIn(blocks) > 13_200) throw new Refusal('msg_blocks_too_long')
}

/** Refuses a modal or Home that Slack would refuse. */
export function checkView(_slack: Slack, view: ViewShape, type: string): void {
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

type Say = (at: string, what: string) => void

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

function repeated(ids: (string | undefined)[]): string[] {
  const seen = new Set<string>()
  return ids.filter((id): id is string => id !== undefined && (seen.has(id) || !seen.add(id)))
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
      longest(block.text as unknown as string, 12_000, `${at}/text`, say)
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
    return words(element as unknown as TextObject, 3000, place, say)
  })
}

function checkInput(block: Block, at: string, say: Say): void {
  if (!block.label) say(at, 'missing required field: label')
  else plain(block.label, 2000, `${at}/label`, say)
  if (block.hint) plain(block.hint, 2000, `${at}/hint`, say)
  if (!block.element) return say(at, 'missing required field: element')
  return checkElement(block.element, `${at}/element`, say, inputElements)
}

const selects = [
  'static_select',
  'external_select',
  'users_select',
  'conversations_select',
  'channels_select',
]
const choosers = [...selects, ...selects.map((kind) => `multi_${kind}`), 'checkboxes', 'radio_buttons']
const moments = ['datepicker', 'timepicker', 'datetimepicker']
const accessoryElements = new Set([...choosers, ...moments, 'button', 'overflow', 'image', 'workflow_button'])
const actionElements = new Set([
  ...selects,
  ...moments,
  'checkboxes',
  'radio_buttons',
  'button',
  'overflow',
  'workflow_button',
])
const inputElements = new Set([
  ...choosers,
  ...moments,
  'plain_text_input',
  'email_text_input',
  'url_text_input',
  'number_input',
  'rich_text_input',
  'file_input',
])

function checkElement(element: Element, at: string, say: Say, allowed: Set<string>): void {
  if (!allowed.has(element.type)) return say(`${at}/type`, `unsupported type: ${element.type}`)
  if (element.type === 'image') return checkImage(element, at, say)
  longest(element.action_id, 255, `${at}/action_id`, say)
  if (element.placeholder) plain(element.placeholder, 150, `${at}/placeholder`, say)
  if (element.confirm) checkConfirm(element.confirm, `${at}/confirm`, say)
  if (element.type === 'button') return checkButton(element, at, say)
  if (element.type === 'plain_text_input') return checkTextInput(element, at, say)
  if (
    element.type === 'datepicker' &&
    element.initial_date &&
    !/^\d{4}-\d\d-\d\d$/.test(element.initial_date)
  )
    say(`${at}/initial_date`, 'must be a date YYYY-MM-DD')
  if (
    element.type === 'timepicker' &&
    element.initial_time &&
    !/^([01]\d|2[0-3]):[0-5]\d$/.test(element.initial_time)
  )
    say(`${at}/initial_time`, 'must be a time HH:mm')
  if (element.type === 'datetimepicker' && String(element.initial_date_time ?? '1234567890').length !== 10)
    say(`${at}/initial_date_time`, 'must be 10 digits of seconds')
  return checkOptions(element, at, say)
}

function checkButton(element: Element, at: string, say: Say): void {
  plain(element.text as TextObject | undefined, 75, `${at}/text`, say)
  longest(element.value, 2000, `${at}/value`, say)
  longest(element.url, 3000, `${at}/url`, say)
  longest(element.accessibility_label, 75, `${at}/accessibility_label`, say)
  if (element.style !== undefined && !['primary', 'danger'].includes(element.style))
    say(`${at}/style`, 'must be primary or danger')
}

function checkTextInput(element: Element, at: string, say: Say): void {
  const { min_length: min = 0, max_length: max = 3000 } = element
  if (max > 3000 || max < 1) say(`${at}/max_length`, 'must be between 1 and 3000')
  if (min > 3000 || min < 0 || min > max) say(`${at}/min_length`, 'must be between 0 and max_length')
  longest(element.initial_value, max, `${at}/initial_value`, say)
}

function checkImage(element: Element, at: string, say: Say): void {
  if (!element.image_url && !element.slack_file) say(at, 'missing required field: image_url')
  longest(element.image_url, 3000, `${at}/image_url`, say)
  if (!element.alt_text) say(at, 'missing required field: alt_text')
  longest(element.alt_text, 2000, `${at}/alt_text`, say)
}

function checkConfirm(confirm: NonNullable<Element['confirm']>, at: string, say: Say): void {
  plain(confirm.title, 100, `${at}/title`, say)
  words(confirm.text, 300, `${at}/text`, say)
  plain(confirm.confirm, 30, `${at}/confirm`, say)
  plain(confirm.deny, 30, `${at}/deny`, say)
}

const optionLimits: Record<string, [number, number]> = {
  static_select: [1, 100],
  multi_static_select: [1, 100],
  overflow: [1, 5],
  checkboxes: [1, 10],
  radio_buttons: [1, 10],
}

function checkOptions(element: Element, at: string, say: Say): void {
  const limits = optionLimits[element.type]
  if (!limits) return
  if (element.option_groups) {
    count(element.option_groups, 1, 100, `${at}/option_groups`, say)
    element.option_groups.forEach((group, i) => {
      plain(group.label, 75, `${at}/option_groups/${i}/label`, say)
      count(group.options, 1, 100, `${at}/option_groups/${i}/options`, say)
    })
  } else count(element.options, ...limits, `${at}/options`, say)
  const options = optionsOf(element)
  options.forEach((option, i) => checkOption(option, `${at}/options/${i}`, say))
  repeated(options.map((option) => option.value)).forEach((value) =>
    say(`${at}/options`, `value "${value}" stands twice`),
  )
  const initial = [element.initial_option, ...(element.initial_options ?? [])].filter(
    (option) => option !== undefined,
  )
  for (const option of initial)
    if (!options.some((o) => same(o, option))) say(at, 'initial option is not one of the options')
}

function same(one: Option, other: Option): boolean {
  return one.value === other.value && one.text.text === other.text.text
}

function checkOption(option: Option, at: string, say: Say): void {
  words(option.text, 75, `${at}/text`, say)
  longest(option.value, 150, `${at}/value`, say)
  longest(option.url, 3000, `${at}/url`, say)
  if (option.description) words(option.description, 75, `${at}/description`, say)
}

function plain(text: TextObject | undefined, most: number, at: string, say: Say): void {
  if (text && text.type !== 'plain_text') say(`${at}/type`, 'must be plain_text')
  words(text, most, at, say)
}

function words(text: TextObject | undefined, most: number, at: string, say: Say): void {
  if (!text) return say(at, 'missing required field: text')
  if (text.type !== 'plain_text' && text.type !== 'mrkdwn')
    return say(`${at}/type`, `unsupported type: ${String(text.type)}`)
  if (typeof text.text !== 'string') return say(`${at}/text`, 'must be a string')
  if (text.text.length === 0) return say(`${at}/text`, 'must be more than 0 characters')
  return longest(text.text, most, `${at}/text`, say)
}

function longest(text: string | undefined, most: number, at: string, say: Say): void {
  if (typeof text === 'string' && text.length > most) say(at, `must be less than ${most + 1} characters`)
}

function count(list: unknown[] | undefined, least: number, most: number, at: string, say: Say): void {
  if (!Array.isArray(list) || list.length < least) return say(at, `no fewer than ${least} items allowed`)
  if (list.length > most) say(at, `no more than ${most} items allowed`)
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

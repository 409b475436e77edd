import { type Element, type Option, optionsOf } from './blocks.ts'
import { asText, count, longest, plain, repeated, type Say, words } from './validators.ts'

const selects = [
  'static_select',
  'external_select',
  'users_select',
  'conversations_select',
  'channels_select',
]
const choosers = [...selects, ...selects.map((kind) => `multi_${kind}`), 'checkboxes', 'radio_buttons']
const moments = ['datepicker', 'timepicker', 'datetimepicker']
export const accessoryElements = new Set([
  ...choosers,
  ...moments,
  'button',
  'overflow',
  'image',
  'workflow_button',
])
export const actionElements = new Set([
  ...selects,
  ...moments,
  'checkboxes',
  'radio_buttons',
  'button',
  'overflow',
  'workflow_button',
])
export const inputElements = new Set([
  ...choosers,
  ...moments,
  'plain_text_input',
  'email_text_input',
  'url_text_input',
  'number_input',
  'rich_text_input',
  'file_input',
])

/** What Slack would find wrong with one element of a block. */
export function checkElement(element: Element, at: string, say: Say, allowed: Set<string>): void {
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
  plain(asText(element.text), 75, `${at}/text`, say)
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

export function checkImage(element: Element, at: string, say: Say): void {
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

import { type Element, type Option, optionsOf } from './blocks.ts'
import {
  asText,
  checkCount,
  checkLength,
  checkPlainText,
  findDuplicates,
  type Report,
  checkText,
} from './validators.ts'

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

/** Reports the problems Slack would find in one element of a block. */
export function checkElement(element: Element, at: string, report: Report, allowed: Set<string>): void {
  if (!allowed.has(element.type)) return report(`${at}/type`, `unsupported type: ${element.type}`)
  if (element.type === 'image') return checkImage(element, at, report)
  checkLength(element.action_id, 255, `${at}/action_id`, report)
  if (element.placeholder) checkPlainText(element.placeholder, 150, `${at}/placeholder`, report)
  if (element.confirm) checkConfirm(element.confirm, `${at}/confirm`, report)
  if (element.type === 'button') return checkButton(element, at, report)
  if (element.type === 'plain_text_input') return checkTextInput(element, at, report)
  if (
    element.type === 'datepicker' &&
    element.initial_date &&
    !/^\d{4}-\d\d-\d\d$/.test(element.initial_date)
  )
    report(`${at}/initial_date`, 'must be a date YYYY-MM-DD')
  if (
    element.type === 'timepicker' &&
    element.initial_time &&
    !/^([01]\d|2[0-3]):[0-5]\d$/.test(element.initial_time)
  )
    report(`${at}/initial_time`, 'must be a time HH:mm')
  if (element.type === 'datetimepicker' && String(element.initial_date_time ?? '1234567890').length !== 10)
    report(`${at}/initial_date_time`, 'must be 10 digits of seconds')
  return checkOptions(element, at, report)
}

function checkButton(element: Element, at: string, report: Report): void {
  checkPlainText(asText(element.text), 75, `${at}/text`, report)
  checkLength(element.value, 2000, `${at}/value`, report)
  checkLength(element.url, 3000, `${at}/url`, report)
  checkLength(element.accessibility_label, 75, `${at}/accessibility_label`, report)
  if (element.style !== undefined && !['primary', 'danger'].includes(element.style))
    report(`${at}/style`, 'must be primary or danger')
}

function checkTextInput(element: Element, at: string, report: Report): void {
  const { min_length: min = 0, max_length: max = 3000 } = element
  if (max > 3000 || max < 1) report(`${at}/max_length`, 'must be between 1 and 3000')
  if (min > 3000 || min < 0 || min > max) report(`${at}/min_length`, 'must be between 0 and max_length')
  checkLength(element.initial_value, max, `${at}/initial_value`, report)
}

export function checkImage(element: Element, at: string, report: Report): void {
  if (!element.image_url && !element.slack_file) report(at, 'missing required field: image_url')
  checkLength(element.image_url, 3000, `${at}/image_url`, report)
  if (!element.alt_text) report(at, 'missing required field: alt_text')
  checkLength(element.alt_text, 2000, `${at}/alt_text`, report)
}

function checkConfirm(confirm: NonNullable<Element['confirm']>, at: string, report: Report): void {
  checkPlainText(confirm.title, 100, `${at}/title`, report)
  checkText(confirm.text, 300, `${at}/text`, report)
  checkPlainText(confirm.confirm, 30, `${at}/confirm`, report)
  checkPlainText(confirm.deny, 30, `${at}/deny`, report)
}

const optionLimits: Record<string, readonly [number, number]> = {
  static_select: [1, 100],
  multi_static_select: [1, 100],
  overflow: [1, 5],
  checkboxes: [1, 10],
  radio_buttons: [1, 10],
}

function checkOptions(element: Element, at: string, report: Report): void {
  const limits = optionLimits[element.type]
  if (!limits) return
  if (element.option_groups) {
    checkCount(element.option_groups, [1, 100], `${at}/option_groups`, report)
    element.option_groups.forEach((group, i) => {
      checkPlainText(group.label, 75, `${at}/option_groups/${i}/label`, report)
      checkCount(group.options, [1, 100], `${at}/option_groups/${i}/options`, report)
    })
  } else checkCount(element.options, limits, `${at}/options`, report)
  const options = optionsOf(element)
  options.forEach((option, i) => checkOption(option, `${at}/options/${i}`, report))
  findDuplicates(options.map((option) => option.value)).forEach((value) =>
    report(`${at}/options`, `value "${value}" occurs twice`),
  )
  const initial = [element.initial_option, ...(element.initial_options ?? [])].filter(
    (option) => option !== undefined,
  )
  for (const option of initial)
    if (!options.some((o) => same(o, option))) report(at, 'initial option is not one of the options')
}

function same(one: Option, other: Option): boolean {
  return one.value === other.value && one.text.text === other.text.text
}

function checkOption(option: Option, at: string, report: Report): void {
  checkText(option.text, 75, `${at}/text`, report)
  checkLength(option.value, 150, `${at}/value`, report)
  checkLength(option.url, 3000, `${at}/url`, report)
  if (option.description) checkText(option.description, 75, `${at}/description`, report)
}

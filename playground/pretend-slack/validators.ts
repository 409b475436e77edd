import type { TextObject } from './blocks.ts'

/** Reports a problem and the JSON pointer of its place. */
export type Report = (at: string, what: string) => void

/** The value as a text object; undefined when it is none. */
export function asText(value: unknown): TextObject | undefined {
  return isText(value) ? value : undefined
}

function isText(value: unknown): value is TextObject {
  return typeof value === 'object' && value !== null && 'text' in value
}

export function checkPlainText(text: TextObject | undefined, most: number, at: string, report: Report): void {
  if (text && text.type !== 'plain_text') report(`${at}/type`, 'must be plain_text')
  checkText(text, most, at, report)
}

export function checkText(text: TextObject | undefined, most: number, at: string, report: Report): void {
  if (!text) return report(at, 'missing required field: text')
  if (text.type !== 'plain_text' && text.type !== 'mrkdwn')
    return report(`${at}/type`, `unsupported type: ${String(text.type)}`)
  if (typeof text.text !== 'string') return report(`${at}/text`, 'must be a string')
  if (text.text.length === 0) return report(`${at}/text`, 'must be more than 0 characters')
  return checkLength(text.text, most, `${at}/text`, report)
}

export function checkLength(text: string | undefined, most: number, at: string, report: Report): void {
  if (typeof text === 'string' && text.length > most) report(at, `must be less than ${most + 1} characters`)
}

export function checkCount(
  list: unknown[] | undefined,
  [least, most]: readonly [number, number],
  at: string,
  report: Report,
): void {
  if (!Array.isArray(list) || list.length < least) return report(at, `no fewer than ${least} items allowed`)
  if (list.length > most) report(at, `no more than ${most} items allowed`)
}

/** The ids that occur more than once. */
export function findDuplicates(ids: (string | undefined)[]): string[] {
  const seen = new Set<string>()
  return ids.filter((id): id is string => id !== undefined && (seen.has(id) || !seen.add(id)))
}

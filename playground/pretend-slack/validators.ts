import type { TextObject } from './blocks.ts'

/** Tells of a fault and where it stands. */
export type Say = (at: string, what: string) => void

/** A text object, where one stands; anything else is as good as none. */
export function asText(value: unknown): TextObject | undefined {
  return isText(value) ? value : undefined
}

function isText(value: unknown): value is TextObject {
  return typeof value === 'object' && value !== null && 'text' in value
}

export function plain(text: TextObject | undefined, most: number, at: string, say: Say): void {
  if (text && text.type !== 'plain_text') say(`${at}/type`, 'must be plain_text')
  words(text, most, at, say)
}

export function words(text: TextObject | undefined, most: number, at: string, say: Say): void {
  if (!text) return say(at, 'missing required field: text')
  if (text.type !== 'plain_text' && text.type !== 'mrkdwn')
    return say(`${at}/type`, `unsupported type: ${String(text.type)}`)
  if (typeof text.text !== 'string') return say(`${at}/text`, 'must be a string')
  if (text.text.length === 0) return say(`${at}/text`, 'must be more than 0 characters')
  return longest(text.text, most, `${at}/text`, say)
}

export function longest(text: string | undefined, most: number, at: string, say: Say): void {
  if (typeof text === 'string' && text.length > most) say(at, `must be less than ${most + 1} characters`)
}

export function count(list: unknown[] | undefined, least: number, most: number, at: string, say: Say): void {
  if (!Array.isArray(list) || list.length < least) return say(at, `no fewer than ${least} items allowed`)
  if (list.length > most) say(at, `no more than ${most} items allowed`)
}

/** The ids that stand more than once. */
export function repeated(ids: (string | undefined)[]): string[] {
  const seen = new Set<string>()
  return ids.filter((id): id is string => id !== undefined && (seen.has(id) || !seen.add(id)))
}

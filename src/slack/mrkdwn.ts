/** Text on its way to and from Slack: escaping, cutting, times in words. Pure. */
import { wallFields } from '../time/zone-offsets.ts'

/** Marks that reorder or hide what is read: bidirectional controls, zero-width characters, other control characters. */
const hidden = /(?![\n\t])\p{Cc}|[\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu

/** A person's words for an mrkdwn text: never a live mention, link or broadcast. */
export function escape(text: string): string {
  return stripControlChars(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

/** A person's words for a plain_text element, without marks that deceive the eye. */
export function stripControlChars(text: string): string {
  return text.replace(hidden, '')
}

/**
 * What a person meant by the text that Slack sent: entities undone, links and mentions put in words,
 * so that nothing of it is live when shown again. `nameOf` names a person by id.
 */
export function unescape(
  text: string,
  nameOf: (userId: string) => string | undefined = () => undefined,
): string {
  return stripControlChars(text)
    .replace(/<([^<>]*)>/g, (_, inside: string) => wordsOfReference(inside, nameOf))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .trim()
}

function wordsOfReference(inside: string, nameOf: (userId: string) => string | undefined): string {
  const [target = '', label] = inside.split('|', 2)
  if (target.startsWith('@'))
    return label ? `@${label.replace(/^@/, '')}` : (nameOf(target.slice(1)) ?? '@someone')
  if (target.startsWith('#')) return `#${label || 'channel'}`
  if (target.startsWith('!subteam')) return label ?? '@group'
  if (target.startsWith('!date')) return label ?? ''
  if (target.startsWith('!')) return `@${(label ?? target.slice(1)).replace(/^@/, '')}`
  return wordsOfLink(target, label)
}

/** The words of a link and its address; the address alone where the words only repeat it. */
function wordsOfLink(target: string, label: string | undefined): string {
  const [, scheme, address = target] = /^(mailto|tel):(.*)$/.exec(target) ?? []
  if (!label) return address
  const isSame =
    scheme === 'tel'
      ? digitsOf(label) === digitsOf(address)
      : label === address.replace(/^https?:\/\//, '') || label === target
  if (!isSame) return `${label} (${address})`
  return scheme === 'tel' ? label : address
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}

/** Cut at `max` characters, with an ellipsis, never inside a surrogate pair. */
export function shorten(text: string, max: number): string {
  return text.length <= max ? text : `${truncate(text, max - 1)}…`
}

/** As `shorten`, for text that is escaped already: never inside an entity such as `&lt;` either. */
export function shortenEscaped(text: string, max: number): string {
  return text.length <= max ? text : `${truncate(text, max - 1).replace(/&[a-z]{0,3}$/, '')}…`
}

/** Cut at `max` characters, never inside a surrogate pair. */
export function truncate(text: string, max: number): string {
  return text.length <= max ? text : text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '')
}

/** Text that Postgres and JSON take as it is: no NUL, and no half of a surrogate pair. */
export function clean(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}

/** The language that the bot speaks. */
const language = 'en'
const dayFormat = utcFormat({ weekday: 'short', day: 'numeric', month: 'short' })
const clockFormat = utcFormat({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** Monday to Sunday. */
export const weekdayNames: readonly string[] = Array.from({ length: 7 }, (_, index) =>
  utcFormat({ weekday: 'long' }).format(Date.UTC(2024, 0, 1 + index)),
)

/** "Fri 13 Mar 15:00" in `zone`; the year is said when it is not that of `now`. */
export function formatTime(at: Date, zone: string, now?: Date): string {
  return `${formatDay(at, zone, now)} ${formatTimeOfDay(at, zone)}`
}

/** "Fri 13 Mar" */
export function formatDay(at: Date, zone: string, now?: Date): string {
  const wall = wallFields(at, zone)
  const parts = dayFormat.formatToParts(wall)
  const part = (type: 'weekday' | 'day' | 'month') => parts.find((one) => one.type === type)!.value
  const day = `${part('weekday')} ${part('day')} ${part('month')}`
  const year = wall.getUTCFullYear()
  return now && wallFields(now, zone).getUTCFullYear() !== year ? `${day} ${year}` : day
}

/** "15:00" */
export function formatTimeOfDay(at: Date, zone: string): string {
  return clockFormat.format(wallFields(at, zone))
}

export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** For wall times that stand in the UTC fields of a Date: one formatter serves every zone. */
function utcFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' })
}

/** Words on their way to and from Slack. Pure. */
import type { Temporal } from 'temporal-polyfill'
import { wallTime } from '../time/zone-offsets.ts'

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
  return label && label !== target.replace(/^mailto:|^https?:\/\//, '') ? `${label} (${target})` : target
}

export function mention(userId: string): string {
  return `<@${userId}>`
}

/** Cut at `max` characters, with an ellipsis, never inside a surrogate pair. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text
  return `${text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

const weekdays = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const months = ['', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "Fri 13 Mar 15:00" in `zone`; the year is said when it is not that of `now`. */
export function formatTime(at: Date, zone: string, now?: Date): string {
  const wall = wallTime(at, zone)
  return `${dayOf(wall, zone, now)} ${clockOf(wall)}`
}

/** "Fri 13 Mar" */
export function formatDay(at: Date, zone: string, now?: Date): string {
  return dayOf(wallTime(at, zone), zone, now)
}

/** "15:00" */
export function formatClock(at: Date, zone: string): string {
  return clockOf(wallTime(at, zone))
}

type Wall = Temporal.PlainDateTime

function dayOf(wall: Wall, zone: string, now: Date | undefined): string {
  const year = now && wallTime(now, zone).year !== wall.year ? ` ${wall.year}` : ''
  return `${weekdays[wall.dayOfWeek]} ${wall.day} ${months[wall.month]}${year}`
}

function clockOf({ hour, minute }: Wall): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** The days on which a workspace rests, as they are written and read: one a line, or from one to another. */
import { Temporal } from 'temporal-polyfill'
import { readWhen, type Speaker } from '../../../time/due-date/index.ts'

/** As many as a company may close at once, and as it has in a year or two. */
const longestRest = 60
export const mostDaysOff = 150

/** 'not-read': no day, or none that is ahead. */
export type DaysOffRead = { days: string[] } | { refused: 'not-read' | 'too-many'; line: string }

/** Days as 'yyyy-mm-dd', in order. */
export function readDaysOff(text: string, speaker: Speaker): DaysOffRead {
  const days = new Set<string>()
  for (const line of text
    .split(/[\n;]/)
    .map((one) => one.trim())
    .filter(Boolean)) {
    const found = readLine(line, speaker)
    if (!found) return { refused: 'not-read', line }
    for (const day of found) days.add(day)
  }
  if (days.size > mostDaysOff) return { refused: 'too-many', line: '' }
  return { days: [...days].toSorted() }
}

/** A span first: "10 to 11 March" is also a time of day, ten minutes to eleven. */
function readLine(line: string, speaker: Speaker): string[] | undefined {
  const parts = line.split(/\s+(?:to|until|till|through)\s+|\s*[–—]\s*|\s+-\s+/i)
  const [first = '', last = first, more] = parts
  if (more !== undefined) return undefined
  const end = readDay(last, speaker)
  // "24 to 31 December": the first has its month from the second.
  const isBare = parts.length > 1 && /^\d{1,2}(st|nd|rd|th)?$/.test(first)
  const start = readDay(isBare ? first + last.replace(/^.*?\d{1,2}(st|nd|rd|th)?/, '') : first, speaker)
  if (!start || !end) return undefined
  const length = start.until(end).days
  if (length < 0 || length >= longestRest) return undefined
  return Array.from({ length: length + 1 }, (_, n) => start.add({ days: n }).toString())
}

function readDay(words: string, speaker: Speaker): Temporal.PlainDate | undefined {
  const reading = readWhen(words, { ...speaker, daysOff: [] })
  if (reading.kind !== 'read' || reading.recurs) return undefined
  return Temporal.PlainDate.from(reading.due.local.slice(0, 10))
}

/** Days that follow one another, as first and last. */
export function spansOf(days: readonly string[]): [first: string, last: string][] {
  const spans: [string, string][] = []
  for (const day of days.toSorted()) {
    const span = spans.at(-1)
    if (span && Temporal.PlainDate.from(span[1]).add({ days: 1 }).toString() === day) span[1] = day
    else spans.push([day, day])
  }
  return spans
}

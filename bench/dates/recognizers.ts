/** Microsoft's Recognizers-Text alone, where it is installed: the last result, its text cut out of the sentence. */
import { wallTime } from '../../src/time/zone-offsets.ts'
import { Temporal } from 'temporal-polyfill'
import type { Plain } from './chrono.ts'

interface Value {
  type?: string
  value?: string
  end?: string
}

interface Result {
  start: number
  end: number
  resolution?: { values?: Value[] } | null
}

type Recognize = (text: string, culture: string, options: number, reference: Date) => Result[]

const CULTURES: Record<string, string> = {
  de: 'de-de',
  fr: 'fr-fr',
  es: 'es-es',
  pt: 'pt-br',
  ja: 'ja-jp',
  it: 'it-it',
  nl: 'nl-nl',
}

/** Nothing where the package is not installed: it is no dependency of this project. */
export async function loadRecognizers(): Promise<Recognize | undefined> {
  const name = '@microsoft/recognizers-text-date-time'
  try {
    const loaded = (await import(name)) as {
      recognizeDateTime?: Recognize
      default?: { recognizeDateTime: Recognize }
    }
    return loaded.recognizeDateTime ?? loaded.default?.recognizeDateTime
  } catch {
    return undefined
  }
}

export function readWithRecognizers(
  recognize: Recognize,
  text: string,
  now: Date,
  zone: string,
  locale = 'en-US',
): Plain {
  const wall = wallTime(now, zone)
  const reference = new Date(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute)
  const culture = CULTURES[locale.slice(0, 2)] ?? (locale === 'en-GB' ? 'en-gb' : 'en-us')
  const last = tryReading(recognize, text, culture, reference).at(-1)
  if (!last) return { at: undefined, what: text }
  const dated = (last.resolution?.values ?? [])
    .map((value) => wallOf(value, wall))
    .filter((one) => one !== undefined)
  const ahead = dated.find((one) => Temporal.PlainDateTime.compare(one, wall) > 0) ?? dated.at(-1)
  const before = text.slice(0, last.start).replace(/\s*\b(?:by|on|at|before|due|until|in)?\s*$/iu, '')
  const after = text.slice(last.end + 1).replace(/^[\s,.:;]+/u, '')
  const at = ahead && new Date(ahead.toZonedDateTime(zone).epochMilliseconds)
  return { at, what: [before, after].filter(Boolean).join(' ').trim() }
}

function tryReading(recognize: Recognize, text: string, culture: string, reference: Date): Result[] {
  try {
    return recognize(text, culture, 0, reference)
  } catch {
    // It throws on cultures it has no date model for.
    return []
  }
}

/** A range is due at its end, a duration after it, a bare time at its next hour. */
function wallOf(
  { type, value, end }: Value,
  now: Temporal.PlainDateTime,
): Temporal.PlainDateTime | undefined {
  const said = type?.endsWith('range') ? end : value
  if (!said || said === 'not resolved') return undefined
  try {
    if (type === 'duration') return now.add({ seconds: Math.round(Number(said)) })
    if (type !== 'time' && type !== 'timerange') return Temporal.PlainDateTime.from(said.replace(' ', 'T'))
    const at = now.toPlainDate().toPlainDateTime(Temporal.PlainTime.from(said))
    return Temporal.PlainDateTime.compare(at, now) > 0 ? at : at.add({ days: 1 })
  } catch {
    // It names hours such as 28:00.
    return undefined
  }
}

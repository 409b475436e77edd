/** chrono-node alone, used as its own page says: the last result, its text cut out of the sentence. */
import * as chrono from 'chrono-node'
import { Temporal } from 'temporal-polyfill'

export interface Plain {
  at: Date | undefined
  what: string
}

const LOCALES = { de: chrono.de, fr: chrono.fr, es: chrono.es, pt: chrono.pt, ja: chrono.ja, en: chrono }

export function readWithChrono(text: string, now: Date, zone: string, locale = 'en'): Plain {
  const minutes =
    Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).offsetNanoseconds / 6e10
  const language = Object.entries(LOCALES).find(([code]) => locale.startsWith(code))?.[1] ?? chrono
  const last = language.casual.parse(text, { instant: now, timezone: minutes }, { forwardDate: true }).at(-1)
  if (!last) return { at: undefined, what: text }
  const before = text.slice(0, last.index).replace(/\s*\b(?:by|on|at|before|due|until|in)?\s*$/iu, '')
  const after = text.slice(last.index + last.text.length).replace(/^[\s,.:;]+/u, '')
  return { at: last.start.date(), what: [before, after].filter(Boolean).join(' ').trim() }
}

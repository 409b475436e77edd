/**
 * The language of due times: words, a now and a zone in; an instant or a kind refusal out.
 * Pure. Start with `readPromise`; `split.ts` finds the due words, `phrase.ts` reads them, `resolve.ts` dates them.
 */
import { parseIsoDate } from './calendar.ts'
import { makeReader, type Moment, type Reader } from './moment.ts'
import { readPhrase, type Phrase } from './phrase.ts'
import { resolvePhrase, type Resolved } from './resolve.ts'
import { splitPromise } from './split.ts'
import { refuse } from './refusal.ts'
import { tokenize } from './token.ts'
import { formatLocal, wallAt } from './wall.ts'

export interface Speaker {
  /** The instant of speaking. */
  now: Date
  /** IANA. */
  zone: string
  /** Slack's, such as `en-GB`; `en-US` without one. */
  locale?: string
  /** `HH:mm`; 17:00 without one. */
  endOfDay?: string
  /** ISO weekdays 1 to 7; Monday to Friday without them. */
  workdays?: readonly number[]
  /** `yyyy-mm-dd` on which the workspace rests. */
  daysOff?: readonly string[]
}

export interface Due {
  at: Date
  /** `yyyy-mm-ddThh:mm` in the zone. */
  local: string
  zone: string
  /** The due words as written. */
  words: string
}

export type RefusalCode = 'no-due' | 'past' | 'contradiction' | 'invalid' | 'two-dues' | 'vague' | 'empty'

export type Reading =
  | {
      kind: 'read'
      what: string
      due: Due
      /** The other thing the words may have meant, for one button. */
      other?: Due
      /** An RRULE without its prefix. */
      recurs?: string
      /** The zone a recurrence is kept in, where the words named another than the speaker's. */
      recursIn?: string
      /** Short sentences to say back. */
      notes: string[]
    }
  | {
      kind: 'refused'
      /** The text as given. */
      what: string
      /** What was understood, and why that is not enough. */
      why: string
      /** A phrase that works. */
      example: string
      code: RefusalCode
      due?: undefined
    }

/** Reads a whole promise; `text` is what follows the recipients. */
export function readPromise(text: string, speaker: Speaker): Reading {
  const reader = makeReader(text, tokenize(text), momentOf(speaker), false)
  const isDueAlone = isWhole(readPhrase(makeReader(text, reader.tokens, reader.moment, true), 0), reader)
  if (isDueAlone) return refuse(text, 'empty', `I read when ("${text.trim()}"), but not what is promised.`)
  const split = splitPromise(text, reader, (phrase) => resolvePhrase(phrase, reader, speaker.now))
  if ('code' in split) return refuse(text, split.code, split.why, split.example)
  return reading(split.what, split.words, split.phrase, split.resolved, reader, speaker)
}

/** Reads a due phrase alone, as in "2 more days"; `what` is empty. */
export function readWhen(text: string, speaker: Speaker): Reading {
  const tokens = tokenize(text.replace(/[\s.!?]+$/u, ''))
  const reader = makeReader(text, tokens, momentOf(speaker), true)
  if (tokens.length === 0) return refuse(text, 'empty', 'There are no words to read a time from.')
  const phrase = readPhrase(reader, 0)
  if (!phrase || !isWhole(phrase, reader)) {
    if (phrase?.fault) return refuse(text, phrase.fault.code, phrase.fault.why, phrase.fault.example)
    return refuse(text, 'no-due', 'I could not read all of that as a time.')
  }
  const resolved = resolvePhrase(phrase, reader, speaker.now)
  if ('code' in resolved) return refuse(text, resolved.code, resolved.why, resolved.example)
  return reading('', text.trim(), phrase, resolved, reader, speaker)
}

function isWhole(phrase: Phrase | undefined, { tokens }: Reader): boolean {
  return phrase !== undefined && phrase.end === tokens.length
}

function reading(
  what: string,
  words: string,
  phrase: Phrase,
  resolved: Resolved,
  reader: Reader,
  { zone }: Speaker,
): Reading {
  const dueAt = (at: Date): Due => ({ at, local: formatLocal(at, zone), zone, words })
  const { at, other, notes, recurs } = resolved
  return {
    kind: 'read',
    what,
    due: dueAt(at),
    ...(other ? { other: dueAt(other) } : {}),
    ...(recurs ? { recurs } : {}),
    ...(recurs && phrase.zone && phrase.zone.id !== zone ? { recursIn: phrase.zone.id } : {}),
    notes: [...typoNotes(reader, phrase), ...notes],
  }
}

function typoNotes({ tokens }: Reader, { start, end }: Phrase): string[] {
  const typos = tokens.slice(start, end).filter((token) => token.typo)
  return typos.map((token) => `I read that as ${token.text}.`)
}

const DAY_FIRST_UNLESS = 'en-US'

function momentOf({ now, zone, locale, endOfDay = '17:00', workdays, daysOff = [] }: Speaker): Moment {
  const { day, minute } = wallAt(now, zone)
  const [hours = 17, minutes = 0] = endOfDay.split(':').map(Number)
  return {
    today: day,
    minute,
    zone,
    endOfDay: hours * 60 + minutes,
    workdays: new Set(workdays?.length ? workdays : [1, 2, 3, 4, 5]),
    daysOff: new Set(daysOff.map(parseIsoDate)),
    dayFirst: locale !== undefined && locale !== DAY_FIRST_UNLESS,
    orderKnown: locale !== undefined,
  }
}

export { formatLocal } from './wall.ts'
export { nextOccurrence } from './occurrence.ts'

/**
 * The language of due times: words, a now and a zone in; an instant or a kind refusal out.
 * Pure. Start with `readPromise`; `split.ts` finds the due words, `phrase.ts` reads them, `resolve.ts` dates them.
 */
import { parseIsoDate } from './calendar.ts'
import { makeReader, type Moment, type Reader } from './moment.ts'
import { readPhrase } from './grammar/read-phrase.ts'
import type { Phrase } from './grammar/phrase.ts'
import { resolvePhrase } from './resolve.ts'
import { splitPromise, type Split } from './split.ts'
import type { Due, Reading, Speaker } from './reading.ts'
import { refuse } from './refusal.ts'
import { translate, type Manner } from './languages/translate.ts'
import { tokenize, type Token } from './token.ts'
import { formatLocal, wallAt } from './wall.ts'

export type { Due, Reading, RefusalCode, Speaker } from './reading.ts'
export { isTooFar } from './resolve.ts'

/** Reads a whole promise; `text` is what follows the recipients. */
export function readPromise(text: string, speaker: Speaker): Reading {
  return inEitherLanguage(text, speaker, readSentence)
}

/** Reads a due phrase alone, as in "2 more days"; `what` is empty. */
export function readWhen(text: string, speaker: Speaker): Reading {
  return inEitherLanguage(text.replace(/[\s.!?]+$/u, ''), speaker, readAlone)
}

const ENGLISH: Manner = { isVerbLast: false, isNextComing: false, isForeign: false }

/** In the language of the speaker's locale where its words are there, and in English. */
function inEitherLanguage(
  text: string,
  speaker: Speaker,
  read: (text: string, speaker: Speaker, tokens: readonly Token[], manner: Manner) => Reading,
): Reading {
  const tokens = tokenize(text)
  const own = translate(text, tokens, speaker.locale)
  if (!own) return read(text, speaker, tokens, ENGLISH)
  const first = read(text, speaker, own.tokens, own.manner)
  if (first.kind === 'read' || first.code !== 'no-due') return first
  const english = read(text, speaker, tokens, ENGLISH)
  return english.kind === 'read' ? english : first
}

function readSentence(text: string, speaker: Speaker, tokens: readonly Token[], manner: Manner): Reading {
  const moment = momentOf(speaker)
  if (isWhole(readPhrase({ ...makeReader(text, tokens, moment, true), manner }, 0), tokens)) {
    return refuse(text, 'empty', `I read when ("${text.trim()}"), but not what is promised.`)
  }
  const reader = { ...makeReader(text, tokens, moment, false), manner }
  const split = splitPromise(text, reader, (phrase) => resolvePhrase(phrase, reader, speaker.now))
  if ('code' in split) return refuse(text, split.code, split.why, split.example)
  return reading(split, reader, speaker)
}

function readAlone(text: string, speaker: Speaker, tokens: readonly Token[], manner: Manner): Reading {
  const reader = { ...makeReader(text, tokens, momentOf(speaker), true), manner }
  if (tokens.length === 0) return refuse(text, 'empty', 'There are no words to read a time from.')
  const phrase = readPhrase(reader, 0)
  if (!phrase || !isWhole(phrase, tokens)) {
    if (phrase?.fault) return refuse(text, phrase.fault.code, phrase.fault.why, phrase.fault.example)
    return refuse(text, 'no-due', 'I could not read all of that as a time.')
  }
  const resolved = resolvePhrase(phrase, reader, speaker.now)
  if ('code' in resolved) return refuse(text, resolved.code, resolved.why, resolved.example)
  return reading({ what: '', words: text.trim(), before: [], phrase, resolved }, reader, speaker)
}

function isWhole(phrase: Phrase | undefined, tokens: readonly Token[]): boolean {
  return phrase !== undefined && phrase.end === tokens.length
}

function reading(
  { what, words, before, phrase, resolved }: Split,
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
    before,
    notes: [...typoNotes(reader, phrase), ...notes],
  }
}

function typoNotes({ tokens }: Reader, { start, end }: Phrase): string[] {
  const typos = tokens.slice(start, end).filter((token) => token.typo)
  return typos.map((token) => `I read that as ${token.text}.`)
}

// Everyone else writes the day first, but for those who write the year first.
const MONTH_FIRST = /^(?:en-US|ja|ko|zh)/u

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
    dayFirst: locale !== undefined && !MONTH_FIRST.test(locale),
    orderKnown: locale !== undefined,
  }
}

export { nextOccurrence } from './recurrence/occurrence.ts'
export { isEveryDay, monthlyRule, weeklyRule } from './recurrence/rule.ts'
export { ruleInWords } from './recurrence/words.ts'

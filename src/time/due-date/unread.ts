/** What looks like time and stands beside the due words without having been understood. */
import type { Candidate } from './candidate.ts'
import type { Phrase } from './grammar/phrase.ts'
import { readSteps } from './grammar/steps.ts'
import { isLabelled } from './label.ts'
import { type Reader, textAt } from './moment.ts'
import { monthWord, weekdayPlural, weekdayWord } from './names.ts'
import { CORRECTION_FILLERS, CORRECTIONS, OWNERS } from './sentence-words.ts'
import type { Token } from './token.ts'
import { smallNumber, unitWord } from './words.ts'

const TIME_WORDS = new Set(
  `today tomorrow yesterday tonight noon midnight weekend weekends weekday weekdays weeknights daily weekly monthly quarterly
  yearly hourly nightly fortnightly morning mornings afternoon evening evenings night nights eod cob eow eom lunch`.split(
    /\s+/u,
  ),
)

/** "except in August", "most Fridays", "tom 3pm": the phrase alone says something else. */
const NOT_THESE = new Set(
  'except excluding not but every most some many certain odd even few both tom tod bye'.split(' '),
)

const LINKS = new Set('the next this a an about around at on by'.split(' '))

/** The unread words that touch the phrase, as written; nothing where all was understood. */
export function unreadBeside(reader: Reader, phrase: Candidate): string | undefined {
  const { tokens, text } = reader
  const after = isUnreadAfter(reader, phrase)
  if (after) return text.slice(tokens[phrase.end]?.start, tokens[phrase.end + after - 1]?.end)
  const before = isUnreadBefore(reader, phrase)
  if (before) return text.slice(tokens[phrase.start - before]?.start, tokens[phrase.start - 1]?.end)
  return undefined
}

/** How many tokens after the phrase are unread time. */
function isUnreadAfter(reader: Reader, phrase: Candidate): number {
  const { end } = phrase
  const next = reader.tokens[end]
  if (!next || next.kind === 'opaque') return 0
  if (next.kind === 'mark' || CORRECTIONS.has(next.text)) {
    const loose = isLooselyCorrected(reader, end) || isShiftedAside(reader, end)
    if (loose) return loose
  }
  if (next.kind === 'mark') return 0
  if (next.text === 'or' && OR_SO.has(textAt(reader, end + 1))) return 2
  if (['except', 'excluding', 'every', 'after'].includes(next.text)) return 1
  const second = reader.tokens[end + (LINKS.has(textAt(reader, end + 1)) ? 2 : 1)]
  // "tomorrow before the 3pm sync" names the sync.
  if (next.text === 'before') return isTime(reader.tokens[end + 1]) ? 2 : 0
  if (['in', 'within'].includes(next.text) && readSteps(reader, end + 1)) return 3
  if (['from', 'or', 'until', 'through', 'since'].includes(next.text)) return isTime(second) ? 2 : 0
  if (['to', 'and', 'but', 'of', 'not'].includes(next.text))
    return isDayOrClock(second) || (next.text === 'and' && second?.kind === 'ordinal') ? 2 : 0
  if (phrase.recurrence && ['on', 'at', 'by', 'in', 'for', 'starting'].includes(next.text))
    return isTime(second) ? 2 : 0
  if (isNumber(next))
    return phrase.position === 'lead' && isCounting(reader, end) && !mayBeMinutes(reader, phrase) ? 0 : 1
  return isTime(next) && !next.text.endsWith("'s") ? 1 : 0
}

const OR_SO = new Set('so later thereabouts something whenever after thereafter'.split(' '))

/** "at 2, no 3", "by Friday, sorry 5": a bare number takes the place of what was said. */
function isLooselyCorrected(reader: Reader, end: number): number {
  let hasWord = false
  for (let at = end; at < end + 5; at += 1) {
    const token = reader.tokens[at]
    if (!token) return 0
    if (isNumber(token)) return hasWord ? at - end + 1 : 0
    if (CORRECTIONS.has(token.text)) hasWord = true
    else if (token.kind !== 'mark' && !CORRECTION_FILLERS.has(token.text)) return 0
  }
  return 0
}

/** "by Friday, 3 hours before the demo". */
function isShiftedAside(reader: Reader, end: number): number {
  const steps = textAt(reader, end) === ',' ? readSteps(reader, end + 1) : undefined
  const isShifted =
    steps && /^(?:before|after|from|earlier|later|prior|ahead)$/u.test(textAt(reader, steps.end))
  return isShifted ? steps.end - end + 1 : 0
}

/** "um 15 Uhr 30 Bob anrufen": half past three, or thirty Bobs. */
function mayBeMinutes({ manner }: Reader, { clock }: Phrase): boolean {
  return manner?.isForeign === true && clock !== undefined
}

/** "by Monday 10 slides for Ana": the number counts what follows. */
function isCounting(reader: Reader, index: number): boolean {
  const next = reader.tokens[index + 1]
  return next?.kind === 'word' && !isTime(next)
}

/** How many tokens before the phrase are unread time. */
function isUnreadBefore(reader: Reader, phrase: Candidate): number {
  const { start, opening } = phrase
  const before = reader.tokens[start - 1]
  if (!before || opening === 'strong') return 0
  if (isNumber(before)) return isUnreadNumber(reader, phrase) ? 1 : 0
  if (NOT_THESE.has(before.text)) return 1
  if (opening === 'weak') return 0
  if (before.kind === 'clock') return 1
  if (before.kind === 'date' && (isShift(before.text) || !isLabelled(reader, start - 1))) return 1
  const owner = textAt(reader, start - 2)
  if (weekdayWord(before.text) !== undefined) return OWNERS.has(owner) ? 0 : 1
  const isCounted = isNumber(reader.tokens[start - 2]) || ['a', 'an', 'few', 'couple'].includes(owner)
  return unitWord(before.text) !== undefined && isCounted ? 2 : 0
}

/** "10-4 tomorrow" is a working day, where "pages 3-5 tomorrow" are pages. */
function isShift(text: string): boolean {
  const [one = 0, two = 0] = text.split('-').map(Number)
  return one >= 7 && one <= 12 && two < one && two <= 8
}

function isUnreadNumber(reader: Reader, { start, opening, day }: Phrase): boolean {
  const { tokens } = reader
  const number = tokens[start - 1]
  if (!number || isLabelled(reader, start - 1)) return false
  const value = number.kind === 'number' ? number.value : (smallNumber(number.text) ?? 0)
  const isRange = ['to', '-', '–'].includes(textAt(reader, start - 2)) && isNumber(tokens[start - 3])
  if (isRange) {
    const first = tokens[start - 3]?.value ?? 0
    return !isLabelled(reader, start - 3) && value <= 12 && first < value
  }
  // "on the 18 at 9:00": the day before the hour.
  if (opening === 'weak') return !day && ['on', 'the'].includes(textAt(reader, start - 2)) && value <= 31
  return value <= 31 || (/^\d{4}$/u.test(number.text) && value < 2400 && value % 5 === 0 && value % 100 < 60)
}

function isNumber(token: Token | undefined): boolean {
  return token !== undefined && (token.kind === 'number' || token.kind === 'ordinal' || isSpelled(token))
}

function isSpelled({ kind, text }: Token): boolean {
  return kind === 'word' && smallNumber(text) !== undefined && text !== 'one'
}

function isTime(token: Token | undefined): boolean {
  if (!token || token.kind === 'opaque' || token.kind === 'mark') return false
  return (
    isNumber(token) ||
    isDayOrClock(token) ||
    unitWord(token.text) !== undefined ||
    monthWord(token.text) !== undefined
  )
}

function isDayOrClock(token: Token | undefined): boolean {
  if (!token) return false
  if (token.kind === 'clock' || token.kind === 'date') return true
  if (token.kind !== 'word') return false
  const { text } = token
  return weekdayWord(text) !== undefined || weekdayPlural(text) !== undefined || TIME_WORDS.has(text)
}

/** Two due times of which the second takes the first back or stands in for it: "by Thursday, sorry, Friday". */
export function findCorrection(
  { tokens }: Reader,
  candidates: readonly Candidate[],
  isChosen: (one: Candidate) => boolean,
): [Candidate, Candidate] | undefined {
  for (const [index, two] of candidates.entries()) {
    const one = candidates[index - 1]
    if (!one || (!isChosen(one) && !isChosen(two))) continue
    if (isCorrected(tokens.slice(one.end, two.start), one, two)) return [one, two]
  }
  return undefined
}

function isCorrected(gap: readonly Token[], one: Phrase, two: Phrase): boolean {
  const words = gap.filter(({ kind }) => kind === 'word')
  if (gap.length === 0 || gap.some(({ kind }) => kind !== 'word' && kind !== 'mark')) return false
  if (words.some(({ text }) => !CORRECTIONS.has(text) && !CORRECTION_FILLERS.has(text))) return false
  if (words.some(({ text }) => CORRECTIONS.has(text))) return true
  const isSameKind = (one.day && two.day) ?? (one.clock && two.clock)
  return isSameKind !== undefined && (words.length === 0 || words.some(({ text }) => text === 'then'))
}

import { mayStart } from './grammar/opener.ts'
import { isText, textAt, type Reader } from './moment.ts'
import { readPhrase } from './grammar/read-phrase.ts'
import type { Phrase } from './grammar/phrase.ts'
import { isReported } from './reported.ts'
import { sentenceOf } from './sentence.ts'
import { ASIDES, BETWEEN, isLabel, OWNERS, TOLD } from './sentence-words.ts'
import type { Token } from './token.ts'
import { isVerb } from './verbs.ts'
import { smallNumber } from './words.ts'

export interface Candidate extends Phrase {
  position: 'whole' | 'lead' | 'middle' | 'trail'
  /** Grammar around it says that it belongs to the promise: "the Friday deck", "for Monday". */
  isNoun: boolean
}

/**
 * Places tried and phrases found before a text counts as no promise: 3,000 characters of prose try some 120 places and
 * hold a handful of phrases; a wall of due words took 20 ms.
 */
const MOST_TRIED = 150
const MOST_FOUND = 24

/** Every due phrase in the text, in order, each with its place in the sentence; nothing where there are too many. */
export function findCandidates(reader: Reader): Candidate[] | undefined {
  const found: Candidate[] = []
  const { tokens } = reader
  const first = firstWord(tokens)
  const last = lastWord(tokens)
  let tried = 0
  for (let at = 0; at < tokens.length;) {
    const isStart = mayStart(tokens[at])
    if (isStart) tried += 1
    if (tried > MOST_TRIED || found.length > MOST_FOUND) return undefined
    const phrase = isStart ? readPhrase(reader, at) : undefined
    if (!phrase) {
      at += 1
      continue
    }
    const isNoun = belongsToSentence(reader, phrase)
    if (isNoun && phrase.strongAt !== undefined && phrase.strongAt > at) {
      at = phrase.strongAt
      continue
    }
    found.push({ ...phrase, isNoun, position: place(phrase, first, last) })
    at = phrase.end
  }
  return found
}

function place({ start, end }: Phrase, first: number, last: number): Candidate['position'] {
  if (start <= first) return end > last ? 'whole' : 'lead'
  return end > last ? 'trail' : 'middle'
}

function belongsToSentence(reader: Reader, phrase: Phrase): boolean {
  const before = textAt(reader, phrase.start - 1)
  if (isGlued(reader, phrase) || isAuthor(reader, phrase)) return true
  if (phrase.opening === 'strong') return isAmount(reader, phrase)
  if (phrase.start > 0 && phrase.opening === 'bare' && OWNERS.has(before)) {
    // "ik doe het morgen": the article is a pronoun, for no day of today's kind has one.
    const isPronoun = reader.manner?.isForeign && before === 'the' && phrase.day?.kind === 'relative'
    if (!isPronoun) return true
  }
  if (phrase.opening === 'weak' && phrase.start > 0) {
    if (
      TOLD.has(before) ||
      (isText(reader, phrase.start, 'from') && !phrase.clock?.isSpan && !phrase.recurrence?.isRange)
    )
      return true
    if (isAmount(reader, phrase)) return true
  }
  return isReported(reader, phrase)
}

/** Written in one with what stands before or after it: "friday-job", "by 5;30". */
function isGlued({ tokens }: Reader, { start, end }: Phrase): boolean {
  const next = tokens[end]
  if (next?.glued && !isDressing(next) && next.kind !== 'mark') return true
  if (next?.glued && /^[-/+%]$/u.test(next.text) && tokens[end + 1]?.glued) return true
  if (
    next?.glued &&
    /^[;:.,]$/u.test(next.text) &&
    tokens[end + 1]?.glued &&
    tokens[end + 1]?.kind === 'number'
  )
    return true
  return tokens[start]?.glued === true && /^[-/._+$]$/u.test(tokens[start - 1]?.text ?? '')
}

/** "by May Sarton" names a person. */
function isAuthor({ tokens }: Reader, { day, clock, end }: Phrase): boolean {
  const next = tokens[end]
  return (
    day?.needsPreposition === true &&
    !clock &&
    next?.kind === 'word' &&
    next.capital &&
    tokens[end - 1]?.capital === true
  )
}

/** "by 5" and "at 10" with a verb of quantity before them, "one by one". */
function isAmount(reader: Reader, phrase: Phrase): boolean {
  if (!phrase.clock?.isBare || phrase.day || phrase.part || phrase.zone) return false
  const next = reader.tokens[phrase.end]
  const isCounted =
    next?.kind === 'word' && !ASIDES.has(next.text) && !BETWEEN.has(next.text) && !isVerb(next.text)
  if (isCounted) return true
  const nearest = reader.tokens[phrase.start - 1]
  if (isLabel(textAt(reader, phrase.start - 2))) return false
  if (nearest?.kind === 'number' || smallNumber(nearest?.text ?? '') !== undefined) return true
  const { firstAmount } = sentenceOf(reader)
  const word = textAt(reader, phrase.start)
  return (word === 'by' || word === 'at') && firstAmount[word] < phrase.start
}

/** Whether these words speak of nothing but time: half of a due phrase, not a promise. */
export function isAllTime(tokens: readonly Token[]): boolean {
  if (isVerb(tokens[0]?.text ?? '')) return false
  return tokens.every(
    (token) => token.kind !== 'opaque' && (mayStart(token) || isDressing(token) || OWNERS.has(token.text)),
  )
}

/** The first token that is more than dressing. */
function firstWord(tokens: readonly Token[]): number {
  const index = tokens.findIndex((token) => !isDressing(token))
  return index < 0 ? 0 : index
}

function lastWord(tokens: readonly Token[]): number {
  for (let index = tokens.length - 1; index >= 0; index -= 1) {
    const token = tokens[index]
    if (token && !isDressing(token) && !ASIDES.has(token.text)) return index
  }
  return -1
}

export function isDressing({ kind, text }: Token): boolean {
  if (kind === 'mark') return text !== '@' && text !== '+' && text !== '#' && text !== '%'
  return kind === 'opaque' && text.startsWith(':') && text.endsWith(':')
}

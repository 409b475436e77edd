import { mayStart } from './grammar/opener.ts'
import { isText, textAt, type Reader } from './moment.ts'
import { readPhrase, type Phrase } from './grammar/phrase.ts'
import type { Token } from './token.ts'
import { isVerb } from './verbs.ts'
import { smallNumber } from './words.ts'

export interface Candidate extends Phrase {
  position: 'whole' | 'lead' | 'middle' | 'trail'
  /** Grammar around it says that it belongs to the promise: "the Friday deck", "for Monday". */
  isNoun: boolean
}

/** Words after which a date is part of something else. */
const OWNERS = new Set(
  `of for to from since about per like with the a an my our your his her their its last past than vs versus between
  if whether that called named not except excluding via every regarding re concerning titled is was until and or after
  against around`.split(/\s+/u),
)
/** "the doc shared on Monday" tells of Monday, not of a deadline. */
const TOLD = new Set(
  `sent received posted shared scheduled held filed given planned published released dated created booked launched
  happening starting beginning opening closing arriving due`.split(/\s+/u),
)
/** "cut it by 5", "cap it at 10": amounts, each with its own preposition. */
const AMOUNTS: Record<string, ReadonlySet<string>> = {
  by: new Set(
    `cut reduce increase grow raise lower drop boost improve multiply divide scale extend shrink trim outperform beat exceed
    bump delay postpone`.split(/\s+/u),
  ),
  at: new Set('cap limit price set keep hold freeze peg value'.split(' ')),
}

function isBetween(word: string): boolean {
  return ASIDE.has(word) || BETWEEN.has(word)
}

const BETWEEN = new Set(
  "the a an my our your his her their all to with for and so i i'll we we'll if because".split(' '),
)

/** "ticket 3 by 3": the number belongs to the word before it. */
const LABELS = new Set(
  `ticket issue pr page pages chapter question step item room bug line milestone phase section version invoice order story
  task case slide number no level floor part point build release version rfc unit sprint week day`.split(
    /\s+/u,
  ),
)

/** Every due phrase in the text, in order, each with the place it has in the sentence. */
export function findCandidates(reader: Reader): Candidate[] {
  const found: Candidate[] = []
  const { tokens } = reader
  const first = firstWord(tokens)
  const last = lastWord(tokens)
  for (let at = 0; at < tokens.length;) {
    const phrase = mayStart(tokens[at]) ? readPhrase(reader, at) : undefined
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
  const { tokens } = reader
  const before = textAt(reader, phrase.start - 1)
  const next = tokens[phrase.end]
  if (next?.glued && (next.kind === 'word' || next.kind === 'number' || next.kind === 'opaque')) return true
  if (next?.glued && isText(reader, phrase.end, '-', '/', '+', '%') && tokens[phrase.end + 1]?.glued)
    return true
  if (tokens[phrase.start]?.glued && isText(reader, phrase.start - 1, '-', '/', '.', '_', '+', '$'))
    return true
  if (isAuthor(reader, phrase)) return true
  if (phrase.opening === 'strong') return isAmount(reader, phrase)
  if (phrase.start > 0 && phrase.opening === 'bare' && OWNERS.has(before)) return true
  if (phrase.opening === 'weak' && phrase.start > 0) {
    if (TOLD.has(before) || isText(reader, phrase.start, 'from')) return true
    return isAmount(reader, phrase)
  }
  return false
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
  const isCounted = next?.kind === 'word' && !isBetween(next.text) && !isVerb(next.text)
  if (isCounted) return true
  const before = reader.tokens.slice(0, phrase.start)
  const nearest = before.at(-1)
  const isLabelled = LABELS.has(before.at(-2)?.text ?? '')
  if (isLabelled) return false
  if (nearest?.kind === 'number' || smallNumber(nearest?.text ?? '') !== undefined) return true
  const verbs = AMOUNTS[textAt(reader, phrase.start)]
  return (
    verbs !== undefined &&
    before.some(({ text }, index) => verbs.has(text) && before[index + 1]?.text !== 'up')
  )
}

/** Whether these words speak of nothing but time: half of a due phrase, not a promise. */
export function isAllTime(tokens: readonly Token[]): boolean {
  if (isVerb(tokens[0]?.text ?? '')) return false
  return tokens.every(
    (token) => token.kind !== 'opaque' && (mayStart(token) || isDressing(token) || OWNERS.has(token.text)),
  )
}

const ASIDE = new Set('please thanks thx cheers ty ok okay pls'.split(' '))

/** The first token that is more than dressing. */
function firstWord(tokens: readonly Token[]): number {
  const index = tokens.findIndex((token) => !isDressing(token))
  return index < 0 ? 0 : index
}

function lastWord(tokens: readonly Token[]): number {
  for (let index = tokens.length - 1; index >= 0; index -= 1) {
    const token = tokens[index]
    if (token && !isDressing(token) && !ASIDE.has(token.text)) return index
  }
  return -1
}

export function isDressing({ kind, text }: Token): boolean {
  if (kind === 'mark') return text !== '@' && text !== '+' && text !== '#' && text !== '%'
  return kind === 'opaque' && text.startsWith(':') && text.endsWith(':')
}

/** What one pass over a sentence tells about each place in it, so that no rule has to look back over its whole length. */
import type { Reader } from './moment.ts'
import {
  AMOUNTS,
  CAUSATIVES,
  CHANGES,
  CLAUSE_OPENERS,
  DETERMINERS,
  isPast,
  QUESTIONS,
  SCORES,
  SUBJECTS,
} from './sentence-words.ts'
import type { Token } from './token.ts'

export interface Sentence {
  /** By token: a verb of the past with a subject or clause of its own stands before it. */
  tellsOfPast: boolean[]
  /** By token: a question word stands before it, and not "how to". */
  asks: boolean[]
  /** The first token of each kind, or infinity. */
  firstChange: number
  firstScore: number
  firstAmount: { by: number; at: number }
}

const known = new WeakMap<readonly Token[], Sentence>()

export function sentenceOf({ tokens }: Reader): Sentence {
  const sentence = known.get(tokens) ?? passOver(tokens)
  known.set(tokens, sentence)
  return sentence
}

function passOver(tokens: readonly Token[]): Sentence {
  const sentence: Sentence = {
    tellsOfPast: [],
    asks: [],
    firstChange: Number.POSITIVE_INFINITY,
    firstScore: Number.POSITIVE_INFINITY,
    firstAmount: { by: Number.POSITIVE_INFINITY, at: Number.POSITIVE_INFINITY },
  }
  let tells = false
  let asks = false
  let hasOpener = false
  let isCaused = false
  for (const [at, token] of tokens.entries()) {
    sentence.tellsOfPast.push(tells)
    sentence.asks.push(asks)
    const { text } = token
    if (token.kind === 'mark' && /^[.!?;]$/u.test(text)) tells = asks = hasOpener = false
    if (token.kind !== 'word') continue
    tells ||= at > 0 && isTold(tokens, at, hasOpener, isCaused)
    if (at > 0 && QUESTIONS.has(text)) asks = !/^(?:to|possible|needed)$/u.test(tokens[at + 1]?.text ?? '')
    hasOpener ||= CLAUSE_OPENERS.has(text)
    isCaused ||= CAUSATIVES.has(text)
    noteFirsts(sentence, tokens, at)
  }
  return sentence
}

/** A finite verb of the past: "what broke", "Bob wrote", not "the updated" or "get it reviewed". */
function isTold(tokens: readonly Token[], at: number, hasOpener: boolean, isCaused: boolean): boolean {
  const before = tokens[at - 1]
  if (!before || !isPast(tokens[at]?.text ?? '')) return false
  if (DETERMINERS.has(before.text) && before.text !== 'that') return false
  if (hasOpener) return true
  return !isCaused && (SUBJECTS.has(before.text) || (before.capital && at > 1))
}

function noteFirsts(sentence: Sentence, tokens: readonly Token[], at: number): void {
  const text = tokens[at]?.text ?? ''
  const isNoun = /^(?:on|the|my|a|per|night|day)$/u.test(tokens[at - 1]?.text ?? '')
  if (CHANGES.has(text) && !isNoun) sentence.firstChange = Math.min(sentence.firstChange, at)
  if (SCORES.has(text)) sentence.firstScore = Math.min(sentence.firstScore, at)
  for (const word of ['by', 'at'] as const) {
    const isAmount = AMOUNTS[word].has(text) && tokens[at + 1]?.text !== 'up'
    if (isAmount) sentence.firstAmount[word] = Math.min(sentence.firstAmount[word], at)
  }
}

import type { Said } from './clock-words.ts'
import type { Lexicon } from './lexicon.ts'
import { weekdayWord } from '../names.ts'
import type { Token } from '../token.ts'
import { smallNumber, unitWord } from '../words.ts'

/** `isTheirs` where a clock of the language is among them already. */
export function replaceWords(
  list: readonly Said[],
  lexicon: Lexicon,
  isTheirs: boolean,
): Token[] | undefined {
  const out: Token[] = []
  let replaced = isTheirs ? 1 : 0
  for (let at = 0; at < list.length;) {
    const hit = longestEntry(list, at, lexicon)
    const first = list[at]
    if (!first) break
    if (isBetweenNumbers(list, at, lexicon)) {
      out.push({ ...first.token, kind: 'word', text: 'to' })
      at += 1
      continue
    }
    if (!hit) {
      out.push(foreign(first.token))
      at += 1
      continue
    }
    const last = list[at + hit.length - 1] ?? first
    replaced += 1
    pushWords(out, hit.words, first.token, last.token.end)
    at += hit.length
  }
  return replaced > 0 ? markDays(dropArticles(sayWithin(out))) : undefined
}

/** "15 à 16", "18 a 20", "drei bis vier": two numbers with a word for "to" between them. */
function isBetweenNumbers(list: readonly Said[], at: number, { numbers }: Lexicon): boolean {
  if (!/^(?:à|a|tot|bis|naar|auf)$/u.test(list[at]?.said ?? '')) return false
  const isNumber = (one: Said | undefined) =>
    one !== undefined && (one.token.kind === 'number' || numbers.has(one.said))
  return isNumber(list[at - 1]) && isNumber(list[at + 1])
}

/** A word of theirs that only looks like one of ours, such as "was" and "die", means nothing to the grammar. */
function foreign(token: Token): Token {
  return token.kind === 'word' && FALSE_FRIENDS.has(token.text)
    ? { ...token, text: `${token.text}·` }
    : { ...token }
}

const FALSE_FRIENDS = new Set(
  'a an am at as in on no do me so to of or if i is it by was will war die der des then than the we us per con sun mar second'.split(
    ' ',
  ),
)

function longestEntry(
  list: readonly Said[],
  at: number,
  { entries, lengths }: Lexicon,
): { words: readonly string[]; length: number } | undefined {
  const most = Math.min(lengths.get(list[at]?.said ?? '') ?? 0, list.length - at)
  let best: { words: readonly string[]; length: number } | undefined
  let key = ''
  for (let length = 1; length <= most; length += 1) {
    key = length === 1 ? (list[at]?.said ?? '') : `${key} ${list[at + length - 1]?.said ?? ''}`
    const words = entries.get(key)
    if (words) best = { words, length }
  }
  return best
}

/** Several of our words for one of theirs share its place: the first has its start, the last its end. */
function pushWords(out: Token[], words: readonly string[], at: Token, end: number): void {
  for (const [index, word] of words.entries()) {
    const isFirst = index === 0
    const isLast = index === words.length - 1
    const isClock = /^\d{1,2}:\d{2}$/u.test(word)
    const isNumber = /^\d/u.test(word)
    const token: Token = {
      ...at,
      kind: /^\d+(?:st|nd|rd|th)$/u.test(word) ? 'ordinal' : isClock ? 'clock' : isNumber ? 'number' : 'word',
      value: isNumber ? Number.parseFloat(word) : Number.NaN,
      typo: false,
      capital: false,
      start: isFirst ? at.start : end,
      end: isFirst && !isLast ? at.start : end,
      glued: isFirst && at.glued,
    }
    const before = out.at(-1)
    if (isFirst && word.startsWith('<') && before && isTimeNoun(before)) {
      before.text = swapBefore(out, before, word.slice(1), token)
      continue
    }
    out.push({ ...token, text: word.replace(/^</u, '') })
  }
}

function isTimeNoun({ text }: Token): boolean {
  return weekdayWord(text) !== undefined || unitWord(text) !== undefined || text === 'weekend'
}

/** "vendredi prochain" is "next Friday": the two change words and keep their places. */
function swapBefore(out: Token[], before: Token, word: string, token: Token): string {
  out.push({ ...token, text: before.text, kind: before.kind, value: before.value })
  Object.assign(before, { kind: 'word', value: Number.NaN })
  return word
}

/** "d'ici trois jours" and "até 3 dias" are within three days. */
function sayWithin(tokens: readonly Token[]): Token[] {
  return tokens.map((token, index) => {
    const next = tokens[index + 1]
    const isCount =
      next?.kind === 'number' ||
      smallNumber(next?.text ?? '') !== undefined ||
      ['a', 'an', 'few', 'couple'].includes(next?.text ?? '')
    const isLength = isCount && unitWord(tokens[index + 2]?.text ?? '') !== undefined
    return isLength && token.text === 'by' ? { ...token, text: 'within' } : token
  })
}

/** "el viernes" is "Friday": the article goes with the day it stands before. */
function dropArticles(tokens: readonly Token[]): Token[] {
  const kept: Token[] = []
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1]
    const isArticle =
      token.text === 'the' && next && (next.kind === 'date' || weekdayWord(next.text) !== undefined)
    if (isArticle) next.start = token.start
    else kept.push(token)
  }
  return kept
}

/** "le 15", "el 15", "dia 15" are days of the month. */
function markDays(tokens: readonly Token[]): Token[] {
  return tokens.map((token, index) => {
    const isDay =
      token.kind === 'number' && /^\d{1,2}$/u.test(token.text) && token.value >= 1 && token.value <= 31
    return isDay && tokens[index - 1]?.text === 'the' ? { ...token, kind: 'ordinal' } : token
  })
}

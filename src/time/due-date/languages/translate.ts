import type { Token } from '../token.ts'
import { weekdayWord } from '../names.ts'
import { french } from './french.ts'
import { german } from './german.ts'
import { japaneseTokens } from './japanese.ts'
import { portuguese } from './portuguese.ts'
import { spanish } from './spanish.ts'

export interface Language {
  /** The verb may come after the due words, so that a due phrase inside the sentence is no surprise. */
  isVerbLast: boolean
  /** `their words=our words; …`; a `<` sets our word before the one that precedes it. */
  words: string
}

export interface Translation {
  tokens: Token[]
  isVerbLast: boolean
}

const LANGUAGES: Record<string, Language> = { de: german, fr: french, es: spanish, pt: portuguese }
const lexicons = new Map<string, Map<string, string[]>>()

/**
 * The tokens as the English grammar would have them, each still standing where its own word stands;
 * nothing where the locale is English or unknown, or no word of its language is there.
 */
export function translate(
  text: string,
  tokens: readonly Token[],
  locale: string | undefined,
): Translation | undefined {
  const code = (locale ?? 'en').slice(0, 2).toLowerCase()
  if (code === 'ja') return wrap(japaneseTokens(text, tokens), true)
  const language = Object.hasOwn(LANGUAGES, code) ? LANGUAGES[code] : undefined
  if (!language) return undefined
  const said = tokens.map(({ start, end }) => text.slice(start, end).toLowerCase().replaceAll('’', "'"))
  return wrap(replaceWords(joinClocks(tokens, said, code), lexiconOf(code, language)), language.isVerbLast)
}

function wrap(tokens: Token[] | undefined, isVerbLast: boolean): Translation | undefined {
  return tokens && { tokens, isVerbLast }
}

function lexiconOf(code: string, { words }: Language): Map<string, string[]> {
  const known = lexicons.get(code)
  if (known) return known
  const lexicon = new Map<string, string[]>()
  for (const entry of words.split(/[;\n]/u)) {
    const [theirs, ours] = entry.split('=')
    if (theirs && ours) lexicon.set(theirs.trim(), ours.trim().split(' '))
  }
  lexicons.set(code, lexicon)
  return lexicon
}

interface Said {
  token: Token
  said: string
}

/** "15 Uhr 30", "15 h", "halb vier" and "15." become the clocks and ordinals of the grammar. */
function joinClocks(tokens: readonly Token[], said: readonly string[], code: string): Said[] {
  const joined: Said[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (!token) break
    const clock = readClock(tokens, said, at)
    if (clock) {
      joined.push({
        token: { ...token, kind: 'clock', text: clock.text, end: tokens[clock.last]?.end ?? token.end },
        said: clock.text,
      })
      at = clock.last
      continue
    }
    const stop = tokens[at + 1]
    const isOrdinal =
      code === 'de' &&
      token.kind === 'number' &&
      /^\d{1,2}$/u.test(token.text) &&
      stop?.text === '.' &&
      stop.glued
    if (isOrdinal && tokens[at + 2]) {
      joined.push({ token: { ...token, kind: 'ordinal', end: stop.end }, said: token.text })
      at += 1
      continue
    }
    joined.push({ token, said: said[at] ?? '' })
  }
  return joined
}

const HALVES = [
  'eins',
  'zwei',
  'drei',
  'vier',
  'fünf',
  'sechs',
  'sieben',
  'acht',
  'neun',
  'zehn',
  'elf',
  'zwölf',
]

function readClock(
  tokens: readonly Token[],
  said: readonly string[],
  at: number,
): { text: string; last: number } | undefined {
  const token = tokens[at]
  if (said[at] === 'halb') {
    const hour = HALVES.indexOf(said[at + 1] ?? '') + 1 || Number(said[at + 1])
    return hour >= 1 && hour <= 12 ? { text: `${hour === 1 ? 12 : hour - 1}:30`, last: at + 1 } : undefined
  }
  const isHour = said[at + 1] === 'uhr' || said[at + 1] === 'heures' || said[at + 1] === 'h'
  if (token?.kind === 'clock' && isHour) return { text: token.text, last: at + 1 }
  if (token?.kind !== 'number' || !/^\d{1,2}$/u.test(token.text) || !isHour || token.value > 24)
    return undefined
  if (said[at + 1] === 'heures' && (said[at - 1] === 'dans' || said[at - 1] === 'sous')) return undefined
  const minutes = /^\d{2}$/u.test(said[at + 2] ?? '') ? said[at + 2] : undefined
  return { text: `${token.text.padStart(2, '0')}:${minutes ?? '00'}`, last: minutes ? at + 2 : at + 1 }
}

function replaceWords(list: readonly Said[], lexicon: ReadonlyMap<string, string[]>): Token[] | undefined {
  const out: Token[] = []
  let replaced = 0
  for (let at = 0; at < list.length;) {
    const hit = longestEntry(list, at, lexicon)
    const first = list[at]
    if (!first) break
    if (!hit) {
      out.push({ ...first.token })
      at += 1
      continue
    }
    const last = list[at + hit.length - 1] ?? first
    replaced += 1
    pushWords(out, hit.words, first.token, last.token.end)
    at += hit.length
  }
  return replaced > 0 ? markDays(dropArticles(out)) : undefined
}

function longestEntry(
  list: readonly Said[],
  at: number,
  lexicon: ReadonlyMap<string, string[]>,
): { words: string[]; length: number } | undefined {
  for (let length = Math.min(6, list.length - at); length > 0; length -= 1) {
    const key = list.slice(at, at + length).map(({ said }) => said)
    const words = lexicon.get(key.join(' '))
    if (words) return { words, length }
  }
  return undefined
}

/** Several of our words for one of theirs share its place: the first has its start, the last its end. */
function pushWords(out: Token[], words: readonly string[], at: Token, end: number): void {
  for (const [index, word] of words.entries()) {
    const isFirst = index === 0
    const isLast = index === words.length - 1
    const token = {
      ...at,
      kind: 'word' as const,
      value: Number.NaN,
      typo: false,
      start: isFirst ? at.start : end,
      end: isFirst && !isLast ? at.start : end,
      glued: isFirst && at.glued,
    }
    const before = out.at(-1)
    if (isFirst && word.startsWith('<') && before) {
      before.text = swapBefore(out, before, word.slice(1), token)
      continue
    }
    out.push({ ...token, text: word.replace(/^</u, '') })
  }
}

/** "vendredi prochain" is "next Friday": the two change words and keep their places. */
function swapBefore(out: Token[], before: Token, word: string, token: Token): string {
  out.push({ ...token, text: before.text, kind: before.kind, value: before.value })
  Object.assign(before, { kind: 'word', value: Number.NaN })
  return word
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

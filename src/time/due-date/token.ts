import { canonical, isTypo, monthWord, ordinalWord, smallNumber, unitWord, weekdayWord } from './words.ts'

export type TokenKind = 'word' | 'number' | 'ordinal' | 'clock' | 'date' | 'mark' | 'opaque'

export interface Token {
  kind: TokenKind
  /** Canonical lower-case form. */
  text: string
  /** Offsets into the text as given. */
  start: number
  end: number
  /** For numbers and ordinals. */
  value: number
  /** No space before it. */
  glued: boolean
  capital: boolean
  typo: boolean
}

// One place for what is fenced off: nothing inside an opaque token can ever be a due word.
const FENCES = [
  '```[^]{0,4000}?```',
  '`[^`\\n]{0,2000}`',
  '<[^<>\\n]{1,2000}>',
  '"[^"\\n]{1,2000}"(?![\\p{L}\\p{N}])',
  "(?<![\\p{L}\\p{N}])'[^'\\n]{1,300}'(?![\\p{L}\\p{N}])",
  ':[a-z][a-z0-9_+-]{0,60}:(?!\\d)',
  '(?:https?://|www\\.)[^\\s<>]{1,2000}',
  '[\\p{L}\\p{N}._%+-]{1,64}@[\\p{L}\\p{N}-]{1,64}\\.[\\p{L}\\p{N}.-]{1,64}',
  '@[\\p{L}_][\\p{L}\\p{N}._-]{0,80}',
  '#[\\p{L}\\p{N}_-]{1,80}',
  '(?:[$€£¥₹]|(?:usd|eur|gbp)\\s)\\s?\\d[\\d.,]{0,20}(?:k|m|bn?|mn)?\\b',
  '\\d[\\d.,]{0,20}\\s?(?:%|[€£¥₹])',
  '(?!\\d{4}-\\d{1,2}-\\d{1,2}(?!\\d))\\+?\\d{1,4}(?:[ .-]\\d{2,4}){3,5}(?![\\d:])',
  '(?:\\d+[.-]){3,}\\d+',
  '(?:[~≈]\\d|\\d+:\\d(?!\\d))[\\d.:]{0,10}',
  '24/7(?:/365)?(?!\\d)',
]
const MONTH_NAME = '(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}'
const SUFFIX = `(?:[smhdwyap]|secs?|mins?|minutes?|hrs?|hours?|days?|wks?|weeks?|mos?|months?|yrs?|years?|am|pm|ish|${MONTH_NAME})(?![\\p{L}\\d])`
const SHAPES: readonly (readonly [TokenKind, string])[] = [
  ['opaque', FENCES.join('|')],
  ['date', '\\d{4}-\\d{1,2}-\\d{1,2}(?![\\d-]|(?!t\\d)\\p{L})'],
  ['date', `\\d{1,2}[-/]${MONTH_NAME}(?:[-/]\\d{2,4})?(?![\\p{L}\\d-])`],
  ['date', `(?<![\\p{L}])${MONTH_NAME}-?\\d{1,2}(?:-\\d{4})?(?![\\p{L}\\d-])`],
  ['date', '\\d{4}/\\d{1,2}/\\d{1,2}(?![\\p{L}\\d/])'],
  ['date', '\\d{1,2}/\\d{1,2}(?:/\\d{2,4})?(?![\\p{L}\\d/:%])'],
  ['date', '\\d{1,2}/\\d{4}(?![\\p{L}\\d/])'],
  ['date', '\\d{1,2}-\\d{1,2}(?:-\\d{2,4})?(?![\\p{L}\\d:%-]|\\s?[ap]\\.?m)'],
  ['date', '\\d{1,2}\\.\\d{1,2}\\.(?:\\d{4}|\\d{2})?(?![\\p{L}\\d.])'],
  ['clock', '(?<=-\\d{1,2})t\\d{1,2}:\\d{2}(?::\\d{2})?(?![\\d:])'],
  ['clock', '\\d{1,2}:\\d{2}(?::\\d{2})?(?![\\d:])'],
  ['clock', '\\d{1,2}[.]\\d{2}(?=\\s?[ap]\\.?m\\b)'],
  ['clock', '\\d{1,2}h(?:\\d{2})?(?![\\p{L}\\d])'],
  ['ordinal', '\\d{1,2}(?:st|nd|rd|th)(?![\\p{L}\\d-])'],
  ['word', '[ap]\\.\\s?m\\b\\.?'],
  ['opaque', `\\d[\\d.]*(?!${SUFFIX})\\p{L}[\\p{L}\\p{N}-]*`],
  ['number', '\\d{1,3}(?:,\\d{3})+(?!\\d)'],
  ['opaque', 'v?\\d+(?:\\.\\d+){2,}[\\p{L}\\d.-]*'],
  ['opaque', '\\d+-(?!(?:jan|feb))\\p{L}[\\p{L}\\p{N}-]*'],
  ['number', '\\d+(?:\\.\\d+)?(?![\\d.]*\\d)'],
  [
    'word',
    "\\p{L}[\\p{L}\\p{M}]*(?:['’]\\p{L}+|(?<=s)['’](?=\\s))?(?:[-_/]?[\\p{L}\\p{N}]*\\d[\\p{L}\\p{N}_-]*)?(?:-[\\p{L}\\p{N}]+)*",
  ],
  ['mark', '&(?:amp|lt|gt);'],
  ['mark', '[^\\s]'],
]
const LEXER = new RegExp(SHAPES.map(([, source]) => `(${source})`).join('|'), 'iuy')
// Most tokens are plain words; they need none of the shapes above.
const PLAIN_WORD = /(?!(?:usd|eur|gbp)\b)[a-z]+(?=[\s,;!?)]|$)/iuy
const SPACES = /[\s\u00a0\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u

export function tokenize(raw: string): Token[] {
  const text = straighten(raw)
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    if (SPACES.test(text[at] ?? '')) {
      at += 1
      continue
    }
    PLAIN_WORD.lastIndex = at
    const plain = PLAIN_WORD.exec(text)
    if (plain) {
      tokens.push(makeToken('word', plain[0], at, raw))
      at += plain[0].length
      continue
    }
    LEXER.lastIndex = at
    const match = LEXER.exec(text)
    if (!match) {
      at += 1
      continue
    }
    const end = at + match[0].length
    if (isEmphasis(text, at, match[0])) {
      at = end
      continue
    }
    const index = SHAPES.findIndex((_, shape) => match[shape + 1] !== undefined)
    addToken(tokens, SHAPES[index]?.[0] ?? 'opaque', text.slice(at, end), at, raw)
    at = end
  }
  return tokens
}

/** Slack's *bold*, _italic_ and ~struck~ marks, where they open or close a word. */
function isEmphasis(text: string, at: number, mark: string): boolean {
  if (mark !== '*' && mark !== '_' && mark !== '~') return false
  return !/[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ') || !/[\p{L}\p{N}]/u.test(text[at + 1] ?? ' ')
}

/** Same length, so that offsets hold: smart quotes, dashes and full-width digits become plain ones. */
function straighten(text: string): string {
  return text
    .replace(/[‘’ʼ]/gu, "'")
    .replace(/[“”„«»]/gu, '"')
    .replace(/[\uff10-\uff19]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xff10 + 48))
    .replace(/：/gu, ':')
}

function addToken(tokens: Token[], kind: TokenKind, text: string, start: number, raw: string): void {
  if (kind === 'word' && text.includes('-')) {
    const parts = text.split('-')
    if (parts.every((part) => isKnown(part.toLowerCase()))) {
      let from = start
      for (const part of parts) {
        tokens.push(makeToken('word', part, from, raw))
        from += part.length + 1
      }
      return
    }
    tokens.push(makeToken('opaque', text, start, raw))
    return
  }
  tokens.push(makeToken(kind === 'word' && /\d/u.test(text) ? splitOrFence(text) : kind, text, start, raw))
}

function splitOrFence(text: string): TokenKind {
  return /^q[1-4]$|^h[12]$|^2morrow$/iu.test(text) ? 'word' : 'opaque'
}

function makeToken(kind: TokenKind, text: string, start: number, raw: string): Token {
  const lower = text.toLowerCase()
  const before = raw[start - 1]
  return {
    kind,
    text: kind === 'word' ? canonical(lower.includes('.') ? lower.replace(/[.\s]/gu, '') : lower) : lower,
    start,
    end: start + text.length,
    value: valueOf(kind, lower),
    glued: before !== undefined && !SPACES.test(before),
    capital: text[0] !== lower[0],
    typo: kind === 'word' && isTypo(lower),
  }
}

function valueOf(kind: TokenKind, text: string): number {
  if (kind === 'number') return Number(text.replaceAll(',', ''))
  return kind === 'ordinal' ? Number.parseInt(text, 10) : Number.NaN
}

const JOINED = new Set(
  'mid early late end of day month year week quarter business close play by to past half the on before at'.split(
    ' ',
  ),
)

function isKnown(word: string): boolean {
  const known = canonical(word)
  return (
    JOINED.has(known) ||
    weekdayWord(known) !== undefined ||
    monthWord(known) !== undefined ||
    smallNumber(known) !== undefined ||
    ordinalWord(known) !== undefined ||
    unitWord(known) !== undefined
  )
}

import { LEXER, PLAIN_WORD, SHAPES, SPACES, type TokenKind } from './shapes.ts'
import { monthWord, weekdayWord } from './names.ts'
import { isLabel } from './sentence-words.ts'
import { canonical, isTypo, ordinalWord, smallNumber, unitWord } from './words.ts'

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
    addToken(tokens, { kind: SHAPES[index]?.[0] ?? 'opaque', text: text.slice(at, end), start: at }, raw)
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

function addToken(tokens: Token[], { kind, text, start }: Piece, raw: string): void {
  // "seat b4" and "B4" are names.
  if (/^b4$/iu.test(text) && (text === 'B4' || isLabel(tokens.at(-1)?.text ?? ''))) {
    tokens.push(makeToken('opaque', text, start, raw))
    return
  }
  if (kind === 'word' && text.includes('-')) {
    const parts = text.split('-')
    if (parts.every((part) => isKnown(part.toLowerCase()))) {
      pushParts(tokens, parts, start, raw)
      return
    }
    tokens.push(makeToken('opaque', text, start, raw))
    return
  }
  tokens.push(makeToken(kind === 'word' && /\d/u.test(text) ? splitOrFence(text) : kind, text, start, raw))
}

interface Piece {
  kind: TokenKind
  text: string
  start: number
}

/** "end-of-day" is three words; "Mon-Fri" keeps its dash, which makes it a range. */
function pushParts(tokens: Token[], parts: readonly string[], start: number, raw: string): void {
  const isRange = parts.length === 2 && parts.every((part) => weekdayWord(canonical(part.toLowerCase())))
  let from = start
  for (const [index, part] of parts.entries()) {
    if (isRange && index > 0) tokens.push(makeToken('mark', '-', from - 1, raw))
    tokens.push(makeToken('word', part, from, raw))
    from += part.length + 1
  }
}

function splitOrFence(text: string): TokenKind {
  return /^q[1-4]$|^h[12]$|^b4$|^2\p{L}+$/iu.test(text) ? 'word' : 'opaque'
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

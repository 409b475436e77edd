/** Takes the due words out of the text and leaves the promise, both as written. */
import type { Phrase } from './grammar/phrase.ts'
import type { Reader } from './moment.ts'
import { EMOJI_CODE } from './shapes.ts'

export interface Cut {
  what: string
  words: string
  /** The promise's own words before each part of the due words. */
  before: string[]
}

/** The promise without these phrases, which are in the order of the text. */
export function cut(text: string, { tokens }: Reader, parts: readonly Phrase[]): Cut {
  const kept: string[] = []
  const taken: string[] = []
  let from = 0
  for (const part of parts) {
    const start = tokens[part.start]?.start ?? from
    const end = tokens[part.end - 1]?.end ?? start
    // "*Friday*" goes with both its marks.
    const opens = text.slice(from, start).match(/[*_~]+$/u)?.[0].length ?? 0
    const closes = text.slice(end).match(/^[*_~]+/u)?.[0].length ?? 0
    kept.push(text.slice(from, start - opens))
    taken.push(text.slice(start, end))
    from = end + closes
  }
  kept.push(text.slice(from))
  const before = taken.map((_, index) => tidy(kept.slice(0, index + 1)))
  return { what: tidy(kept), words: taken.join(' … '), before }
}

const UNSEEN = '\\s\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069'
// The smiley of "tomorrow :)" is no punctuation.
const HEAD = new RegExp(`^(?:(?![:;]-?[()DP])[${UNSEEN},;.…!?)–—-]|(?!${EMOJI_CODE}|:-?[()DP]):)+`, 'u')
// The semicolon of "&amp;" is part of a letter, and the colon of ":100:" of an emoji.
const TAIL = new RegExp(
  `(?:(?<!&(?:amp|lt|gt));|(?<!:[\\p{L}\\p{N}_+'-]{1,61}):|(?<![:;]-?)\\(|[${UNSEEN},–—-])+$`,
  'u',
)
const SEPARATOR = /^[\s\u00a0]*(?:,|;|--|[–—-](?=\s))\s*/u

/** Joins what is left, without the punctuation that only served the words taken out. */
function tidy(pieces: readonly string[]): string {
  let whole = (pieces[0] ?? '').trimStart()
  for (const next of pieces.slice(1)) {
    const before = whole.replace(TAIL, '')
    const after = next.replace(HEAD, '').trimEnd()
    const isOpen = before === whole.trimEnd()
    whole = [before, after].filter(Boolean).join(before && after && isOpen ? joint(next) : ' ')
  }
  return whole.trimEnd().replace(/^to\s+(?=\S)/iu, '')
}

/** "fix it by Friday, thanks" keeps its comma; "fix, by Friday, the link" needs neither of its two. */
function joint(next: string): string {
  const separator = SEPARATOR.exec(next)?.[0].trim()
  if (!separator) return ' '
  return separator === ',' || separator === ';' ? `${separator} ` : ` ${separator} `
}

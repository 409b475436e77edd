/** The shapes of words, numbers, dates and times, in the order in which they are tried. */

export type TokenKind = 'word' | 'number' | 'ordinal' | 'clock' | 'date' | 'mark' | 'opaque'

/** Slack's emoji codes: `:tada:`, `:+1:`, `:100:`, `:e-mail:`. */
export const EMOJI_CODE = ":[\\p{L}\\p{N}_+-][\\p{L}\\p{N}_+'-]{0,60}:"

// Nothing inside an opaque token can ever be a due word.
const FENCES = [
  '```[^]{0,4000}?```',
  '`[^`\\n]{0,2000}`',
  '<[^<>\\n]{1,2000}>',
  '"[^"\\n]{1,2000}"(?![\\p{L}\\p{N}])',
  "(?<![\\p{L}\\p{N}])'[^'\\n]{1,300}'(?![\\p{L}\\p{N}])",
  `(?<!\\d)${EMOJI_CODE}(?!\\d)`,
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
const DAY_NAME =
  '(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tmrw?|today|tonight|tonite|noon|mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun'
const SUFFIX = `(?:[smhdwyap]|secs?|mins?|minutes?|hrs?|hours?|days?|wks?|weeks?|mos?|months?|yrs?|years?|am|pm|ish|${MONTH_NAME})(?![\\p{L}\\d])`
const JOINED_BY =
  'by(?=(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|noon|eod)(?![\\p{L}\\d]))'
/** Spaces left out: "friday3pm", "byfriday"; and digits that stand for a sound: "2morrow", "b4". */
const SLIPS = [
  `(?:${DAY_NAME})(?=\\d{1,2}(?:[:.]\\d{2})?\\s?(?:[ap]\\.?m|h\\d|hrs)|\\d{1,2}:\\d{2})`,
  JOINED_BY,
  '(?:by|at|before|until)(?=\\d{1,2}(?::\\d{2})?(?:[ap]\\.?m|hrs)|\\d{1,2}:\\d{2})',
  '2(?:mor+ow|moro|mrw|nite|night|day)(?![\\p{L}\\d])',
  'b4(?![\\p{L}\\d])',
].map((source) => `(?<![\\p{L}\\d])(?:${source})`)

export const SHAPES: readonly (readonly [TokenKind, string])[] = [
  ['opaque', FENCES.join('|')],
  ['word', SLIPS.join('|')],
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
  ['ordinal', `\\d{1,2}(?:st|nd|rd|th)(?=${MONTH_NAME}(?![\\p{L}])|(?![\\p{L}\\d-]))`],
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
export const LEXER = new RegExp(SHAPES.map(([, source]) => `(${source})`).join('|'), 'iuy')
// Most tokens are plain words; they need none of the shapes above.
export const PLAIN_WORD = new RegExp(`(?!(?:usd|eur|gbp)\\b|${JOINED_BY})[a-z]+(?=[\\s,;!?)]|$)`, 'iuy')
export const SPACES = /[\s\u00a0\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u

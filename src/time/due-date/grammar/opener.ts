import type { Token } from '../token.ts'
import { monthWord, weekdayPlural, weekdayWord } from '../names.ts'
import { ordinalWord, smallNumber, unitWord } from '../words.ts'

/** Words that can begin a part of a due phrase, besides numbers, weekdays, months and units. */
const PARTS = new Set(
  `in within inside give nightly hourly alternate alternating midweek weeknights weekend at during over today tomorrow yesterday tonight this next last the end start early mid late later first
  final eod cob eob cop eobd eow eom eoq eoy eonw sod sob weekend noon midnight half every daily weekly monthly
  quarterly yearly annually fortnightly fortnight weekdays weekends workdays once twice + now few couple several between
  coming following beginning middle close opening rest remainder morning afternoon evening night lunch teatime a an around about
  approximately exactly ~ xmas christmas boxing new nye halloween thanksgiving black cyber independence labor memorial
  late valentine's valentines day's days tod tom past three week's month's quarter's year's`.split(/\s+/u),
)
const PREPOSITIONS = new Set(
  'by before until give on @ due deadline eta no not as or prior ahead sometime from latest'.split(' '),
)

/** Whether a due phrase may begin here; asked of every token, so that plain words cost next to nothing. */
export function mayStart(token: Token | undefined): boolean {
  return token !== undefined && (PREPOSITIONS.has(token.text) || mayStartPart(token))
}

/** The same, for a part after its preposition. */
export function mayStartPart(token: Token | undefined): boolean {
  if (!token || token.kind === 'opaque') return false
  if (token.kind !== 'word' && token.kind !== 'mark') return true
  const { text } = token
  return (
    PARTS.has(text) ||
    weekdayWord(text) !== undefined ||
    monthWord(text) !== undefined ||
    smallNumber(text) !== undefined ||
    ordinalWord(text) !== undefined ||
    unitWord(text) !== undefined ||
    weekdayPlural(text) !== undefined ||
    /^[qh][1-4]$/u.test(text)
  )
}

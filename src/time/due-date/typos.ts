/** Slips of the pen in the long day words: one letter missing, doubled, wrong, or two of them swapped. */
import { MONTHS, WEEKDAYS } from './names.ts'

const TARGETS = [
  ...WEEKDAYS,
  ...MONTHS.filter((name) => name.length > 6),
  'tomorrow',
  'tonight',
  'morning',
  'afternoon',
  'weekend',
]

/** Slips of two letters, and of the short names, where one letter more or less makes another word. */
const KNOWN = new Map([
  ['tommorow', 'tomorrow'],
  ['tommorrow', 'tomorrow'],
  ['tomorroww', 'tomorrow'],
  ['tomarrow', 'tomorrow'],
  ['tomoro', 'tomorrow'],
  ['wendsday', 'wednesday'],
  ['wensday', 'wednesday'],
  ['wedesday', 'wednesday'],
  ['janurary', 'january'],
  ['febuary', 'february'],
  ['apirl', 'april'],
  ['aprli', 'april'],
  ['agust', 'august'],
  ['auguest', 'august'],
])

/** Words of their own that stand one letter from a day's name. */
const OTHER_WORDS = new Set('frida monda sunda sundae sundry moaning mourning mornin'.split(' '))

const FIRST_LETTERS = new Set(TARGETS.map((word) => word[0]))
const cache = new Map<string, string | undefined>()
/** Words remembered; a workspace uses far fewer that look like days. */
const CACHE_SIZE = 2000

/** The day word that was meant, or nothing. */
export function misspelt(word: string): string | undefined {
  const known = KNOWN.get(word)
  if (known) return known
  if (word.length < 5 || word.length > 10 || !FIRST_LETTERS.has(word[0])) return undefined
  if (cache.has(word)) return cache.get(word)
  if (cache.size >= CACHE_SIZE) cache.clear()
  const meant = OTHER_WORDS.has(word) ? undefined : TARGETS.find((target) => isSlipOf(word, target))
  cache.set(word, meant)
  return meant
}

function isSlipOf(word: string, target: string): boolean {
  if (word === target || word === `${target}s` || word[0] !== target[0]) return false
  let same = 0
  while (same < target.length && word[same] === target[same]) same += 1
  const rest = word.slice(same)
  const meant = target.slice(same)
  const isSwapped =
    rest[0] === meant[1] && rest[1] === meant[0] && meant.length > 1 && rest.slice(2) === meant.slice(2)
  return (
    isSwapped ||
    rest === meant.slice(1) ||
    rest.slice(1) === meant ||
    // A wrong letter only in the long names: too many words differ from the short ones by one.
    (target.length > 6 && rest.length === meant.length && rest.slice(1) === meant.slice(1))
  )
}

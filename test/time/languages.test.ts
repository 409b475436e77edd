import { mayStart } from '../../src/time/due-date/grammar/opener.ts'
import { lexiconOf } from '../../src/time/due-date/languages/lexicon.ts'
import { LANGUAGES } from '../../src/time/due-date/languages/translate.ts'
import { MONTHS, WEEKDAYS } from '../../src/time/due-date/names.ts'
import {
  CLAUSE_OPENERS,
  CORRECTIONS,
  NEGATIONS,
  OWNERS,
  QUESTIONS,
} from '../../src/time/due-date/sentence-words.ts'
import { tokenize } from '../../src/time/due-date/token.ts'

const codes = Object.keys(LANGUAGES)

/** Words that the grammar knows inside a phrase and that begin none. */
const INSIDE = new Set(
  'thing without weekday after days week weekend business of half past to not and or then eve year new other 2nd there day on in at the'.split(
    ' ',
  ),
)

function isKnown(word: string): boolean {
  const [token] = tokenize(word.replace('<', ''))
  if (!token) return false
  const sets = [CLAUSE_OPENERS, CORRECTIONS, NEGATIONS, OWNERS, QUESTIONS, INSIDE]
  return mayStart(token) || sets.some((words) => words.has(token.text))
}

test.each(codes)('every word that %s is put into is one that the grammar knows', (code) => {
  const unknown = new Set<string>()
  for (const ours of lexiconOf(LANGUAGES[code]!).entries.values())
    for (const word of ours) if (!isKnown(word)) unknown.add(word)
  expect([...unknown]).toEqual([])
})

test('a slip in a list is found by that', () => {
  expect(isKnown('frdiay')).toBe(true)
  expect(tokenize('frdiay')[0]?.typo).toBe(true)
  expect(isKnown('mornning')).toBe(true)
  expect(isKnown('befroe')).toBe(false)
})

test.each(codes)('no word that %s is put into is itself misspelt', (code) => {
  for (const ours of lexiconOf(LANGUAGES[code]!).entries.values())
    for (const word of ours) expect([word, tokenize(word.replace('<', ''))[0]?.typo]).toEqual([word, false])
})

test.each(codes)('the weekdays and months of %s are those of the calendar', (code) => {
  const { entries } = lexiconOf(LANGUAGES[code]!)
  const weekday = new Intl.DateTimeFormat(code, { weekday: 'long', timeZone: 'UTC' })
  const month = new Intl.DateTimeFormat(code, { month: 'long', timeZone: 'UTC' })
  for (const [index, ours] of WEEKDAYS.entries()) {
    const name = weekday.format(new Date(Date.UTC(2027, 1, 1 + index))).toLowerCase()
    expect([name, entries.get(name)]).toEqual([name, [ours]])
  }
  for (const [index, ours] of MONTHS.entries()) {
    const name = month.format(new Date(Date.UTC(2027, index, 15))).toLowerCase()
    expect([name, entries.get(name)]).toEqual([name, [ours]])
  }
})

test.each(codes)('the numbers of %s are twenty-four', (code) => {
  const values = new Set(lexiconOf(LANGUAGES[code]!).numbers.values())
  expect([...values]).toEqual(Array.from({ length: 24 }, (_, index) => index + 1))
})

test.each(codes)('no word of %s stands for itself and nothing is left without its English', (code) => {
  for (const entry of LANGUAGES[code]!.words.split(/[;\n]/u).filter((one) => one.trim())) {
    expect(entry).toMatch(/^[^=]+=[^=]+$/u)
  }
})

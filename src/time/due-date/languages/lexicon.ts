/** A language's lists as one dictionary from their words to ours. */
import { MONTHS, WEEKDAYS } from '../names.ts'
import type { Language } from './language.ts'

export interface Lexicon {
  /** Keyed by their words, joined by spaces. */
  entries: ReadonlyMap<string, readonly string[]>
  /** The first words of entries, with the number of words in the longest that begins so. */
  lengths: ReadonlyMap<string, number>
  /** 1 … 24 by its words. */
  numbers: ReadonlyMap<string, number>
}

const OUR_NUMBERS =
  `one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
  eighteen nineteen twenty twenty-one twenty-two twenty-three twenty-four`
    .split(/\s+/u)
    .map((word) => word.replace('-', ' '))

const known = new WeakMap<Language, Lexicon>()

export function lexiconOf(language: Language): Lexicon {
  const lexicon = known.get(language) ?? makeLexicon(language)
  known.set(language, lexicon)
  return lexicon
}

function makeLexicon({ words, weekdays, months, numbers, ranges }: Language): Lexicon {
  const entries = new Map<string, readonly string[]>()
  const add = (theirs: string, ours: string) => entries.set(theirs, ours.split(' '))
  for (const [names, ours] of [
    [numbers, OUR_NUMBERS],
    [weekdays, WEEKDAYS],
    [months, MONTHS],
  ] as const) {
    for (const [theirs, index] of formsOf(names)) add(theirs, ours[index] ?? '')
  }
  for (const [one, first] of formsOf(weekdays)) {
    for (const [two, last] of formsOf(weekdays)) {
      if (last <= first) continue
      for (const range of [...ranges, '{}-{}'])
        add(range.replace('{}', one).replace('{}', two), `${WEEKDAYS[first]} to ${WEEKDAYS[last]}`)
    }
  }
  for (const entry of words.split(/[;\n]/u)) {
    const [theirs, ours] = entry.split('=')
    if (theirs?.trim() && ours?.trim()) add(theirs.trim(), ours.trim())
  }
  const lengths = new Map<string, number>()
  for (const key of entries.keys()) {
    const parts = key.split(' ')
    lengths.set(parts[0] ?? '', Math.max(lengths.get(parts[0] ?? '') ?? 0, parts.length))
  }
  return {
    entries,
    lengths,
    numbers: new Map([...formsOf(numbers)].map(([word, index]) => [word, index + 1])),
  }
}

/** Each form with its place in the list. */
function formsOf(names: string): [string, number][] {
  return names
    .split(' ')
    .flatMap((forms, index) => forms.split('|').map((form): [string, number] => [form, index]))
}

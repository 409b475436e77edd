import fc from 'fast-check'
import { readPromise } from '../../src/time/due-date/index.ts'
import { lexiconOf } from '../../src/time/due-date/languages/lexicon.ts'
import { LANGUAGES } from '../../src/time/due-date/languages/translate.ts'

const now = new Date('2027-02-09T15:00:00Z')
const LENGTH = 3000
/** Steps that 3,000 characters may take, in those of an ordinary sentence; in time that is less than 80 (bench/dates.ts). */
const MOST = 100

/** How often the reading asks a list, a map or a pattern, which is nearly all that it does. */
function stepsOf(text: string, locale: string): number {
  let steps = 0
  const { includes } = Array.prototype
  const { has } = Set.prototype
  const { get } = Map.prototype
  const { exec } = RegExp.prototype
  Object.assign(Array.prototype, { includes: counted(includes) })
  Object.assign(Set.prototype, { has: counted(has) })
  Object.assign(Map.prototype, { get: counted(get) })
  Object.assign(RegExp.prototype, { exec: counted(exec) })
  try {
    readPromise(text, { now, zone: 'America/New_York', locale })
  } finally {
    Object.assign(Array.prototype, { includes })
    Object.assign(Set.prototype, { has })
    Object.assign(Map.prototype, { get })
    Object.assign(RegExp.prototype, { exec })
  }
  return steps

  function counted<F extends (...args: never[]) => unknown>(method: F) {
    return function count(this: unknown, ...args: Parameters<F>) {
      steps += 1
      return method.apply(this, args)
    }
  }
}

const ENGLISH =
  `1 day|by friday|next|march 3|in 1 day|every monday|@|' a|"|1.|the first of|friday (|a day or|2 to 3|mon/|
  monday and|or|the day after|give me|every day but|two weeks from|sorry, friday|:a|<|\`|1-|1|what broke on monday|1st and|
  half past|from 2 to|tomorow|x|aaaaaaaaa-|1/1|12:30|end of every|in|not before|until`
    .split('|')
    .map((words) => words.trim())
const JAPANESE =
  '金曜の|金曜|3日|一|木曜か|あ|毎週月曜と|来週の|今週中に|明日の会議の|3時|午後|までに|月曜から|十'.split(
    '|',
  )

const cases = [
  ['en-US', ENGLISH, 'send the slides by Friday 3pm.'],
  ['ja-JP', JAPANESE, '金曜日の15時までに資料を送る'],
  ...Object.entries(LANGUAGES).map(
    ([code, language]) =>
      [
        code,
        [...lexiconOf(language).entries.keys()],
        'den Bericht, il rapporto bis entro 15:00 12.',
      ] as const,
  ),
] as const

test.each(cases)(
  '%s: 3,000 characters of any words take no more steps than 100 sentences',
  (locale, words, ordinary) => {
    const base = stepsOf(ordinary, locale)
    const word = fc.constantFrom(...words)
    const walls = fc.tuple(word, fc.option(word), fc.constantFrom(' ', '')).map(([one, two, space]) => {
      const piece = `${one}${space}${two === null ? '' : `${two}${space}`}`
      return piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH)
    })
    fc.assert(
      fc.property(walls, (text) => {
        expect(stepsOf(text, locale) / base).toBeLessThanOrEqual(MOST)
      }),
      { numRuns: 150, seed: 3000 },
    )
  },
)

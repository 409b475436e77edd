/** What a language says of itself; `lexicon.ts` and `clock-words.ts` turn it into the English of the grammar. */
export interface Language {
  /** The verb may come after the due words, so that a due phrase inside the sentence is no surprise. */
  isVerbLast: boolean
  /** `their words=our words; …`; a `<` sets our word before the one that precedes it. */
  words: string
  /** Monday to Sunday, each with its other forms after a bar. */
  weekdays: string
  /** January to December, in the same way. */
  months: string
  /** One to twenty-four, in the same way. */
  numbers: string
  clock: ClockWords
  /** How a span of weekdays is said, with `{}` for each of the two. */
  ranges: readonly string[]
  /** "vendredi prochain" is the coming Friday and not the one of next week. */
  isNextComing?: boolean
  /** "15." is an ordinal. */
  hasOrdinalDot?: boolean
}

interface ClockWords {
  /** Words after the hour: "15 Uhr", "quinze heures". */
  hours: readonly string[]
  /** After one of these the hours are a length: "dans deux heures". */
  lengths: readonly string[]
  /** Words before the hour, with the minutes they add: "viertel nach" 15, "halb" -30. */
  before: Record<string, number>
  /** Words after the hour, with the minutes they add: "y media" 30, "moins le quart" -15. */
  after: Record<string, number>
  /** Minutes by their words that are no hour: "dix-sept heures trente". */
  minutes: Record<string, number>
}

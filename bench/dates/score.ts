/** How a reading is compared with what was expected of it. */
import { Temporal } from 'temporal-polyfill'

export interface PhraseCase {
  phrase: string
  reference: string
  tz: string
  match: 'date' | 'minute' | 'within' | 'upto' | 'period' | 'date_or_prev' | 'none'
  expected: string | null
  expected_end?: string
  alt_expected?: string[]
  grain?: string
  disputed?: string
}

export interface SentenceCase {
  kind: string
  text: string
  now: string
  tz: string
  locale?: string
  daysOff?: string[]
  due: string | null
  what: string
  recurs?: string
}

export type Verdict = 'right' | 'wrong' | 'refused'

export function judgePhrase(one: PhraseCase, at: Date | undefined): Verdict {
  if (one.match === 'none') return at ? 'wrong' : 'right'
  if (!at) return 'refused'
  return isExpected(one, at) ? 'right' : 'wrong'
}

function isExpected(one: PhraseCase, at: Date): boolean {
  const expected = one.expected ?? ''
  const date = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(one.tz).toPlainDate()
  const isMinute = (text: string) =>
    Math.floor(at.getTime() / 60_000) === Math.floor(Date.parse(text) / 60_000)
  const isDay = (days: number) =>
    date.equals(Temporal.PlainDate.from(expected.slice(0, 10)).subtract({ days }))
  switch (one.match) {
    case 'date':
      return isDay(0)
    case 'date_or_prev':
      return isDay(0) || isDay(1)
    case 'minute':
      return [expected, ...(one.alt_expected ?? [])].some(isMinute)
    case 'within':
      return at.getTime() >= Date.parse(expected) && at.getTime() < Date.parse(one.expected_end ?? '')
    case 'upto':
      return at.getTime() > Date.parse(one.reference) && at.getTime() <= Date.parse(expected)
    case 'period':
      return isInPeriod(date, Temporal.PlainDate.from(expected.slice(0, 10)), one.grain)
    case 'none':
      return false
    default:
      return one.match satisfies never
  }
}

function isInPeriod(date: Temporal.PlainDate, start: Temporal.PlainDate, grain: string | undefined): boolean {
  const length = grain === 'week' ? { weeks: 1 } : { months: grain === 'quarter' ? 3 : 1 }
  const isAfter = Temporal.PlainDate.compare(date, start) >= 0
  return isAfter && Temporal.PlainDate.compare(date, start.add(length)) < 0
}

/**
 * Phrases that the suites read one way and our conventions another; a promise is a deadline,
 * so these are ours on purpose and count for no reader. Each names the convention.
 */
export const BY_CONVENTION: Record<string, string> = {
  'a fortnight hence': 'days and weeks end with the working day',
  'within 2 weeks after today': 'days and weeks end with the working day',
  'every day': 'a day is due at the end of work, and today still has one',
  'morning of the 15th of february': 'a morning is over at 12:00',
  'the 28th of the month after next in the morning': 'a morning is over at 12:00',
  'this weekend': 'the end of a weekend is Sunday',
  'next weekend': 'the end of a weekend is Sunday',
  'I want to read this weekend.': 'the end of a weekend is Sunday',
  'I want to finalize my college schedule by next week.': 'the end of a week is its last working day',
  '10:30 pst today': 'PST in summer is the place, Los Angeles',
  'Oct.23 at seven': 'a bare hour lies between 8:00 and 20:00',
  'a quarter to seven tomorrow': 'a bare hour lies between 8:00 and 20:00',
  'Tuesday, January 10': 'a weekday and a date that contradict are a question',
  'Sunday 31': 'a weekday and a date that contradict are a question',
  'monday 15': 'a weekday and a date that contradict are a question',
  'in 3 days on Friday': 'a weekday and a date that contradict are a question',
  'Sunday 3 weeks after January 15th': 'a weekday and a date that contradict are a question',
  'Tuesday of next week after 2pm': 'an earliest time is no deadline',
  'every other week': 'a rule needs its day',
  'I want to plan a get-together with my friends for this Friday.':
    'what follows "for" is what a thing is for',
}

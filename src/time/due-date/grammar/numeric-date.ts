import { dayNumber, dayParts, lastOfMonth } from '../calendar.ts'
import { dated } from './month-day.ts'
import { type Day, type Hit, isText, type Reader } from '../moment.ts'
import { MONTHS, nameOfMonth } from '../names.ts'
import { sentenceOf } from '../sentence.ts'

/** All-digit dates, and those with a month's name between dashes or slashes. */
export function readNumericDate(reader: Reader, index: number): Hit<Day> | undefined {
  const token = reader.tokens[index]
  if (token?.kind !== 'date') return readDottedDate(reader, index)
  const named = /^(\d{1,2})?[-/]?([a-z]+)[-/]?(\d{1,4})?(?:[-/](\d{2,4}))?$/u.exec(token.text)
  if (named) {
    const value = namedDate(reader, named)
    return value && { end: index + 1, value }
  }
  const parts = token.text.replace(/t.*$/u, '').split(/[-/.]/u).filter(Boolean).map(Number)
  const [one = 0, two = 0, three] = parts
  if (/^\d{4}/u.test(token.text)) return { end: index + 1, value: dated(reader, one, two, three ?? 0) }
  if (three === undefined && two > 31) return { end: index + 1, value: monthOfYear(two, one) }
  const isDotted = token.text.includes('.')
  const value = eitherOrder(reader, [one, two], three, isDotted || reader.moment.dayFirst)
  // "chapters 4-6" and "scored 9/10" are not days; "by 4-6" is.
  const isLoose = three === undefined && (token.text.includes('-') || sentenceOf(reader).firstScore < index)
  return { end: index + 1, value: isLoose ? { ...value, needsPreposition: true } : value }
}

/** "8.5" and "4.22" are dates only where nothing but a due phrase is expected. */
function readDottedDate(reader: Reader, index: number): Hit<Day> | undefined {
  const token = reader.tokens[index]
  if (!reader.whole || token?.kind !== 'number' || !/^\d{1,2}\.\d{1,2}$/u.test(token.text)) return undefined
  if (isText(reader, index - 1, 'at', 'in', '+') || reader.tokens[index + 1]?.glued) return undefined
  if (isText(reader, index + 1, 'hours', 'hour', 'days', 'weeks', 'minutes', 'hrs')) return undefined
  const [one = 0, two = 0] = token.text.split('.').map(Number)
  return { end: index + 1, value: eitherOrder(reader, [one, two], undefined, reader.moment.dayFirst) }
}

function namedDate(reader: Reader, [, before, word, after, last]: RegExpExecArray): Day | undefined {
  const month =
    MONTHS.findIndex((name) => name === word || (word && word.length >= 3 && name.startsWith(word))) + 1
  if (!month || !word || (word.length > 4 && word !== MONTHS[month - 1])) return undefined
  const day = Number(before ?? after)
  const year = before ? (last ?? after) : last
  return dated(reader, year === undefined ? undefined : fullYear(Number(year)), month, day)
}

/** Half a year: a date without its year is seldom meant so far off. */
const FAR_DAYS = 183

function eitherOrder(
  reader: Reader,
  [one, two]: readonly [number, number],
  year: number | undefined,
  dayFirst: boolean,
): Day {
  const full = year === undefined ? undefined : fullYear(year)
  const asSaid = dayFirst ? dated(reader, full, two, one) : dated(reader, full, one, two)
  const flipped = dayFirst ? dated(reader, full, one, two) : dated(reader, full, two, one)
  if (asSaid.fault) return flipped.fault ? asSaid : flipped
  if (flipped.fault || flipped.date === asSaid.date) return asSaid
  const { orderKnown, today } = reader.moment
  // 03/04 on 9 March, the month first: next year's 4 March, while 3 April is near.
  const isOddlyFar = year === undefined && asSaid.date - today > FAR_DAYS && flipped.date - today <= FAR_DAYS
  if (orderKnown && !isOddlyFar) return asSaid
  return { ...asSaid, other: flipped.date, notes: [`I read ${one}/${two} as ${spell(asSaid.date)}.`] }
}

function spell(date: number): string {
  const { month, day } = dayParts(date)
  return `${day} ${nameOfMonth(month)}`
}

function fullYear(year: number): number {
  return year < 100 ? 2000 + year : year
}

function monthOfYear(year: number, month: number): Day {
  if (month < 1 || month > 12) {
    return { date: 0, kind: 'date', fault: { code: 'invalid', why: `There is no month ${month}.` } }
  }
  const start = dayNumber(year, month, 1)
  return { date: lastOfMonth(start), start, kind: 'span' }
}

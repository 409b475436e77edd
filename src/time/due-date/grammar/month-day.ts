import { addMonths, dayNumber, dayParts, firstOfMonth, lastOfMonth, realDay } from '../calendar.ts'
import { isText, skip, textAt, type Day, type Hit, type Reader } from '../moment.ts'
import { sentenceOf } from '../sentence.ts'
import { readNumber, readOrdinal } from './numeral.ts'
import { MONTHS, monthWord, nameOfMonth, weekdayWord } from '../names.ts'

/** Dates that name a month: "June 3", "3rd of June 2027", "May twenty-first", "the first of March". */
export function readMonthDay(reader: Reader, index: number): Hit<Day> | undefined {
  return readMonthFirst(reader, index) ?? readDayFirst(reader, index)
}

/** A month's name, with the full stop of "Oct." */
export function readMonth(reader: Reader, index: number): Hit<number> | undefined {
  const month = monthWord(textAt(reader, index))
  return month === undefined ? undefined : { end: skipStop(reader, index + 1), value: month }
}

export function skipStop(reader: Reader, index: number): number {
  const stop = reader.tokens[index]
  const word = reader.tokens[index - 1]
  const isShort = word !== undefined && word.end - word.start <= 4
  return stop?.text === '.' && stop.glued && isShort && reader.tokens[index + 1] ? index + 1 : index
}

function readMonthFirst(reader: Reader, index: number): Hit<Day> | undefined {
  const month = readMonth(reader, index)
  if (!month) return undefined
  const at = skip(reader, month.end, 'the')
  const range = /^(\d{1,2})-(\d{1,2})$/u.exec(textAt(reader, at))
  if (range) {
    const [first, last] = [range[1], range[2]].map((day) =>
      dated(reader, undefined, month.value, Number(day)),
    )
    return first && last && { end: at + 1, value: { ...last, start: first.date, kind: 'span' } }
  }
  const day = readDayOfMonth(reader, at)
  if (!day) return undefined
  const year = readYear(reader, day.end)
  return { end: year?.end ?? day.end, value: dated(reader, year?.value, month.value, day.value) }
}

function readDayFirst(reader: Reader, index: number): Hit<Day> | undefined {
  const at = skip(reader, skip(reader, index, 'the'), 'next')
  const day = readDayOfMonth(reader, at)
  if (!day) return undefined
  const month = readMonth(reader, skip(reader, skip(reader, day.end, 'day'), 'of'))
  if (!month) return undefined
  const year = readYear(reader, month.end)
  return { end: year?.end ?? month.end, value: dated(reader, year?.value, month.value, day.value) }
}

function readDayOfMonth(reader: Reader, index: number): Hit<number> | undefined {
  const ordinal = readOrdinal(reader, index)
  if (ordinal) return ordinal
  const token = reader.tokens[index]
  const next = reader.tokens[index + 1]
  if (token?.kind !== 'number' || !/^\d{1,2}$/u.test(token.text)) return undefined
  // "June 3pm" and "March 20%" hold no day of the month.
  const isOther = next?.glued === true && next.kind === 'word' && monthWord(next.text) === undefined
  return isOther ? undefined : { end: index + 1, value: token.value }
}

export function readYear(reader: Reader, index: number): Hit<number> | undefined {
  const at = skip(reader, skip(reader, index, ','), 'of')
  const token = reader.tokens[at]
  const isYear = token?.kind === 'number' && /^(?:19|20|21)\d\d$/u.test(token.text)
  return isYear ? { end: at + 1, value: token.value } : undefined
}

/** The named day, in the year said or the coming one. */
export function dated(reader: Reader, year: number | undefined, month: number, day: number): Day {
  const { today } = reader.moment
  const thisYear = dayParts(today).year
  const name = `${day} ${nameOfMonth(month)}`
  const impossible: Day = {
    date: today,
    kind: 'date',
    fault: { code: 'invalid', why: `There is no ${name}${year ? ` ${year}` : ''}.` },
  }
  if (year !== undefined) {
    const date = realDay(year, month, day)
    return date === undefined ? impossible : { date, kind: 'date' }
  }
  const date = realDay(thisYear, month, day)
  if (date === undefined) return month === 2 && day === 29 ? { ...impossible, leapDay: true } : impossible
  if (date >= today) return { date, kind: 'date', ...(month === 2 && day === 29 ? { leapDay: true } : {}) }
  const next = realDay(thisYear + 1, month, day)
  if (next !== undefined) return { date: next, kind: 'date' }
  return month === 2 && day === 29 ? { ...impossible, leapDay: true } : impossible
}

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
  const value = eitherOrder(reader, one, two, three, isDotted || reader.moment.dayFirst)
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
  return { end: index + 1, value: eitherOrder(reader, one, two, undefined, reader.moment.dayFirst) }
}

function namedDate(reader: Reader, [, before, word, after, last]: RegExpExecArray): Day | undefined {
  const month =
    MONTHS.findIndex((name) => name === word || (word && word.length >= 3 && name.startsWith(word))) + 1
  if (!month || !word || (word.length > 4 && word !== MONTHS[month - 1])) return undefined
  const day = Number(before ?? after)
  const year = before ? (last ?? after) : last
  return dated(reader, year === undefined ? undefined : fullYear(Number(year)), month, day)
}

function eitherOrder(
  reader: Reader,
  one: number,
  two: number,
  year: number | undefined,
  dayFirst: boolean,
): Day {
  const full = year === undefined ? undefined : fullYear(year)
  const asSaid = dayFirst ? dated(reader, full, two, one) : dated(reader, full, one, two)
  const flipped = dayFirst ? dated(reader, full, one, two) : dated(reader, full, two, one)
  if (asSaid.fault) return flipped.fault ? asSaid : flipped
  const isOpen = !reader.moment.orderKnown && !flipped.fault && flipped.date !== asSaid.date
  if (!isOpen) return asSaid
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

/** "the 15th", "on the twenty-first", "20th of next month", "the 15th day of the month". */
export function readDayAlone(reader: Reader, index: number): Hit<Day> | undefined {
  const { today } = reader.moment
  const at = skip(reader, index, 'the')
  const day = readOrdinal(reader, at) ?? readPlainDay(reader, at, at > index)
  if (!day) return undefined
  const noun = skip(reader, day.end, 'day')
  const of = skip(reader, noun, 'of')
  const months = readMonthsAhead(reader, of)
  const isNumber = reader.tokens[at]?.kind !== 'word' || months !== undefined
  if (!isNumber && !isSpelledDay(reader, index, day.end)) return undefined
  if (reader.tokens[at]?.kind === 'number' && !months && !isBesideTime(reader, at)) return undefined
  // "the 2nd Friday", "3rd quarter" and "the first half" go on.
  if (!months && (weekdayWord(textAt(reader, day.end)) || isText(reader, day.end, 'last', 'half', 'quarter')))
    return undefined
  if (day.value < 1 || day.value > 31) {
    const why = `There is no day ${day.value} in a month.`
    return { end: day.end, value: { date: today, kind: 'date', fault: { code: 'invalid', why } } }
  }
  if (months) return { end: months.end, value: inMonth(today, months.value, day.value) }
  const date = comingDay(today, day.value)
  return { end: day.end, value: { date, kind: 'date', loose: true, next: comingDay(date + 1, day.value) } }
}

/** "on 15 at 8:00"; "15 at 8:00" and "8pm on 15" where nothing but a due phrase is expected. */
function isBesideTime(reader: Reader, index: number): boolean {
  const isAfterOn =
    isText(reader, index - 1, 'on') || (isText(reader, index - 1, 'the') && isText(reader, index - 2, 'on'))
  const time = reader.tokens[index + 2]
  const isTimed =
    isText(reader, index + 1, 'at', '@') &&
    (time?.kind === 'number' || time?.kind === 'clock' || isText(reader, index + 2, 'noon', 'midnight'))
  if (isAfterOn && isTimed) return true
  if (!reader.whole) return false
  const isLast = index === reader.tokens.length - 1
  const isOn = isLast && isText(reader, index - 1, 'on') && index > 1
  return isOn || (index === 0 && isText(reader, 1, 'at', ',') && !isText(reader, 2, 'tonight'))
}

function readPlainDay(reader: Reader, index: number, afterThe: boolean): Hit<number> | undefined {
  const token = reader.tokens[index]
  if (afterThe && reader.whole && token?.kind === 'word') return readNumber(reader, index)
  return token?.kind === 'number' && /^\d{1,2}$/u.test(token.text)
    ? { end: index + 1, value: token.value }
    : undefined
}

function isSpelledDay(reader: Reader, index: number, end: number): boolean {
  if (!isText(reader, index, 'the') || end === index + 1) return false
  if (reader.whole || isText(reader, end, 'of', 'day')) return true
  const next = reader.tokens[end]
  return isText(reader, index - 1, 'by', 'on', 'before', 'until') && (!next || next.kind === 'mark')
}

function readMonthsAhead(reader: Reader, index: number): Hit<number> | undefined {
  const at = skip(reader, index, 'the')
  const which = textAt(reader, at)
  if (at > index && isText(reader, index - 1, 'of') && which === 'month') {
    return isText(reader, at + 1, 'after') && isText(reader, at + 2, 'next')
      ? { end: at + 3, value: 2 }
      : { end: at + 1, value: 0 }
  }
  if (!isText(reader, at + 1, 'month')) return undefined
  if (which === 'next' || which === 'following') return { end: at + 2, value: 1 }
  return which === 'this' || which === 'current' ? { end: at + 2, value: 0 } : undefined
}

function inMonth(today: number, months: number, day: number): Day {
  const first = firstOfMonth(today, months)
  const { year, month } = dayParts(first)
  const date = realDay(year, month, day)
  if (date === undefined) {
    return {
      date: first,
      kind: 'date',
      fault: { code: 'invalid', why: `There is no ${day} ${nameOfMonth(month)}.` },
    }
  }
  return { date, kind: 'date' }
}

/** The next day with this number, passing over months too short to have it. */
export function comingDay(from: number, day: number): number {
  for (let months = 0; months < 4; months += 1) {
    const { year, month } = dayParts(firstOfMonth(from, months))
    const date = realDay(year, month, day)
    if (date !== undefined && date >= from) return date
  }
  return addMonths(from, 1)
}

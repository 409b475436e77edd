import { dayNumber, dayParts, firstOfMonth, nthWeekday, weekdayOf } from '../calendar.ts'
import { readMonth, readYear } from './month-day.ts'
import { readNumber, readOrdinal } from './numeral.ts'
import { isWorking, readWeekdayName } from './weekday.ts'
import { after, type Day, type Hit, isText, type Reader, skip, textAt } from '../moment.ts'
import { nameOfMonth, weekdayWord } from '../names.ts'

/** "the first Friday of next month", "2nd to last Fri in Feb", "3 Fridays from now", "two Mondays later". */
export function readNthWeekday(reader: Reader, index: number): Hit<Day> | undefined {
  return readNthOfMonth(reader, index) ?? readCountedWeekday(reader, index)
}

function readNthOfMonth(reader: Reader, index: number): Hit<Day> | undefined {
  const nth = readNth(reader, skip(reader, index, 'the'))
  if (!nth) return undefined
  const name = readWeekdayName(reader, nth.end)
  const isDay = isText(reader, nth.end, 'day')
  const isWorkday =
    isText(reader, nth.end, 'weekday', 'workday') ||
    (isText(reader, nth.end, 'working', 'business') && isText(reader, nth.end + 1, 'day'))
  if (!name && !isDay && !isWorkday) return undefined
  const end = name?.end ?? (isText(reader, nth.end, 'working', 'business') ? nth.end + 2 : nth.end + 1)
  const month = readMonthRef(reader, end)
  if (!month) return undefined
  const pick = (first: number) =>
    name ? nthWeekday(first, name.value, nth.value) : nthDay(reader, first, nth.value, isWorkday)
  return { end: month.end, value: pickInMonth(reader, month.value, pick, nth.value) }
}

/** A negative counts from the end. */
export function readNth(reader: Reader, index: number): Hit<number> | undefined {
  if (isText(reader, index, 'last', 'final')) return { end: index + 1, value: -1 }
  const ordinal = readOrdinal(reader, index)
  if (!ordinal) return undefined
  const toLast = after(reader, ordinal.end, 'to last') ?? after(reader, ordinal.end, 'last')
  return toLast ? { end: toLast, value: -ordinal.value } : ordinal
}

interface MonthRef {
  first: number
  /** The year was said or follows from "next", so it does not roll. */
  isFixed: boolean
}

function readMonthRef(reader: Reader, index: number): Hit<MonthRef> | undefined {
  const { today } = reader.moment
  const at = skip(reader, skip(reader, skip(reader, index, 'of'), 'in'), 'the')
  if (isText(reader, at, 'month') && at > index)
    return { end: at + 1, value: { first: firstOfMonth(today), isFixed: false } }
  if (isText(reader, at + 1, 'month') && isText(reader, at, 'this', 'next', 'following', 'current')) {
    const months = isText(reader, at, 'next', 'following') ? 1 : 0
    return { end: at + 2, value: { first: firstOfMonth(today, months), isFixed: true } }
  }
  const name = readMonth(reader, skip(reader, at, 'this'))
  if (!name || (at === index && !isText(reader, at, 'this'))) return undefined
  const year = readYear(reader, name.end)
  const first = dayNumber(year?.value ?? dayParts(today).year, name.value, 1)
  return { end: year?.end ?? name.end, value: { first, isFixed: year !== undefined } }
}

function pickInMonth(
  reader: Reader,
  { first, isFixed }: MonthRef,
  pick: (first: number) => number | undefined,
  nth: number,
): Day {
  const { today } = reader.moment
  const date = pick(first)
  const { month, year } = dayParts(first)
  if (date === undefined) {
    const why = `${nameOfMonth(month)} ${year} has no such day (number ${nth}).`
    return { date: today, kind: 'date', fault: { code: 'invalid', why } }
  }
  if (date >= today || isFixed) return { date, kind: 'date' }
  const isThisMonth = dayParts(today).month === month && dayParts(today).year === year
  const next = pick(isThisMonth ? firstOfMonth(today, 1) : dayNumber(year + 1, month, 1))
  return { date: next ?? date, kind: 'date' }
}

function nthDay(reader: Reader, first: number, nth: number, isWorkday: boolean): number | undefined {
  const end = firstOfMonth(first, 1)
  const days: number[] = []
  for (let day = first; day < end; day += 1) if (!isWorkday || isWorking(reader, day)) days.push(day)
  return days.at(nth > 0 ? nth - 1 : nth)
}

function readCountedWeekday(reader: Reader, index: number): Hit<Day> | undefined {
  const { today } = reader.moment
  const count = readNumber(reader, index)
  if (!count || !Number.isInteger(count.value) || count.value < 1 || count.value > 520) return undefined
  const weekday = weekdayWord(textAt(reader, count.end).replace(/s$/u, ''))
  if (!weekday) return undefined
  const end = after(reader, count.end + 1, 'from now') ?? after(reader, count.end + 1, 'later')
  if (!end) return undefined
  const first = today + ((weekday - weekdayOf(today) + 7) % 7 || 7)
  return { end, value: { date: first + 7 * (count.value - 1), kind: 'weekday', weekday } }
}

import { mondayOf, nthWeekday, firstOfMonth, weekdayOf, dayNumber, dayParts } from '../calendar.ts'
import { isText, skip, textAt, after, type Day, type Hit, type Reader } from '../moment.ts'
import { readMonth, readYear, skipStop } from './month-day.ts'
import { readNumber, readOrdinal } from './numeral.ts'
import { nameOfMonth, weekdayName, weekdayWord } from '../names.ts'

/** A weekday's name, in the plural too where asked. */
export function readWeekdayName(reader: Reader, index: number): Hit<number> | undefined {
  const value = weekdayWord(textAt(reader, index))
  return value === undefined ? undefined : { end: skipStop(reader, index + 1), value }
}

/** "Friday", "next Friday", "Friday of next week", "this coming Monday", "Friday week", "Friday after next". */
export function readWeekday(reader: Reader, index: number): Hit<Day> | undefined {
  return readWeekThenDay(reader, index) ?? readQualified(reader, index)
}

/** "next week Wednesday", "this week on Friday", "the week after next on Monday". */
function readWeekThenDay(reader: Reader, index: number): Hit<Day> | undefined {
  const week = readWeek(reader, index)
  if (!week) return undefined
  const name = readWeekdayName(reader, skip(reader, skip(reader, week.end, ','), 'on'))
  return name && { end: name.end, value: inWeek(reader, name.value, week.value) }
}

/** How many weeks ahead. */
function readWeek(reader: Reader, index: number): Hit<number> | undefined {
  const at = skip(reader, index, 'the')
  const isAfterNext = after(reader, at, 'week after next')
  if (isAfterNext) return { end: isAfterNext, value: 2 }
  if (!isText(reader, at + 1, 'week')) return undefined
  if (isText(reader, at, 'next', 'following', 'coming')) return { end: at + 2, value: 1 }
  if (isText(reader, at, 'last')) return { end: at + 2, value: -1 }
  return isText(reader, at, 'this') ? { end: at + 2, value: 0 } : undefined
}

function readQualified(reader: Reader, index: number): Hit<Day> | undefined {
  const { today } = reader.moment
  let at = skip(reader, index, 'the')
  let which = ''
  while (at < index + 4 && isText(reader, at, 'this', 'next', 'coming', 'last', 'following', 'past')) {
    which = which === 'this' && isText(reader, at, 'coming') ? 'this' : textAt(reader, at)
    at += 1
  }
  const name = readWeekdayName(reader, at)
  if (!name) return undefined
  const weekday = name.value
  if (which === 'last' || which === 'past') {
    const date = today - ((weekdayOf(today) - weekday + 7) % 7 || 7)
    return { end: name.end, value: { date, kind: 'weekday', weekday } }
  }
  const followed = readFollowed(reader, name, which)
  if (followed) return followed
  if (skip(reader, index, 'the') > index && which === '') return undefined
  const isNext = which === 'next' || which === 'following'
  const value = !isNext
    ? comingWeekday(today, weekday)
    : reader.manner?.isNextComing
      ? nearestWeekday(today, weekday)
      : nextWeekday(today, weekday)
  return { end: name.end, value }
}

function readFollowed(
  reader: Reader,
  { end, value: weekday }: Hit<number>,
  which: string,
): Hit<Day> | undefined {
  const { today } = reader.moment
  const afterNext = after(reader, end, 'after next')
  if (afterNext) {
    const date = nextWeekday(today, weekday).date + 7
    return { end: afterNext, value: { date, other: date - 7, kind: 'weekday', weekday } }
  }
  if (which !== '') return undefined
  const week = readWeek(reader, skip(reader, skip(reader, skip(reader, end, ','), 'of'), 'in'))
  if (week) return { end: week.end, value: inWeek(reader, weekday, week.value) }
  const weeks = isText(reader, end, 'week') ? 1 : isText(reader, end, 'fortnight') ? 2 : 0
  if (weeks) {
    const date = comingWeekday(today, weekday).date + 7 * weeks
    return { end: end + 1, value: { date, kind: 'weekday', weekday } }
  }
  return undefined
}

/** The coming one; said on that very weekday, a week on, unless a later time today is named. */
export function comingWeekday(today: number, weekday: number): Day {
  const ahead = (weekday - weekdayOf(today) + 7) % 7
  const date = today + ahead
  return { date, next: date + 7, kind: 'weekday', weekday, ...(ahead === 0 ? { todayNeedsTime: true } : {}) }
}

/** The one in the calendar week after this; the other reading is the coming one. */
export function nextWeekday(today: number, weekday: number): Day {
  const date = mondayOf(today) + 7 + weekday - 1
  const coming = today + ((weekday - weekdayOf(today) + 7) % 7 || 7)
  const isWeekend = weekdayOf(today) > 5
  const other = coming !== date ? coming : isWeekend && weekday > 1 ? date + 7 : undefined
  const notes = other === undefined ? [] : [`I read "next ${weekdayName(date)}" as the one in next week.`]
  return { date, kind: 'weekday', weekday, notes, ...(other === undefined ? {} : { other }) }
}

/** "vendredi prochain" is the coming one; the other reading is a week on. */
function nearestWeekday(today: number, weekday: number): Day {
  const date = today + ((weekday - weekdayOf(today) + 7) % 7 || 7)
  const notes = [`I read "next ${weekdayName(date)}" as the coming one.`]
  return { date, other: date + 7, kind: 'weekday', weekday, notes }
}

function inWeek(reader: Reader, weekday: number, weeks: number): Day {
  return { date: mondayOf(reader.moment.today) + 7 * weeks + weekday - 1, kind: 'weekday', weekday }
}

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

export function readMonthRef(reader: Reader, index: number): Hit<MonthRef> | undefined {
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

export function isWorking({ moment }: Reader, day: number): boolean {
  return moment.workdays.has(weekdayOf(day)) && !moment.daysOff.has(day)
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

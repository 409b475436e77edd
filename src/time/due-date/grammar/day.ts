import { addMonths, dayParts, realDay, weekdayOf } from '../calendar.ts'
import { readHoliday } from './holiday.ts'
import { after, isText, longest, once, skip, textAt, type Day, type Hit, type Reader } from '../moment.ts'
import { readDayAlone, readMonthDay, readNumericDate } from './month-day.ts'
import { weekdayName, weekdayPlural } from '../names.ts'
import { readSteps, type Steps } from './numeral.ts'
import { readSpan } from './span.ts'
import { isWorking, readNthWeekday, readWeekday, readWeekdayName } from './weekday.ts'

/** A day or span of days, in any of the forms people give it. */
export function readDay(reader: Reader, index: number): Hit<Day> | undefined {
  return once(reader, 'day', index, () => readLongestDay(reader, index))
}

function readLongestDay(reader: Reader, index: number): Hit<Day> | undefined {
  const plain = readPlainDay(reader, index)
  const shifted = longest([
    readShifted(reader, index),
    readWeekdayBeside(reader, index),
    readRange(reader, index, plain),
    readWorkday(reader, index),
  ])
  return longest([shifted, plain])
}

/** Without the forms that count from another day. */
function readPlainDay(reader: Reader, index: number): Hit<Day> | undefined {
  return once(reader, 'plain-day', index, () => readAnyDay(reader, index))
}

function readAnyDay(reader: Reader, index: number): Hit<Day> | undefined {
  return longest([
    readRelative(reader, index),
    readWeekday(reader, index),
    readMonthDay(reader, index),
    readNumericDate(reader, index),
    readNthWeekday(reader, index),
    readDayAlone(reader, index),
    readSpan(reader, index),
    readHoliday(reader, index),
  ])
}

function readRelative(reader: Reader, index: number): Hit<Day> | undefined {
  const { today } = reader.moment
  const at = skip(reader, index, 'the')
  const overmorrow = after(reader, at, 'day after tomorrow')
  if (overmorrow) return { end: overmorrow, value: { date: today + 2, kind: 'relative' } }
  const before = after(reader, at, 'day before yesterday')
  if (before) return { end: before, value: { date: today - 2, kind: 'relative' } }
  const days = relativeDays(reader, index)
  if (days === undefined) return undefined
  const weeks = isText(reader, index + 1, 'week') ? 7 : isText(reader, index + 1, 'fortnight') ? 14 : 0
  return { end: weeks ? index + 2 : index + 1, value: { date: today + days + weeks, kind: 'relative' } }
}

function relativeDays(reader: Reader, index: number): number | undefined {
  const word = textAt(reader, index)
  if (word === 'today' || (reader.whole && word === 'tod')) return 0
  if (word === 'tomorrow' || (reader.whole && word === 'tom')) return 1
  return word === 'yesterday' ? -1 : undefined
}

/** "two weeks from Friday", "5 days before new year", "a week on Tuesday", "3 Mondays after May 25". */
function readShifted(reader: Reader, index: number): Hit<Day> | undefined {
  const isIn = isText(reader, index, 'in')
  const steps =
    readOneDay(reader, index) ?? readSteps(reader, isIn ? index + 1 : skip(reader, index, 'within'))
  if (!steps || steps.value.minutes) return undefined
  const { value } = steps
  const joint = textAt(reader, steps.end)
  const sign =
    joint === 'before' ? -1 : joint === 'after' || joint === 'from' || joint === 'following' ? 1 : 0
  const isWeeks = value.days > 0 && value.days % 7 === 0 && value.months === 0
  const isDayNext =
    readWeekdayName(reader, steps.end) !== undefined || isText(reader, steps.end, 'today', 'tomorrow')
  if (!sign && (isIn || !isWeeks || (joint !== 'on' && !isDayNext))) return undefined
  const base = readPlainDay(reader, sign || joint === 'on' ? steps.end + 1 : steps.end)
  if (!base) return undefined
  if (!sign && base.value.kind !== 'weekday' && base.value.kind !== 'relative') return undefined
  const isStart = sign < 0 && !base.value.isEnd
  const from = isStart ? (base.value.start ?? base.value.date) : base.value.date
  return {
    end: base.end,
    value: { ...faultOf(base.value), date: stepDays(reader, from, value, sign || 1), kind: 'shift' },
  }
}

/** "the day after next Monday", "the day before Friday". */
function readOneDay(reader: Reader, index: number): Hit<Steps> | undefined {
  if (!isText(reader, index, 'the') || !isText(reader, index + 1, 'day', 'week')) return undefined
  const days = isText(reader, index + 1, 'week') ? 7 : 1
  const isBeside =
    isText(reader, index + 2, 'after', 'before') && !isText(reader, index + 3, 'next', 'tomorrow')
  const isNextDay = isText(reader, index + 3, 'next') && readWeekdayName(reader, index + 4) !== undefined
  if (!isBeside && !isNextDay) return undefined
  return { end: index + 2, value: { months: 0, days, workdays: 0, minutes: 0 } }
}

function faultOf({ fault }: Day): { fault?: NonNullable<Day['fault']> } {
  return fault ? { fault } : {}
}

/** Months first and held to the month's end, then days, then working days. */
export function stepDays(reader: Reader, from: number, steps: Steps, sign: number): number {
  let day = addMonths(from, sign * steps.months) + sign * steps.days
  for (let left = Math.min(steps.workdays, 2_000); left > 0;) {
    day += sign
    if (isWorking(reader, day)) left -= 1
    if (Math.abs(day - from) > 10_000) break
  }
  return day
}

/** "the Monday before May 25", "the Friday after Easter Monday's date" — a weekday beside another day. */
function readWeekdayBeside(reader: Reader, index: number): Hit<Day> | undefined {
  const count = readSteps(reader, index) ? undefined : readCount(reader, skip(reader, index, 'the'))
  const name =
    readWeekdayName(reader, count?.end ?? skip(reader, index, 'the')) ?? readPluralName(reader, count)
  if (!name || !isText(reader, name.end, 'before', 'after', 'following')) return undefined
  const base = readPlainDay(reader, name.end + 1)
  if (!base || base.value.fault) return undefined
  const isBefore = isText(reader, name.end, 'before')
  const from = isBefore ? (base.value.start ?? base.value.date) : base.value.date
  const gap = isBefore
    ? -((weekdayOf(from) - name.value + 7) % 7 || 7)
    : (name.value - weekdayOf(from) + 7) % 7 || 7
  const more = 7 * ((count?.value ?? 1) - 1) * (isBefore ? -1 : 1)
  return { end: base.end, value: { date: from + gap + more, kind: 'shift' } }
}

function readCount(reader: Reader, index: number): Hit<number> | undefined {
  const token = reader.tokens[index]
  return token?.kind === 'number' && token.value < 100 ? { end: index + 1, value: token.value } : undefined
}

function readPluralName(reader: Reader, count: Hit<number> | undefined): Hit<number> | undefined {
  if (!count) return undefined
  const value = weekdayPlural(textAt(reader, count.end))
  return value ? { end: count.end + 1, value } : undefined
}

/** "July 13-15", "August 27th - 29th", "between Monday and Wednesday", "Tuesday to Thursday": its end. */
function readRange(reader: Reader, index: number, plain: Hit<Day> | undefined): Hit<Day> | undefined {
  if (isText(reader, index, 'between')) {
    const one = readPlainDay(reader, index + 1)
    const two = one && isText(reader, one.end, 'and') ? readPlainDay(reader, one.end + 1) : undefined
    return one && two ? { end: two.end, value: spanning(one.value, two.value) } : undefined
  }
  if (!plain || plain.value.kind !== 'date' || !isText(reader, plain.end, '-', '–', '—')) return undefined
  const last = reader.tokens[plain.end + 1]
  if (!last || (last.kind !== 'number' && last.kind !== 'ordinal') || last.value > 31) return undefined
  if (reader.tokens[plain.end + 2]?.glued && reader.tokens[plain.end + 2]?.kind === 'word') return undefined
  const { year, month } = dayParts(plain.value.date)
  const date = realDay(year, month, last.value)
  if (date === undefined || date <= plain.value.date) return undefined
  return { end: plain.end + 2, value: { date, start: plain.value.date, kind: 'span' } }
}

function spanning(one: Day, two: Day): Day {
  const date = two.date > one.date ? two.date : (two.next ?? two.date)
  return { ...faultOf(one), ...faultOf(two), date, start: one.date, kind: 'span' }
}

/** "next business day", "the next weekday". */
function readWorkday(reader: Reader, index: number): Hit<Day> | undefined {
  const at = skip(reader, index, 'the')
  if (!isText(reader, at, 'next', 'following')) return undefined
  const one = isText(reader, at + 1, 'weekday', 'workday') ? at + 2 : undefined
  const two =
    isText(reader, at + 1, 'business', 'working', 'work') && isText(reader, at + 2, 'day')
      ? at + 3
      : undefined
  const end = one ?? two
  if (!end) return undefined
  const day = stepDays(reader, reader.moment.today, { months: 0, days: 0, workdays: 1, minutes: 0 }, 1)
  return { end, value: { date: day, kind: 'relative' } }
}

/** Two ways of naming one day: "Friday, 13 March". They must agree. */
export function agree(one: Day, two: Day): Day | undefined {
  const named = one.weekday !== undefined ? one : two
  const dated = named === one ? two : one
  if (named.weekday === undefined || dated.weekday !== undefined) return undefined
  if (dated.kind !== 'date' && dated.kind !== 'shift' && dated.kind !== 'relative') return undefined
  if (dated.fault) return dated
  if (weekdayOf(dated.date) === named.weekday) return dated
  const { day } = dayParts(dated.date)
  const label = dated.kind === 'date' ? `The ${day}${suffix(day)}` : 'That day'
  const said = weekdayName(named.date)
  const why = `${label} is a ${weekdayName(dated.date)}, not a ${said}.`
  return { ...dated, fault: { code: 'contradiction', why } }
}

function suffix(day: number): string {
  if (day > 10 && day < 14) return 'th'
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th'
}

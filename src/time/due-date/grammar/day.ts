import { dayParts, realDay } from '../calendar.ts'
import { readPlainDay } from './plain-day.ts'
import { faultOf, readShifted, readWeekdayBeside, stepDays } from './shifted-day.ts'
import { type Day, type Hit, isText, longest, once, type Reader, skip } from '../moment.ts'

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

import { addMonths, dayParts, firstOfMonth, realDay } from '../calendar.ts'
import { readNumber, readOrdinal } from './numeral.ts'
import { type Day, type Hit, isText, type Reader, skip, textAt } from '../moment.ts'
import { nameOfMonth, weekdayWord } from '../names.ts'

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
function comingDay(from: number, day: number): number {
  for (let months = 0; months < 4; months += 1) {
    const { year, month } = dayParts(firstOfMonth(from, months))
    const date = realDay(year, month, day)
    if (date !== undefined && date >= from) return date
  }
  return addMonths(from, 1)
}

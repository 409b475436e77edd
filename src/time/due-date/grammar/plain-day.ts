import { readDayAlone } from './day-of-month.ts'
import { readHoliday } from './holiday.ts'
import { readMonthDay } from './month-day.ts'
import { readNthWeekday } from './nth-weekday.ts'
import { readNumericDate } from './numeric-date.ts'
import { readSpan } from './span.ts'
import { readWeekday } from './weekday.ts'
import { after, type Day, type Hit, isText, longest, once, type Reader, skip, textAt } from '../moment.ts'

/** Without the forms that count from another day. */
export function readPlainDay(reader: Reader, index: number): Hit<Day> | undefined {
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

import { dayParts, realDay } from '../calendar.ts'
import { readOrdinal } from './numeral.ts'
import { type Day, type Hit, type Reader, skip, textAt } from '../moment.ts'
import { monthWord, nameOfMonth } from '../names.ts'

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

import { dayNumber, dayParts, firstOfMonth, nthWeekday } from '../calendar.ts'
import { after, skip, type Day, type Hit, type Reader } from '../moment.ts'
import { readYear } from './month-day.ts'

// Only days whose date every reader of English agrees on; the rest are better said by date.
const HOLIDAYS: readonly (readonly [string, (year: number) => number])[] = [
  ['christmas eve', (year) => dayNumber(year, 12, 24)],
  ['christmas day', (year) => dayNumber(year, 12, 25)],
  ['christmas', (year) => dayNumber(year, 12, 25)],
  ['xmas eve', (year) => dayNumber(year, 12, 24)],
  ['xmas', (year) => dayNumber(year, 12, 25)],
  ['boxing day', (year) => dayNumber(year, 12, 26)],
  ["new year's eve", (year) => dayNumber(year, 12, 31)],
  ['new years eve', (year) => dayNumber(year, 12, 31)],
  ['nye', (year) => dayNumber(year, 12, 31)],
  ["new year's day", (year) => dayNumber(year, 1, 1)],
  ['new years day', (year) => dayNumber(year, 1, 1)],
  ["new year's", (year) => dayNumber(year, 1, 1)],
  ['new year', (year) => dayNumber(year, 1, 1)],
  ["valentine's day", (year) => dayNumber(year, 2, 14)],
  ['valentines day', (year) => dayNumber(year, 2, 14)],
  ['halloween', (year) => dayNumber(year, 10, 31)],
  ['independence day', (year) => dayNumber(year, 7, 4)],
  ['labor day', (year) => nthWeekday(dayNumber(year, 9, 1), 1, 1) ?? 0],
  ['memorial day', (year) => nthWeekday(dayNumber(year, 5, 1), 1, -1) ?? 0],
  ['thanksgiving day', thanksgiving],
  ['thanksgiving', thanksgiving],
  ['black friday', (year) => thanksgiving(year) + 1],
  ['cyber monday', (year) => thanksgiving(year) + 4],
]
const FIRST_WORDS = new Set(HOLIDAYS.map(([name]) => name.split(' ')[0] ?? ''))

export function readHoliday(reader: Reader, index: number): Hit<Day> | undefined {
  const at = skip(reader, index, 'the')
  if (!isHolidayStart(reader.tokens[at]?.text ?? '')) return undefined
  for (const [name, dateIn] of HOLIDAYS) {
    const end = after(reader, at, name)
    if (end === undefined) continue
    const year = readYear(reader, end)
    const thisYear = dayParts(reader.moment.today).year
    const said = year?.value ?? thisYear
    const date = !year && dateIn(thisYear) < reader.moment.today ? dateIn(thisYear + 1) : dateIn(said)
    return { end: year?.end ?? end, value: { date, kind: 'date', needsPreposition: true } }
  }
  return undefined
}

function isHolidayStart(word: string): boolean {
  return FIRST_WORDS.has(word)
}

function thanksgiving(year: number): number {
  return nthWeekday(firstOfMonth(dayNumber(year, 11, 1)), 4, 4) ?? 0
}

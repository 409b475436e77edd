/** Calendar arithmetic on day numbers (days since 1970-01-01), which have no zone and no clock. */

interface YearMonthDay {
  year: number
  month: number
  day: number
}

const DAY_MS = 86_400_000

export function dayNumber(year: number, month: number, day: number): number {
  return Math.round(Date.UTC(year, month - 1, day) / DAY_MS)
}

export function dayParts(day: number): YearMonthDay {
  const date = new Date(day * DAY_MS)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** ISO: Monday 1 … Sunday 7. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

export function mondayOf(day: number): number {
  return day - weekdayOf(day) + 1
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** The day number, or nothing where the calendar has no such day. */
export function realDay(year: number, month: number, day: number): number | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined
  return dayNumber(year, month, day)
}

/** Steps whole months and holds to the month's end: 31 January + 1 is the last of February. */
export function addMonths(day: number, months: number): number {
  const from = dayParts(day)
  const index = from.year * 12 + from.month - 1 + months
  const year = Math.floor(index / 12)
  const month = index - year * 12 + 1
  return dayNumber(year, month, Math.min(from.day, daysInMonth(year, month)))
}

export function firstOfMonth(day: number, months = 0): number {
  const { year, month } = dayParts(day)
  return addMonths(dayNumber(year, month, 1), months)
}

export function lastOfMonth(day: number, months = 0): number {
  return firstOfMonth(day, months + 1) - 1
}

/** The nth weekday of the month that begins on `first`; a negative n counts from its end. */
export function nthWeekday(first: number, weekday: number, nth: number): number | undefined {
  const last = lastOfMonth(first)
  const day =
    nth > 0
      ? first + ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7
      : last - ((weekdayOf(last) - weekday + 7) % 7) + (nth + 1) * 7
  return day >= first && day <= last ? day : undefined
}

export function isoDate(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

export function parseIsoDate(text: string): number {
  return Math.round(Date.parse(`${text}T00:00:00Z`) / DAY_MS)
}

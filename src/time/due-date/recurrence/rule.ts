import { dayParts, daysInMonth, isoDate, parseIsoDate, weekdayOf } from '../calendar.ts'
import type { Fault } from '../moment.ts'

const FREQUENCIES = ['HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const
export type Frequency = (typeof FREQUENCIES)[number]

/** The day rule of a recurrence; its time of day is read beside it. */
export interface Recurrence {
  frequency: Frequency
  interval?: number
  /** ISO weekdays, with a place in the month where one was said (-1 is the last). */
  weekdays?: readonly { weekday: number; nth?: number }[]
  /** -1 is the month's last day. */
  monthDays?: readonly number[]
  /** The 29th, 30th or 31st: the last day of a month that is too short for it. */
  lateDay?: number
  months?: readonly number[]
  /** Day number of the last day it may fall on. */
  until?: number
  count?: number
  /** Day number before which it does not begin. */
  from?: number
  /** "every morning", "nightly", "the end of every day": the part of day is said by the same words. */
  part?: 'morning' | 'afternoon' | 'evening' | 'night' | 'end'
  /** "from Monday to Friday". */
  isRange?: boolean
  fault?: Fault
}

const DAY_NAMES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** The RRULE, without its prefix, that falls at this minute of the day. */
export function formatRule(rule: Recurrence, minute: number): string {
  const { frequency, interval, weekdays, months, until, count } = rule
  const days = weekdays?.map(({ weekday, nth }) => `${nth ?? ''}${DAY_NAMES[weekday - 1] ?? ''}`)
  return [
    `FREQ=${frequency}`,
    interval && interval > 1 ? `INTERVAL=${interval}` : '',
    months ? `BYMONTH=${months.join(',')}` : '',
    formatMonthDays(rule),
    days ? `BYDAY=${days.join(',')}` : '',
    frequency === 'HOURLY' ? '' : `BYHOUR=${Math.floor((minute % 1440) / 60)}`,
    `BYMINUTE=${minute % 60}`,
    until === undefined ? '' : `UNTIL=${isoDate(until).replaceAll('-', '')}`,
    count === undefined ? '' : `COUNT=${count}`,
  ]
    .filter(Boolean)
    .join(';')
}

/** The days from the 28th to the late one, of which the last that the month has counts. */
function formatMonthDays({ monthDays = [], lateDay }: Recurrence): string {
  if (!lateDay) return monthDays.length > 0 ? `BYMONTHDAY=${monthDays.join(',')}` : ''
  const late = [28, 29, 30, 31].filter((day) => day <= lateDay && !monthDays.includes(day))
  const places = [...monthDays.map((_, index) => index + 1), -1]
  return `BYMONTHDAY=${[...monthDays, ...late].join(',')};BYSETPOS=${places.join(',')}`
}

/** The days of a monthly rule; a 31st is kept where the month has one, and is the last day elsewhere. */
export function onMonthDays(days: readonly number[]): Pick<Recurrence, 'monthDays' | 'lateDay'> {
  const late = days.filter((day) => day > 28)
  if (late.length !== 1) return { monthDays: days }
  const early = days.filter((day) => day <= 28)
  return { ...(early.length > 0 ? { monthDays: early } : {}), lateDay: late[0]! }
}

/** The rule that falls on this day of every month, at this minute of the day; a short month has it on its last day. */
export function monthlyRule(day: number, minute: number): string {
  return formatRule({ frequency: 'MONTHLY', ...onMonthDays([day]) }, minute)
}

/** The rule that falls on these weekdays, at this minute of the day. */
export function weeklyRule(weekdays: readonly number[], minute: number, interval = 1): string {
  return formatRule(
    { frequency: 'WEEKLY', interval, weekdays: weekdays.map((weekday) => ({ weekday })) },
    minute,
  )
}

/** "Every day", and nothing that leaves days out. */
export function isEveryDay(text: string): boolean {
  const { frequency, interval, weekdays } = parseRule(text).rule
  return frequency === 'DAILY' && interval === 1 && !weekdays
}

interface ParsedRule {
  rule: Recurrence
  /** Minutes since midnight; nothing where the rule leaves it to its start. */
  minute?: number
}

/** Reads a rule as `formatRule` writes it, and those of earlier versions. Throws on a rule that is none. */
export function parseRule(text: string): ParsedRule {
  const fields = new Map(text.split(';').map((field) => field.split('=', 2) as [string, string]))
  const frequency = FREQUENCIES.find((one) => one === fields.get('FREQ'))
  if (!frequency) throw new Error('The recurrence has no FREQ that is known')
  const until = fields.get('UNTIL')
  const hour = fields.get('BYHOUR')
  const monthDays = numbersOf(fields.get('BYMONTHDAY'))
  const places = numbersOf(fields.get('BYSETPOS'))
  const isLate = places?.at(-1) === -1 && monthDays !== undefined
  const early = isLate ? monthDays.slice(0, places.length - 1) : monthDays
  const months = numbersOf(fields.get('BYMONTH'))
  const weekdays = fields.get('BYDAY')?.split(',').map(parseDay)
  const rule: Recurrence = {
    frequency,
    interval: numbersOf(fields.get('INTERVAL'))?.[0] ?? 1,
    ...(weekdays ? { weekdays } : {}),
    ...(early?.length ? { monthDays: early } : {}),
    ...(isLate ? { lateDay: Math.max(...monthDays) } : {}),
    ...(months ? { months } : {}),
    ...(until
      ? { until: parseIsoDate(`${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`) }
      : {}),
    ...(fields.has('COUNT') ? { count: numbersOf(fields.get('COUNT'))?.[0] ?? 1 } : {}),
  }
  if (hour === undefined) return { rule }
  return { rule, minute: Number(hour) * 60 + (numbersOf(fields.get('BYMINUTE'))?.[0] ?? 0) }
}

function numbersOf(list: string | undefined): number[] | undefined {
  if (list === undefined) return undefined
  const numbers = list.split(',').map(Number)
  if (numbers.some((one) => !Number.isInteger(one)))
    throw new Error('The recurrence has a number that is none')
  return numbers
}

function parseDay(text: string): { weekday: number; nth?: number } {
  const weekday = DAY_NAMES.indexOf(text.slice(-2)) + 1
  if (!weekday) throw new Error('The recurrence has a weekday that is none')
  const nth = text.slice(0, -2)
  return nth ? { weekday, nth: Number(nth) } : { weekday }
}

/** Days searched for the first one: a 29 February is at most eight years away. */
const FAR = 366 * 9

/** The first day from `from` on which the rule falls, whatever its interval. */
export function firstDay(rule: Recurrence, from: number): number | undefined {
  const start = Math.max(from, rule.from ?? from)
  const end = Math.min(start + FAR, rule.until ?? Number.POSITIVE_INFINITY)
  for (let day = start; day <= end; day += 1) if (fallsOn(rule, day)) return day
  return undefined
}

export function fallsOn({ weekdays, monthDays, lateDay, months }: Recurrence, date: number): boolean {
  if (weekdays && !weekdays.some(({ weekday }) => weekday === weekdayOf(date))) return false
  const { year, month, day } = dayParts(date)
  if (months && !months.includes(month)) return false
  const length = daysInMonth(year, month)
  if (monthDays ?? lateDay) {
    const isEarly = monthDays?.some((one) => one === day || one === day - length - 1) === true
    if (!isEarly && day !== Math.min(lateDay ?? 99, length)) return false
    if (!isEarly && lateDay === undefined) return false
  }
  if (!weekdays) return true
  return weekdays.some(({ weekday, nth }) => {
    if (weekday !== weekdayOf(date)) return false
    if (nth === undefined) return true
    return nth > 0 ? Math.ceil(day / 7) === nth : -Math.ceil((length - day + 1) / 7) === nth
  })
}

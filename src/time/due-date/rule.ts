import { dayParts, daysInMonth, isoDate, weekdayOf } from './calendar.ts'
import type { Recurrence } from './grammar/recurrence.ts'

const DAY_NAMES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** The RRULE, without its prefix, that falls at this minute of the day. */
export function formatRule(rule: Recurrence, minute: number): string {
  const { frequency, interval, weekdays, monthDays, month, until, count } = rule
  const days = weekdays?.map(({ weekday, nth }) => `${nth ?? ''}${DAY_NAMES[weekday - 1] ?? ''}`)
  return [
    `FREQ=${frequency}`,
    interval && interval > 1 ? `INTERVAL=${interval}` : '',
    month ? `BYMONTH=${month}` : '',
    monthDays ? `BYMONTHDAY=${monthDays.join(',')}` : '',
    days ? `BYDAY=${days.join(',')}` : '',
    `BYHOUR=${Math.floor((minute % 1440) / 60)}`,
    `BYMINUTE=${minute % 60}`,
    until === undefined ? '' : `UNTIL=${isoDate(until).replaceAll('-', '')}`,
    count === undefined ? '' : `COUNT=${count}`,
  ]
    .filter(Boolean)
    .join(';')
}

const FAR = 366 * 9

/** The first day from `from` on which the rule falls, whatever its interval. */
export function firstDay(rule: Recurrence, from: number): number | undefined {
  const start = Math.max(from, rule.from ?? from)
  const end = Math.min(start + FAR, rule.until ?? Number.POSITIVE_INFINITY)
  for (let day = start; day <= end; day += 1) if (fallsOn(rule, day)) return day
  return undefined
}

function fallsOn({ weekdays, monthDays, month }: Recurrence, date: number): boolean {
  const { year, month: monthOf, day } = dayParts(date)
  if (month !== undefined && month !== monthOf) return false
  const length = daysInMonth(year, monthOf)
  if (monthDays && !monthDays.some((one) => one === day || one === day - length - 1)) return false
  if (!weekdays) return true
  return weekdays.some(({ weekday, nth }) => {
    if (weekday !== weekdayOf(date)) return false
    if (nth === undefined) return true
    return nth > 0 ? Math.ceil(day / 7) === nth : -Math.ceil((length - day + 1) / 7) === nth
  })
}

/** Says a recurrence in English: "every Monday at 9:00 until 25 December". Pure. */
import { dayParts } from '../calendar.ts'
import { nameOfMonth, nameOfWeekday } from '../names.ts'
import { wallAt } from '../wall.ts'
import { parseRule, type Recurrence } from './rule.ts'

const NTH: Record<number, string> = {
  1: 'first',
  2: 'second',
  3: 'third',
  4: 'fourth',
  5: 'fifth',
  [-1]: 'last',
  [-2]: 'second to last',
}
const and = new Intl.ListFormat('en', { type: 'conjunction' })

/** `now` and `zone` decide whether the end needs its year. Throws on a rule that is none. */
export function ruleInWords(recurs: string, now: Date, zone: string): string {
  const { rule, minute } = parseRule(recurs)
  const time =
    minute === undefined ? '' : ` at ${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`
  return `${daysInWords(rule)}${time}${endInWords(rule, now, zone)}`
}

function endInWords({ until, count }: Recurrence, now: Date, zone: string): string {
  if (count !== undefined) return count === 1 ? ', once' : `, ${count} times`
  if (until === undefined) return ''
  const { year, month, day } = dayParts(until)
  const isThisYear = dayParts(wallAt(now, zone).day).year === year
  return ` until ${day} ${nameOfMonth(month)}${isThisYear ? '' : ` ${year}`}`
}

function daysInWords(rule: Recurrence): string {
  const { frequency, interval = 1 } = rule
  switch (frequency) {
    case 'HOURLY':
      return everyUnit('hour', interval)
    case 'DAILY':
      return everyUnit('day', interval)
    case 'WEEKLY':
      return weeklyInWords(rule, interval)
    case 'MONTHLY':
      return monthlyInWords(rule, interval)
    case 'YEARLY':
      return yearlyInWords(rule, interval)
    default:
      return frequency satisfies never
  }
}

function everyUnit(unit: string, interval: number): string {
  if (interval === 1) return `every ${unit}`
  return interval === 2 ? `every other ${unit}` : `every ${interval} ${unit}s`
}

function weeklyInWords({ weekdays = [] }: Recurrence, interval: number): string {
  const days = weekdays.map(({ weekday }) => weekday)
  if (days.length === 0) return everyUnit('week', interval)
  const names = and.format(days.map(nameOfWeekday))
  // "every other Monday and Friday" could be read as one of the two at a time.
  if (interval > 1) return `every ${interval} weeks on ${names}`
  if (days.length === 7) return 'every day'
  if (days.join() === '1,2,3,4,5') return 'every weekday'
  const off = [1, 2, 3, 4, 5, 6, 7].filter((day) => !days.includes(day))
  return off.length === 1 ? `every day but ${nameOfWeekday(off[0] ?? 1)}` : `every ${names}`
}

function monthlyInWords(rule: Recurrence, interval: number): string {
  const { months } = rule
  const days = `on the ${monthDaysInWords(rule)}`
  const late = lateInWords(rule)
  if (!months) return `${days} of ${everyUnit('month', interval)}${late}`
  const isQuarterly =
    months.length === 4 && months.every((month, index) => month === (months[0] ?? 0) + 3 * index)
  if (isQuarterly && months[0] === 3 && rule.monthDays?.join() === '-1')
    return 'on the last day of every quarter'
  if (isQuarterly && months[0] === 1 && rule.monthDays?.join() === '1')
    return 'on the first day of every quarter'
  return `${days} of every ${and.format(months.map(nameOfMonth))}${late}`
}

function monthDaysInWords({ monthDays = [], lateDay, weekdays }: Recurrence): string {
  if (weekdays) {
    return and.format(
      weekdays.map(({ weekday, nth }) => `${NTH[nth ?? 0] ?? 'every'} ${nameOfWeekday(weekday)}`),
    )
  }
  const early = monthDays.filter((day) => day > 0).map(ordinal)
  const late = lateDay === undefined ? [] : [ordinal(lateDay)]
  const last = monthDays
    .filter((day) => day < 0)
    .map((day) => (day === -1 ? 'last day' : `${ordinal(-day)} to last day`))
  return and.format([...early, ...late, ...last])
}

/** A late day is the month's last one where the month is shorter. */
function lateInWords({ lateDay }: Recurrence): string {
  return lateDay === undefined ? '' : ', or the last day of a shorter one,'
}

function yearlyInWords(rule: Recurrence, interval: number): string {
  const { months = [], monthDays = [], lateDay } = rule
  const every = everyUnit('year', interval)
  const month = and.format(months.map(nameOfMonth))
  if (rule.weekdays) return `${every} on the ${monthDaysInWords(rule)} of ${month}`
  const isLeapDay = lateDay === 29 && months.join() === '2'
  const days = [...monthDays, ...(lateDay === undefined ? [] : [lateDay])]
  if (days.join() === '-1') return `${every} on the last day of ${month}`
  return `${every} on ${and.format(days.map(String))} ${month}${isLeapDay ? ', or the 28th,' : ''}`
}

function ordinal(day: number): string {
  const isTeen = day > 10 && day < 14
  return `${day}${isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th')}`
}

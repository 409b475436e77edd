import { after, isText, skip, textAt, type Fault, type Hit, type Reader } from '../moment.ts'
import { readMonthDay, readNumericDate } from './month-day.ts'
import { readNumber, readOrdinal, readSteps } from './numeral.ts'
import { readDay, stepDays } from './day.ts'
import { dayParts } from '../calendar.ts'
import { readNth, readWeekdayName } from './weekday.ts'

export type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'

/** The day rule of a recurrence; its time of day is read beside it. */
export interface Recurrence {
  frequency: Frequency
  interval?: number
  /** ISO weekdays, with a place in the month where one was said (-1 is the last). */
  weekdays?: { weekday: number; nth?: number }[]
  /** -1 is the month's last day. */
  monthDays?: number[]
  month?: number
  /** Day number of the last day it may fall on. */
  until?: number
  count?: number
  /** Day number before which it does not begin. */
  from?: number
  /** "every morning": the part of day is said by the same word. */
  part?: 'morning' | 'afternoon' | 'evening' | 'night'
  fault?: Fault
}

/** "every Monday", "each weekday", "Tuesdays and Thursdays", "on the 28th of every month", "Thursday biweekly", "daily". */
export function readRecurrence(reader: Reader, index: number): Hit<Recurrence> | undefined {
  const hit =
    readEvery(reader, index) ??
    readAdverb(reader, index) ??
    readOfEvery(reader, index) ??
    readPlurals(reader, index) ??
    readOnceA(reader, index)
  return hit && readRecurrenceEnds(reader, hit)
}

/** What bounds it: "until November", "for 5 times", "for the next six weeks", "starting Monday". */
export function readRecurrenceEnds(reader: Reader, hit: Hit<Recurrence>): Hit<Recurrence> {
  const bounded = readBound(reader, skip(reader, hit.end, ','), hit.value)
  return bounded ? readRecurrenceEnds(reader, bounded) : hit
}

function readEvery(reader: Reader, index: number): Hit<Recurrence> | undefined {
  if (!isText(reader, index, 'every')) return undefined
  const other =
    isText(reader, index + 1, 'other', 'second') && !isText(reader, index + 2, 'of') ? 2 : undefined
  const number = other ? undefined : readNumber(reader, index + 1)
  const interval = other ?? number?.value
  const at = other ? index + 2 : (number?.end ?? index + 1)
  if (interval !== undefined && (!Number.isInteger(interval) || interval < 1 || interval > 99))
    return undefined
  const step = interval !== undefined && interval > 1 ? { interval } : {}
  const named =
    readDayNames(reader, at) ??
    readUnitRule(reader, at) ??
    (interval === undefined ? readDateRule(reader, at) : undefined)
  return named && { end: named.end, value: { ...named.value, ...step } }
}

/** "Monday and Wednesday", "Monday, Friday", "Monday Wednesday Friday", "weekday", "weekend". */
function readDayNames(reader: Reader, index: number): Hit<Recurrence> | undefined {
  const isWork = isText(reader, index, 'business', 'working', 'work') && isText(reader, index + 1, 'day')
  if (isText(reader, index, 'workday') || isWork) {
    const workdays = [...reader.moment.workdays].toSorted((one, two) => one - two)
    return { end: isWork ? index + 2 : index + 1, value: weekly(workdays) }
  }
  if (isText(reader, index, 'weekday')) return { end: index + 1, value: weekly([1, 2, 3, 4, 5]) }
  if (isText(reader, index, 'weekend')) return { end: index + 1, value: weekly([7]) }
  const days: number[] = []
  let end = index
  for (let at = index; ;) {
    const name = readWeekdayName(reader, at) ?? readPluralName(reader, at)
    if (!name) break
    days.push(name.value)
    end = name.end
    at = skip(reader, skip(reader, end, ','), isText(reader, skip(reader, end, ','), '&') ? '&' : 'and')
  }
  return days.length > 0 ? { end, value: weekly(sorted(days)) } : undefined
}

function weekly(days: readonly number[]): Recurrence {
  return { frequency: 'WEEKLY', weekdays: days.map((weekday) => ({ weekday })) }
}

function sorted(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].toSorted((one, two) => one - two)
}

function readPluralName(reader: Reader, index: number): Hit<number> | undefined {
  const names = ['mondays', 'tuesdays', 'wednesdays', 'thursdays', 'fridays', 'saturdays', 'sundays']
  const value = names.indexOf(textAt(reader, index)) + 1
  return value ? { end: index + 1, value } : undefined
}

/** "day", "morning", "week on Monday", "2 weeks", "month on the 15th", "quarter". */
function readUnitRule(reader: Reader, index: number): Hit<Recurrence> | undefined {
  const word = textAt(reader, index).replace(/s$/u, '')
  const end = index + 1
  if (word === 'day') return { end, value: { frequency: 'DAILY' } }
  if (word === 'morning' || word === 'afternoon' || word === 'evening' || word === 'night') {
    return { end, value: { frequency: 'DAILY', part: word } }
  }
  const frequency =
    word === 'week' ? 'WEEKLY' : word === 'month' ? 'MONTHLY' : word === 'year' ? 'YEARLY' : undefined
  return frequency && withDayOf(reader, end, frequency, word)
}

/** A weekly, monthly or yearly rule needs its day said. */
function withDayOf(reader: Reader, index: number, frequency: Frequency, unit: string): Hit<Recurrence> {
  const at = skip(reader, skip(reader, index, 'on'), 'the')
  if (frequency === 'WEEKLY') {
    const names = readDayNames(reader, at)
    if (names) return names
  }
  if (frequency === 'MONTHLY') {
    const rule = readMonthRule(reader, at)
    if (rule) return rule
  }
  if (frequency === 'YEARLY') {
    const date = readYearRule(reader, at)
    if (date) return date
  }
  const why = `I read every ${unit}, but not on which day.`
  return { end: index, value: { frequency, fault: { code: 'vague', why, example: DAY_SAID[frequency] } } }
}

const DAY_SAID: Record<Frequency, string> = {
  DAILY: 'every day',
  WEEKLY: 'every Friday',
  MONTHLY: 'on the 1st of every month',
  YEARLY: 'every December 1',
}

/** "15th", "1st and 15th", "last day", "first Monday", "last Friday". */
function readMonthRule(reader: Reader, index: number): Hit<Recurrence> | undefined {
  const at = skip(reader, index, 'the')
  const nth = readNth(reader, at)
  if (!nth) return undefined
  const name = readWeekdayName(reader, nth.end)
  if (name) {
    return {
      end: name.end,
      value: { frequency: 'MONTHLY', weekdays: [{ weekday: name.value, nth: nth.value }] },
    }
  }
  if (isText(reader, nth.end, 'day'))
    return { end: nth.end + 1, value: { frequency: 'MONTHLY', monthDays: [nth.value] } }
  if (nth.value < 1 || nth.value > 31) return undefined
  const second = isText(reader, nth.end, 'and', '&')
    ? readOrdinal(reader, skip(reader, nth.end + 1, 'the'))
    : undefined
  if (!second) return { end: nth.end, value: { frequency: 'MONTHLY', monthDays: [nth.value] } }
  return { end: second.end, value: { frequency: 'MONTHLY', monthDays: sorted([nth.value, second.value]) } }
}

function readYearRule(reader: Reader, index: number): Hit<Recurrence> | undefined {
  const date = readMonthDay(reader, index) ?? readNumericDate(reader, index)
  if (!date || date.value.kind !== 'date' || date.value.fault) return undefined
  const { month, day } = dayParts(date.value.date)
  return { end: date.end, value: { frequency: 'YEARLY', month, monthDays: [day] } }
}

/** After "every": "4th of the month", "first Friday of the month", "December 25". */
function readDateRule(reader: Reader, index: number): Hit<Recurrence> | undefined {
  const rule = readMonthRule(reader, index)
  const end =
    rule &&
    (after(reader, rule.end, 'of the month') ??
      after(reader, rule.end, 'of month') ??
      after(reader, rule.end, 'of a month'))
  if (rule && end !== undefined) return { end, value: rule.value }
  const yearly = readYearRule(reader, index)
  if (yearly) return yearly
  return rule && isPlainDate(rule.value) ? rule : undefined
}

function isPlainDate({ monthDays }: Recurrence): boolean {
  return monthDays !== undefined && (monthDays[0] ?? 0) > 0
}

/** "daily", "weekly on Wednesdays", "monthly on the 1st", "annually on May 3". */
function readAdverb(reader: Reader, index: number): Hit<Recurrence> | undefined {
  const word = textAt(reader, index)
  const end = index + 1
  if (word === 'daily') return { end, value: { frequency: 'DAILY' } }
  if (word === 'weekly') return withDayOf(reader, end, 'WEEKLY', 'week')
  if (word === 'monthly') return withDayOf(reader, end, 'MONTHLY', 'month')
  if (word === 'yearly' || word === 'annually') return withDayOf(reader, end, 'YEARLY', 'year')
  if (word !== 'fortnightly') return undefined
  const hit = withDayOf(reader, end, 'WEEKLY', 'other week')
  return { end: hit.end, value: { ...hit.value, interval: 2 } }
}

/** "the 28th of every month", "last day of each month", "February 16th of every year", "Thursday biweekly". */
function readOfEvery(reader: Reader, index: number): Hit<Recurrence> | undefined {
  const monthly = readMonthRule(reader, index)
  if (monthly) {
    const of = skip(reader, skip(reader, monthly.end, 'of'), 'in')
    const end = after(reader, of, 'every month') ?? after(reader, monthly.end, 'monthly')
    if (end !== undefined) return { end, value: monthly.value }
  }
  const yearly = readYearRule(reader, index)
  if (yearly) {
    const end =
      after(reader, skip(reader, yearly.end, 'of'), 'every year') ??
      after(reader, yearly.end, 'yearly') ??
      after(reader, yearly.end, 'annually')
    if (end !== undefined) return { end, value: yearly.value }
  }
  const name = readWeekdayName(reader, index) ?? readPluralName(reader, index)
  if (!name) return undefined
  const weeks = isText(reader, name.end, 'fortnightly') ? 2 : isText(reader, name.end, 'weekly') ? 1 : 0
  const every = weeks ? undefined : after(reader, name.end, 'every other week')
  if (!weeks && !every) return undefined
  const step = weeks === 1 ? {} : { interval: 2 }
  return { end: every ?? name.end + 1, value: { ...weekly([name.value]), ...step } }
}

/** "Tuesdays", "Tuesdays and Thursdays", "weekdays". */
function readPlurals(reader: Reader, index: number): Hit<Recurrence> | undefined {
  if (isText(reader, index, 'weekdays')) return { end: index + 1, value: weekly([1, 2, 3, 4, 5]) }
  return readPluralName(reader, index) ? readDayNames(reader, index) : undefined
}

/** "once a week on Friday", "once a year on December 25th"; "twice a week" names no day. */
function readOnceA(reader: Reader, index: number): Hit<Recurrence> | undefined {
  const isOnce = isText(reader, index, 'once')
  if ((!isOnce && !isText(reader, index, 'twice')) || !isText(reader, index + 1, 'a', 'per', 'every'))
    return undefined
  const hit = readUnitRule(reader, index + 2)
  if (!hit || isOnce) return hit
  const why = 'I read how often, but not on which days.'
  return {
    end: index + 3,
    value: { ...hit.value, fault: { code: 'vague', why, example: 'every Tuesday and Thursday' } },
  }
}

function readBound(reader: Reader, index: number, rule: Recurrence): Hit<Recurrence> | undefined {
  if (isText(reader, index, 'until', 'through', 'ending') && rule.until === undefined) {
    const day = readDay(reader, skip(reader, index + 1, 'the'))
    if (!day || day.value.fault) return undefined
    const until =
      day.value.kind === 'span' && !isText(reader, index, 'through') && !day.value.isEnd
        ? day.value.start
        : undefined
    return { end: day.end, value: { ...rule, until: until ?? day.value.date } }
  }
  if (isText(reader, index, 'starting', 'beginning', 'from') && rule.from === undefined) {
    const day = readDay(reader, skip(reader, index + 1, 'on'))
    return day && !day.value.fault
      ? { end: day.end, value: { ...rule, from: day.value.start ?? day.value.date } }
      : undefined
  }
  const times = readNumber(reader, skip(reader, index, 'for'))
  if (times && isText(reader, times.end, 'times') && Number.isInteger(times.value)) {
    return { end: times.end + 1, value: { ...rule, count: times.value } }
  }
  if (!isText(reader, index, 'for')) return undefined
  const steps = readSteps(reader, skip(reader, skip(reader, index + 1, 'the'), 'next'))
  if (!steps || steps.value.minutes) return undefined
  return { end: steps.end, value: { ...rule, until: stepDays(reader, reader.moment.today, steps.value, 1) } }
}

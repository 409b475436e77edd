import { isText, skip, textAt, type Hit, type Reader } from '../../moment.ts'
import { nameOfWeekday } from '../../names.ts'
import type { Frequency, Recurrence } from '../../recurrence/rule.ts'
import { unitWord } from '../../words.ts'
import { readNumber, readOrdinal } from '../numeral.ts'
import { readWeekdayName } from '../weekday.ts'
import { ofQuarter } from './edge.ts'
import { readDateRule, readMonthRule, readYearRule } from './month-rule.ts'
import { NIGHTS, readNameList, weekly } from './weekday-list.ts'

/** "every Monday", "every other week on Friday", "every 2nd Tuesday", "every 3 months on the 1st", "every 15th". */
export function readEvery(reader: Reader, index: number): Hit<Recurrence> | undefined {
  if (!isText(reader, index, 'every')) return undefined
  const from = skip(reader, index + 1, 'single')
  const other = isText(reader, from, 'other', 'second') && !isText(reader, from + 1, 'of') ? 2 : undefined
  const dated = readDateRule(reader, from)
  const nth = dated ? undefined : readNthRule(reader, from)
  if (nth) return nth
  const number = other ? undefined : readNumber(reader, from)
  const interval = other ?? number?.value
  const at = other ? from + 1 : (number?.end ?? from)
  const named = readDayNames(reader, at) ?? readUnitRule(reader, at, interval)
  if (!named || (dated && dated.end > named.end)) return interval === undefined || !named ? dated : undefined
  if (interval !== undefined && (!Number.isInteger(interval) || interval < 1 || interval > 99))
    return undefined
  return { end: named.end, value: { ...named.value, ...stepOf(interval) } }
}

function stepOf(interval: number | undefined): { interval?: number } {
  return interval !== undefined && interval > 1 ? { interval } : {}
}

/** "every 2nd Tuesday" is every other one; "every third Tuesday" may as well be the month's third. */
function readNthRule(reader: Reader, index: number): Hit<Recurrence> | undefined {
  const isLast = isText(reader, index, 'last')
  const nth = isLast ? { end: index + 1, value: -1 } : readOrdinal(reader, index)
  if (!nth) return undefined
  const name = readWeekdayName(reader, nth.end)
  if (!name) {
    const unit = unitWord(textAt(reader, nth.end))
    if (!unit || isLast || nth.value > 99) return undefined
    const hit = readUnitRule(reader, nth.end, nth.value)
    return hit && { end: hit.end, value: { ...hit.value, ...stepOf(nth.value) } }
  }
  if (nth.value === 2) return { end: name.end, value: { ...weekly([name.value]), interval: 2 } }
  const value: Recurrence = { frequency: 'MONTHLY', weekdays: [{ weekday: name.value, nth: nth.value }] }
  if (nth.value < 2) return { end: name.end, value }
  const day = nameOfWeekday(name.value)
  const why = `I read every ${textAt(reader, index)} ${day}, but not whether that is the month's or every ${nth.value} weeks.`
  const example = `every ${textAt(reader, index)} ${day} of the month`
  return { end: name.end, value: { ...value, fault: { code: 'vague', why, example } } }
}

/** "Monday and Wednesday", "Tue/Fri", "Mon–Fri", "weekday", "weekend", "weeknight". */
function readDayNames(reader: Reader, index: number): Hit<Recurrence> | undefined {
  const isWork = isText(reader, index, 'business', 'working', 'work') && isText(reader, index + 1, 'day')
  if (isText(reader, index, 'workday') || isWork) {
    const workdays = [...reader.moment.workdays].toSorted((one, two) => one - two)
    return { end: isWork ? index + 2 : index + 1, value: weekly(workdays) }
  }
  if (isText(reader, index, 'weekday')) return { end: index + 1, value: weekly([1, 2, 3, 4, 5]) }
  if (isText(reader, index, 'weeknight')) return { end: index + 1, value: NIGHTS }
  if (isText(reader, index, 'weekend')) return { end: index + 1, value: weekly([7]) }
  return readNameList(reader, index, true)
}

const PARTS = new Set(['morning', 'afternoon', 'evening', 'night'] as const)

/** "day", "morning", "hour", "week on Monday", "2 weeks", "month on the 15th", "quarter". */
export function readUnitRule(reader: Reader, index: number, interval = 1): Hit<Recurrence> | undefined {
  const word = textAt(reader, index).replace(/s$/u, '')
  const end = index + 1
  if (word === 'day') return { end, value: { frequency: 'DAILY' } }
  if (word === 'hour') return { end, value: { frequency: 'HOURLY' } }
  const part = [...PARTS].find((one) => one === word)
  if (part) return { end, value: { frequency: 'DAILY', part } }
  if (word === 'quarter' && interval === 1) return withDayOf(reader, end, 'MONTHLY', word)
  const frequency =
    word === 'week' ? 'WEEKLY' : word === 'month' ? 'MONTHLY' : word === 'year' ? 'YEARLY' : undefined
  return frequency && withDayOf(reader, end, frequency, word)
}

/** A weekly, monthly or yearly rule needs its day said; a quarterly one is due when the quarter ends. */
export function withDayOf(
  reader: Reader,
  index: number,
  frequency: Frequency,
  unit: string,
): Hit<Recurrence> {
  if (unit === 'quarter') return { end: index, value: ofQuarter('end') }
  const at = skip(reader, skip(reader, index, 'on'), 'the')
  const named =
    frequency === 'WEEKLY'
      ? readDayNames(reader, at)
      : frequency === 'MONTHLY'
        ? readMonthRule(reader, at)
        : readYearRule(reader, at)
  if (named) return named
  const why = `I read every ${unit}, but not on which day.`
  return { end: index, value: { frequency, fault: { code: 'vague', why, example: DAY_SAID[frequency] } } }
}

const DAY_SAID: Record<Frequency, string> = {
  HOURLY: 'every hour',
  DAILY: 'every day',
  WEEKLY: 'every Friday',
  MONTHLY: 'on the 1st of every month',
  YEARLY: 'every December 1',
}

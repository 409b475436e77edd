import { after, isText, once, skip, textAt, type Hit, type Reader } from '../../moment.ts'
import type { Frequency, Recurrence } from '../../recurrence/rule.ts'
import { readWeekdayName } from '../weekday.ts'
import { readRecurrenceEnds } from './bounds.ts'
import { readEdgeOfEvery } from './edge.ts'
import { readEvery, readUnitRule, withDayOf } from './every.ts'
import { readMonthRule, readYearRule } from './month-rule.ts'
import { NIGHTS, readNameList, readPluralName, weekly } from './weekday-list.ts'

/** "every Monday", "each weekday", "Tuesdays and Thursdays", "on the 28th of every month", "Thursday biweekly", "daily". */
export function readRecurrence(reader: Reader, index: number): Hit<Recurrence> | undefined {
  return once(reader, 'recurrence', index, () => readBounded(reader, index))
}

function readBounded(reader: Reader, index: number): Hit<Recurrence> | undefined {
  const hit =
    readEvery(reader, index) ??
    readEdgeOfEvery(reader, index) ??
    readAdverb(reader, index) ??
    readOfEvery(reader, index) ??
    readPlurals(reader, index) ??
    readOnceA(reader, index)
  return hit && readRecurrenceEnds(reader, hit)
}

const ADVERBS: Record<string, [Frequency, string]> = {
  weekly: ['WEEKLY', 'week'],
  monthly: ['MONTHLY', 'month'],
  quarterly: ['MONTHLY', 'quarter'],
  yearly: ['YEARLY', 'year'],
  annually: ['YEARLY', 'year'],
}

/** "daily", "weekly on Wednesdays", "monthly on the 1st", "annually on May 3", "hourly", "nightly", "quarterly". */
function readAdverb(reader: Reader, index: number): Hit<Recurrence> | undefined {
  const word = textAt(reader, index)
  const end = index + 1
  if (word === 'daily') return { end, value: { frequency: 'DAILY' } }
  if (word === 'nightly') return { end, value: { frequency: 'DAILY', part: 'night' } }
  if (word === 'hourly') return { end, value: { frequency: 'HOURLY' } }
  const adverb = Object.hasOwn(ADVERBS, word) ? ADVERBS[word] : undefined
  if (adverb) return withDayOf(reader, end, ...adverb)
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
    const other = after(reader, of, 'every other month') ?? after(reader, of, 'every second month')
    if (other !== undefined) return { end: other, value: { ...monthly.value, interval: 2 } }
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

/** "Tuesdays", "Tuesdays and Thursdays", "weekdays", "weekends", "weeknights", "Mon–Fri at 9", "mon/wed/fri". */
function readPlurals(reader: Reader, index: number): Hit<Recurrence> | undefined {
  const end = index + 1
  if (isText(reader, index, 'weekdays')) return { end, value: weekly([1, 2, 3, 4, 5]) }
  if (isText(reader, index, 'weekends')) return { end, value: weekly([6, 7]) }
  if (isText(reader, index, 'weeknights')) return { end, value: NIGHTS }
  if (isText(reader, index, 'alternate', 'alternating')) {
    const names = readPluralName(reader, end) && readNameList(reader, end, false)
    return names && { end: names.end, value: { ...names.value, interval: 2 } }
  }
  return readNameList(reader, index, false)
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

import { lastOfMonth } from '../../calendar.ts'
import { after, isText, skip, type Hit, type Reader } from '../../moment.ts'
import type { Recurrence } from '../../recurrence/rule.ts'
import { readDay } from '../day.ts'
import { stepDays } from '../shifted-day.ts'
import { readNumber } from '../numeral.ts'
import { readSteps } from '../steps.ts'
import { readNamedMonth } from '../span-noun.ts'
import { readNameList, weekly } from './weekday-list.ts'

/** What bounds it: "until November", "for 5 times", "for the next six weeks", "starting Monday", "in March", "but Friday". */
export function readRecurrenceEnds(reader: Reader, hit: Hit<Recurrence>): Hit<Recurrence> {
  if (hit.value.fault) return hit
  const at = skip(reader, hit.end, ',')
  const bounded =
    readEnd(reader, at, hit.value) ??
    readStart(reader, at, hit.value) ??
    readException(reader, at, hit.value) ??
    readMonthOf(reader, at, hit.value) ??
    readLength(reader, at, hit.value)
  return bounded ? readRecurrenceEnds(reader, bounded) : hit
}

function readEnd(reader: Reader, index: number, rule: Recurrence): Hit<Recurrence> | undefined {
  if (!isText(reader, index, 'until', 'through', 'ending') || rule.until !== undefined) return undefined
  const day = readDay(reader, skip(reader, skip(reader, index + 1, 'on'), 'the'))
  if (!day || day.value.fault) return undefined
  const until =
    day.value.kind === 'span' && !isText(reader, index, 'through') && !day.value.isEnd
      ? day.value.start
      : undefined
  return { end: day.end, value: { ...rule, until: until ?? day.value.date } }
}

function readStart(reader: Reader, index: number, rule: Recurrence): Hit<Recurrence> | undefined {
  if (!isText(reader, index, 'starting', 'beginning', 'from') || rule.from !== undefined) return undefined
  const day = readDay(reader, skip(reader, skip(reader, index + 1, 'from'), 'on'))
  return day && !day.value.fault
    ? { end: day.end, value: { ...rule, from: day.value.start ?? day.value.date } }
    : undefined
}

/** "every day but Friday", "every weekday except Mondays and Tuesdays". */
function readException(reader: Reader, index: number, rule: Recurrence): Hit<Recurrence> | undefined {
  const from =
    after(reader, index, 'other than') ??
    after(reader, index, 'apart from') ??
    after(reader, index, 'not on') ??
    (isText(reader, index, 'but', 'except', 'excluding', 'excepting', 'without', 'not')
      ? index + 1
      : undefined)
  if (from === undefined || (rule.interval ?? 1) > 1) return undefined
  const weekends = isText(reader, from, 'weekends', 'weekend')
    ? { end: from + 1, value: weekly([6, 7]) }
    : undefined
  const start = skip(reader, skip(reader, skip(reader, from, 'for'), 'on'), 'every')
  const off = weekends ?? readNameList(reader, start, true)
  if (!off) return undefined
  const named = rule.frequency === 'DAILY' ? weekly([1, 2, 3, 4, 5, 6, 7]).weekdays : rule.weekdays
  if (rule.frequency !== 'DAILY' && rule.frequency !== 'WEEKLY') return undefined
  const isOff = (weekday: number) => off.value.weekdays?.some((one) => one.weekday === weekday) === true
  const weekdays = (named ?? []).filter(({ weekday }) => !isOff(weekday))
  return weekdays.length > 0 ? { end: off.end, value: { ...rule, frequency: 'WEEKLY', weekdays } } : undefined
}

/** "every Monday in March": the coming March. */
function readMonthOf(reader: Reader, index: number, rule: Recurrence): Hit<Recurrence> | undefined {
  const isIn = isText(reader, index, 'in', 'of', 'during', 'throughout')
  const isMonthOf =
    isIn && (rule.frequency === 'DAILY' || rule.frequency === 'WEEKLY') && rule.until === undefined
  if (!isMonthOf) return undefined
  const thisMonth = after(reader, index + 1, 'this month')
  if (thisMonth) return { end: thisMonth, value: { ...rule, until: lastOfMonth(reader.moment.today) } }
  const month = readNamedMonth(reader, index + 1)
  if (!month) return undefined
  return { end: month.end, value: { ...rule, from: month.value.first, until: month.value.last } }
}

/** "for 5 times", "10 times", "for the next six weeks". */
function readLength(reader: Reader, index: number, rule: Recurrence): Hit<Recurrence> | undefined {
  const times = readNumber(reader, skip(reader, index, 'for'))
  if (times && isText(reader, times.end, 'times') && Number.isInteger(times.value)) {
    return { end: times.end + 1, value: { ...rule, count: times.value } }
  }
  if (!isText(reader, index, 'for')) return undefined
  const steps = readSteps(reader, skip(reader, skip(reader, index + 1, 'the'), 'next'))
  if (!steps || steps.value.minutes) return undefined
  return { end: steps.end, value: { ...rule, until: stepDays(reader, reader.moment.today, steps.value, 1) } }
}

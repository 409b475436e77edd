import { addMonths, weekdayOf } from '../calendar.ts'
import { readPlainDay } from './plain-day.ts'
import { readSteps, type Steps } from './steps.ts'
import { isWorking, readWeekdayName } from './weekday.ts'
import { type Day, type Hit, isText, type Reader, skip, textAt } from '../moment.ts'
import { weekdayPlural } from '../names.ts'

/** "two weeks from Friday", "5 days before new year", "a week on Tuesday", "3 Mondays after May 25". */
export function readShifted(reader: Reader, index: number): Hit<Day> | undefined {
  const isIn = isText(reader, index, 'in')
  const steps =
    readOneDay(reader, index) ?? readSteps(reader, isIn ? index + 1 : skip(reader, index, 'within'))
  if (!steps || steps.value.minutes) return undefined
  const { value } = steps
  const joint = textAt(reader, steps.end)
  const sign =
    joint === 'before' ? -1 : joint === 'after' || joint === 'from' || joint === 'following' ? 1 : 0
  const isWeeks = value.days > 0 && value.days % 7 === 0 && value.months === 0
  const isDayNext =
    readWeekdayName(reader, steps.end) !== undefined || isText(reader, steps.end, 'today', 'tomorrow')
  if (!sign && (isIn || !isWeeks || (joint !== 'on' && !isDayNext))) return undefined
  const base = readPlainDay(reader, sign || joint === 'on' ? steps.end + 1 : steps.end)
  if (!base) return undefined
  if (!sign && base.value.kind !== 'weekday' && base.value.kind !== 'relative') return undefined
  const isStart = sign < 0 && !base.value.isEnd
  const from = isStart ? (base.value.start ?? base.value.date) : base.value.date
  return {
    end: base.end,
    value: { ...faultOf(base.value), date: stepDays(reader, from, value, sign || 1), kind: 'shift' },
  }
}

/** "the day after next Monday", "the day before Friday". */
function readOneDay(reader: Reader, index: number): Hit<Steps> | undefined {
  if (!isText(reader, index, 'the') || !isText(reader, index + 1, 'day', 'week')) return undefined
  const days = isText(reader, index + 1, 'week') ? 7 : 1
  const isBeside =
    isText(reader, index + 2, 'after', 'before') && !isText(reader, index + 3, 'next', 'tomorrow')
  const isNextDay = isText(reader, index + 3, 'next') && readWeekdayName(reader, index + 4) !== undefined
  if (!isBeside && !isNextDay) return undefined
  return { end: index + 2, value: { months: 0, days, workdays: 0, minutes: 0 } }
}

export function faultOf({ fault }: Day): { fault?: NonNullable<Day['fault']> } {
  return fault ? { fault } : {}
}

/** Months first and held to the month's end, then days, then working days. */
export function stepDays(reader: Reader, from: number, steps: Steps, sign: number): number {
  let day = addMonths(from, sign * steps.months) + sign * steps.days
  for (let left = Math.min(steps.workdays, 2_000); left > 0;) {
    day += sign
    if (isWorking(reader, day)) left -= 1
    if (Math.abs(day - from) > 10_000) break
  }
  return day
}

/** "the Monday before May 25", "the Friday after Easter Monday's date" — a weekday beside another day. */
export function readWeekdayBeside(reader: Reader, index: number): Hit<Day> | undefined {
  const count = readSteps(reader, index) ? undefined : readCount(reader, skip(reader, index, 'the'))
  const name =
    readWeekdayName(reader, count?.end ?? skip(reader, index, 'the')) ?? readPluralName(reader, count)
  if (!name || !isText(reader, name.end, 'before', 'after', 'following')) return undefined
  const base = readPlainDay(reader, name.end + 1)
  if (!base || base.value.fault) return undefined
  const isBefore = isText(reader, name.end, 'before')
  const from = isBefore ? (base.value.start ?? base.value.date) : base.value.date
  const gap = isBefore
    ? -((weekdayOf(from) - name.value + 7) % 7 || 7)
    : (name.value - weekdayOf(from) + 7) % 7 || 7
  const more = 7 * ((count?.value ?? 1) - 1) * (isBefore ? -1 : 1)
  return { end: base.end, value: { date: from + gap + more, kind: 'shift' } }
}

function readCount(reader: Reader, index: number): Hit<number> | undefined {
  const token = reader.tokens[index]
  return token?.kind === 'number' && token.value < 100 ? { end: index + 1, value: token.value } : undefined
}

function readPluralName(reader: Reader, count: Hit<number> | undefined): Hit<number> | undefined {
  if (!count) return undefined
  const value = weekdayPlural(textAt(reader, count.end))
  return value ? { end: count.end + 1, value } : undefined
}

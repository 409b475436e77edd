import { dayParts } from '../../calendar.ts'
import { after, isText, skip, type Hit, type Reader } from '../../moment.ts'
import { onMonthDays, type Recurrence } from '../../recurrence/rule.ts'
import { readMonthDay } from '../month-day.ts'
import { readNumericDate } from '../numeric-date.ts'
import { readNth } from '../nth-weekday.ts'
import { readWeekdayName } from '../weekday.ts'

/** "15th", "1st and 15th", "last day", "15th and last day", "first Monday", "last Friday". */
export function readMonthRule(reader: Reader, index: number): Hit<Recurrence> | undefined {
  const named = readNamedDays(reader, skip(reader, index, 'the'))
  if (named) return named
  const days: number[] = []
  let end = index
  for (let at = skip(reader, index, 'the'); days.length < 6;) {
    const day = readDayOfRule(reader, at)
    if (!day) break
    days.push(day.value)
    end = day.end
    if (!isText(reader, end, 'and', '&', ',')) break
    at = skip(reader, skip(reader, end + 1, 'and'), 'the')
  }
  if (days.length === 0) return undefined
  const sorted = [...new Set(days)].toSorted((one, two) => one - two)
  return { end, value: { frequency: 'MONTHLY', ...onMonthDays(sorted) } }
}

/** "first Monday", "last Friday", "2nd and 4th Tuesday". */
function readNamedDays(reader: Reader, index: number): Hit<Recurrence> | undefined {
  const places: number[] = []
  for (let at = index; places.length < 5;) {
    const nth = readNth(reader, at)
    if (!nth) return undefined
    places.push(nth.value)
    const name = readWeekdayName(reader, nth.end)
    if (name) {
      const weekdays = places.map((place) => ({ weekday: name.value, nth: place }))
      return { end: name.end, value: { frequency: 'MONTHLY', weekdays } }
    }
    if (!isText(reader, nth.end, 'and', '&', ',')) return undefined
    at = skip(reader, skip(reader, nth.end + 1, 'and'), 'the')
  }
  return undefined
}

/** A day of the month, -1 for the last. */
function readDayOfRule(reader: Reader, index: number): Hit<number> | undefined {
  const nth = readNth(reader, index)
  if (!nth || readWeekdayName(reader, nth.end)) return undefined
  if (isText(reader, nth.end, 'day')) return { end: nth.end + 1, value: nth.value }
  return nth.value >= 1 && nth.value <= 31 ? nth : undefined
}

export function readYearRule(reader: Reader, index: number): Hit<Recurrence> | undefined {
  const date = readMonthDay(reader, index) ?? readNumericDate(reader, index)
  if (!date || date.value.kind !== 'date') return undefined
  const { leapDay } = date.value
  if (leapDay) return { end: date.end, value: { frequency: 'YEARLY', months: [2], lateDay: 29 } }
  if (date.value.fault) return undefined
  const { month, day } = dayParts(date.value.date)
  return { end: date.end, value: { frequency: 'YEARLY', months: [month], monthDays: [day] } }
}

/** After "every": "4th of the month", "first Friday of the month", "December 25", "31st". */
export function readDateRule(reader: Reader, index: number): Hit<Recurrence> | undefined {
  const rule = readMonthRule(reader, index)
  const end =
    rule &&
    (after(reader, rule.end, 'of the month') ??
      after(reader, rule.end, 'of month') ??
      after(reader, rule.end, 'in the month') ??
      after(reader, rule.end, 'of a month'))
  if (rule && end !== undefined) return { end, value: rule.value }
  const yearly = readYearRule(reader, index)
  if (yearly) return yearly
  return rule && isPlainDate(rule.value) ? rule : undefined
}

/** "every 15th"; "every last day" and "every first" say too little. */
function isPlainDate({ monthDays, lateDay }: Recurrence): boolean {
  return lateDay !== undefined || (monthDays?.[0] ?? 0) > 0
}

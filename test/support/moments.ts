import { Temporal } from 'temporal-polyfill'

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
/** A Monday in a week in which daylight saving time has begun in America and not in Europe. */
const firstMonday = Temporal.PlainDate.from('2026-03-09')

/**
 * A moment as tests write it: "Mon 09:00" (the first such day at or after `after`), "2026-03-13T15:00" as wall-clock time in
 * `zone`, or an instant with its offset.
 */
export function moment(text: string, zone: string, after?: Date): Date {
  const dayTime = /^(\w{3})\w* (\d{1,2}:\d\d)$/.exec(text)
  if (dayTime) return weekday(dayTime[1]!.toLowerCase(), dayTime[2]!.padStart(5, '0'), zone, after)
  if (/(Z|[+-]\d\d:\d\d)$/.test(text)) return new Date(text)
  return instantOf(Temporal.PlainDateTime.from(text).toZonedDateTime(zone))
}

function weekday(day: string, time: string, zone: string, after: Date | undefined): Date {
  const index = days.indexOf(day)
  if (index < 0) throw new Error(`No day is called ${day}`)
  const from = after
    ? Temporal.Instant.fromEpochMilliseconds(after.getTime()).toZonedDateTimeISO(zone).toPlainDate()
    : firstMonday
  const date = from.add({ days: (index - (from.dayOfWeek - 1) + 7) % 7 })
  const at = instantOf(date.toZonedDateTime({ timeZone: zone, plainTime: time }))
  return after && at < after
    ? instantOf(date.add({ days: 7 }).toZonedDateTime({ timeZone: zone, plainTime: time }))
    : at
}

function instantOf(zoned: Temporal.ZonedDateTime): Date {
  return new Date(zoned.epochMilliseconds)
}

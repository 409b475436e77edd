import { Temporal } from 'temporal-polyfill'
import { instantAtWall, wallFields, wallTime } from './zone-offsets.ts'

/** When a person works, in their own zone. */
export interface WorkingHours {
  /** IANA. */
  zone: string
  /** 'HH:mm' */
  dayStart: string
  /** 'HH:mm' */
  dayEnd: string
  /** ISO weekdays, 1 = Monday. */
  workdays: readonly number[]
  /** 'yyyy-mm-dd', the workspace's list. */
  daysOff: readonly string[]
}

/** A local date-time in `zone` for an instant. */
export function localTime(at: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)
}

/** The date on the wall in `zone`. */
export function localDay(at: Date, zone: string): Temporal.PlainDate {
  return wallTime(at, zone).toPlainDate()
}

/** A gap moves forward, an overlap takes the first (Temporal's "compatible"). */
export function instantOf(date: Temporal.PlainDate, time: string, zone: string): Date {
  return instantAtWall(date.toPlainDateTime(Temporal.PlainTime.from(time)), zone)
}

export function isWorkday(date: Temporal.PlainDate, hours: WorkingHours): boolean {
  return hours.workdays.includes(date.dayOfWeek) && !hours.daysOff.includes(date.toString())
}

/** The nth working day after (n > 0) or before (n < 0) `date`; someone with no working day at all gets calendar days. */
export function addWorkdays(date: Temporal.PlainDate, n: number, hours: WorkingHours): Temporal.PlainDate {
  const step = Math.sign(n)
  let day = date
  for (let left = Math.abs(n), tried = 0; left > 0; tried++) {
    day = day.add({ days: step })
    if (tried > 400 || isWorkday(day, hours)) left--
  }
  return day
}

/** The same instant if it lies inside working hours (both ends included), else the next start of work. */
export function insideWorkingHours(at: Date, hours: WorkingHours): Date {
  const wall = wallFields(at, hours.zone)
  const day = wall.toISOString().slice(0, 10)
  const works = hours.workdays.includes(wall.getUTCDay() || 7) && !hours.daysOff.includes(day)
  const time = wall.getTime() - Date.parse(day)
  const isBefore = time < millisecondsAt(hours.dayStart)
  if (works && !isBefore && time <= millisecondsAt(hours.dayEnd)) return at
  const today = localDay(at, hours.zone)
  return instantOf(works && isBefore ? today : addWorkdays(today, 1, hours), hours.dayStart, hours.zone)
}

/** The same instant if it lies inside working hours (both ends included), else the last end of work before it. */
export function lastWorkingMoment(at: Date, hours: WorkingHours): Date {
  if (insideWorkingHours(at, hours).getTime() === at.getTime()) return at
  const day = localDay(at, hours.zone)
  const end = instantOf(day, hours.dayEnd, hours.zone)
  const isAfterWork = isWorkday(day, hours) && end < at
  return isAfterWork ? end : instantOf(addWorkdays(day, -1, hours), hours.dayEnd, hours.zone)
}

/** Since midnight, of a time as 'HH:mm'. */
function millisecondsAt(time: string): number {
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * 60_000
}

/** `time` or the start of work, whichever is later: a 9:00 reminder of somebody who starts at 10:00 comes at 10:00. */
export function morningOf(date: Temporal.PlainDate, hours: WorkingHours, time = '09:00'): Date {
  return instantOf(date, time > hours.dayStart ? time : hours.dayStart, hours.zone)
}

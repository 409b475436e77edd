import { Temporal } from 'temporal-polyfill'
import { instantAtWall, wallTime } from './offset.ts'

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
  const local = wallTime(at, hours.zone)
  const date = local.toPlainDate()
  const time = local.toPlainTime()
  const before = Temporal.PlainTime.compare(time, Temporal.PlainTime.from(hours.dayStart)) < 0
  const after = Temporal.PlainTime.compare(time, Temporal.PlainTime.from(hours.dayEnd)) > 0
  if (isWorkday(date, hours) && !before && !after) return at
  const day = isWorkday(date, hours) && before ? date : addWorkdays(date, 1, hours)
  return instantOf(day, hours.dayStart, hours.zone)
}

/** `time` or the start of work, whichever is later: a 9:00 reminder of somebody who starts at 10:00 comes at 10:00. */
export function morningOf(date: Temporal.PlainDate, hours: WorkingHours, time = '09:00'): Date {
  return instantOf(date, time > hours.dayStart ? time : hours.dayStart, hours.zone)
}

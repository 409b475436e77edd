import { Temporal } from 'temporal-polyfill'
import type { ClockTarget } from './act.ts'

/** The moment that a clock target means in `zone`; undefined when it is not a valid target. */
export function resolveClockTarget(to: ClockTarget, now: Date, zone: string): Date | undefined {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone)
  if (to === 'next-morning') return nextMorning(local)
  if (to === 'next-friday-15') return nextAt(local, 5, '15:00')
  try {
    if (/(Z|[+-]\d\d:?\d\d)$/.test(to)) return dateOf(Temporal.Instant.from(to))
    return dateOf(Temporal.PlainDateTime.from(to).toZonedDateTime(zone).toInstant())
  } catch {
    return undefined
  }
}

/** 9:00 of the next weekday; today's when it is still to come. */
function nextMorning(local: Temporal.ZonedDateTime): Date {
  let day = local.toPlainDate()
  for (;;) {
    const nine = day.toZonedDateTime({ timeZone: local.timeZoneId, plainTime: '09:00' })
    if (day.dayOfWeek <= 5 && Temporal.ZonedDateTime.compare(nine, local) > 0) return dateOf(nine.toInstant())
    day = day.add({ days: 1 })
  }
}

function nextAt(local: Temporal.ZonedDateTime, dayOfWeek: number, plainTime: string): Date {
  const day = local.toPlainDate().add({ days: (dayOfWeek - local.dayOfWeek + 7) % 7 })
  const at = (date: Temporal.PlainDate) => date.toZonedDateTime({ timeZone: local.timeZoneId, plainTime })
  const soonest = at(day)
  return dateOf(
    (Temporal.ZonedDateTime.compare(soonest, local) > 0 ? soonest : at(day.add({ days: 7 }))).toInstant(),
  )
}

/** 9:00 of the Monday of last week in `zone`. */
export function lastWeeksMonday(now: Date, zone: string): Date {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone)
  return wallTimeOn(now, zone, 1 - today.dayOfWeek - 7, '09:00')
}

/** A wall-clock time in `zone`, `days` after the day of `start`. */
export function wallTimeOn(start: Date, zone: string, days: number, plainTime: string): Date {
  const first = Temporal.Instant.fromEpochMilliseconds(start.getTime()).toZonedDateTimeISO(zone).toPlainDate()
  return dateOf(first.add({ days }).toZonedDateTime({ timeZone: zone, plainTime }).toInstant())
}

function dateOf(instant: Temporal.Instant): Date {
  return new Date(instant.epochMilliseconds)
}

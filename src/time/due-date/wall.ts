import { Temporal } from 'temporal-polyfill'
import { dayNumber, dayParts, isoDate } from './calendar.ts'

export interface WallTime {
  /** Days since 1970-01-01 in the zone. */
  day: number
  /** Minutes since midnight by the clock on the wall. */
  minute: number
}

export function wallAt(instant: Date, zone: string): WallTime {
  // Each field of a zoned date looks the zone up again; a plain one has done so once.
  const wall = Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
  return { day: dayNumber(wall.year, wall.month, wall.day), minute: wall.hour * 60 + wall.minute }
}

/** Wall time → instant: inside a gap it moves forward by the gap, in an overlap it is the first. */
export function instantAt({ day, minute }: WallTime, zone: string): Date {
  const { year, month, day: date } = dayParts(day + Math.floor(minute / 1440))
  const inDay = ((minute % 1440) + 1440) % 1440
  const wall = new Temporal.PlainDateTime(year, month, date, Math.floor(inDay / 60), inDay % 60)
  return new Date(wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds)
}

/** Hours and minutes are elapsed time, whatever the clocks do meanwhile. */
export function addMinutes(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + Math.round(minutes * 60_000))
}

/** `yyyy-mm-ddThh:mm` by the clock on the wall. */
export function formatLocal(instant: Date, zone: string): string {
  return formatWall(wallAt(instant, zone))
}

export function formatWall({ day, minute }: WallTime): string {
  return `${isoDate(day)}T${formatClock(minute)}`
}

export function formatClock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch {
    return false
  }
}

import { Temporal } from 'temporal-polyfill'
import { instantAtFields, wallFields } from '../zone-offsets.ts'
import { isoDate } from './calendar.ts'

export interface WallTime {
  /** Days since 1970-01-01 in the zone. */
  day: number
  /** Minutes since midnight by the clock on the wall. */
  minute: number
}

const DAY_MS = 86_400_000

export function wallAt(instant: Date, zone: string): WallTime {
  const wall = wallFields(instant, zone).getTime()
  const day = Math.floor(wall / DAY_MS)
  return { day, minute: Math.floor((wall - day * DAY_MS) / 60_000) }
}

/** Wall time → instant: inside a gap it moves forward by the gap, in an overlap it is the first. */
export function instantAt({ day, minute }: WallTime, zone: string): Date {
  return instantAtFields(day * DAY_MS + minute * 60_000, zone)
}

/** Hours and minutes are elapsed time, whatever the clocks do meanwhile. */
export function addMinutes(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + Math.round(minutes * 60_000))
}

/** `yyyy-mm-ddThh:mm` by the clock on the wall. */
export function formatLocal(instant: Date, zone: string): string {
  return formatWall(wallAt(instant, zone))
}

function formatWall({ day, minute }: WallTime): string {
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

/** The wall clocks of the world, looked up once between two changes of the clocks. Pure but for what it remembers. */
import { Temporal } from 'temporal-polyfill'

/** Between `from` and `to`, in milliseconds since 1970, a zone is `offset` milliseconds ahead of UTC. */
interface Stretch {
  from: number
  to: number
  offset: number
}

// Temporal looks every offset up anew, at 15 to 30 µs each; a /promise asks for some thirty.
const known = new Map<string, Stretch[]>()
/** Stretches remembered of one zone: a year has two or three. */
const mostKnown = 12
const day = 86_400_000

/** A Date whose UTC fields are what the clock on the wall shows in `zone` (IANA): for arithmetic that has to be quick. */
export function wallFields(at: Date, zone: string): Date {
  const ms = at.getTime()
  return new Date(ms + stretchAt(ms, zone).offset)
}

/** What the clock on the wall shows in `zone` (IANA). */
export function wallTime(at: Date, zone: string): Temporal.PlainDateTime {
  const wall = wallFields(at, zone)
  return new Temporal.PlainDateTime(
    wall.getUTCFullYear(),
    wall.getUTCMonth() + 1,
    wall.getUTCDate(),
    wall.getUTCHours(),
    wall.getUTCMinutes(),
    wall.getUTCSeconds(),
    wall.getUTCMilliseconds(),
  )
}

/** The instant at which the wall shows this; a gap moves forward, an overlap takes the first. */
export function instantAtWall(wall: Temporal.PlainDateTime, zone: string): Date {
  const utc = Date.UTC(
    wall.year,
    wall.month - 1,
    wall.day,
    wall.hour,
    wall.minute,
    wall.second,
    wall.millisecond,
  )
  return instantAtFields(utc, zone)
}

/** The same for a wall time in milliseconds since 1970 as if its clock were UTC's. */
export function instantAtFields(fields: number, zone: string): Date {
  const { from, to, offset } = stretchAt(fields, zone)
  // A day away from any change of the clocks, nothing is ambiguous; near one, Temporal decides.
  if (fields - day > from && fields + day < to) return new Date(fields - offset)
  const wall = Temporal.Instant.fromEpochMilliseconds(fields).toZonedDateTimeISO('UTC').toPlainDateTime()
  return new Date(wall.toZonedDateTime(zone).epochMilliseconds)
}

function stretchAt(ms: number, zone: string): Stretch {
  const stretches = known.get(zone) ?? []
  const found = stretches.find(({ from, to }) => ms >= from && ms < to)
  if (found) return found
  const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)
  const stretch = {
    from: at.add({ milliseconds: 1 }).getTimeZoneTransition('previous')?.epochMilliseconds ?? -Infinity,
    to: at.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
    offset: at.offsetNanoseconds / 1e6,
  }
  known.set(zone, [stretch, ...stretches].slice(0, mostKnown))
  return stretch
}

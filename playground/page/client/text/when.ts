/** Wall-clock times for the page: from instants to text in a zone. */

export interface Wall {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  /** 0 is Sunday. */
  weekday: number
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

export function wallOf(instant: Date, zone: string): Wall {
  const parts = new Map(
    wallFormat(zone)
      .formatToParts(instant)
      .map((part) => [part.type, part.value]),
  )
  const number = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type))
  return {
    year: number('year'),
    month: number('month'),
    day: number('day'),
    hour: number('hour'),
    minute: number('minute'),
    weekday: weekdays.indexOf(parts.get('weekday') ?? ''),
  }
}

const wallFormats = new Map<string, Intl.DateTimeFormat>()

function wallFormat(zone: string): Intl.DateTimeFormat {
  const known = wallFormats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    weekday: 'short',
  })
  wallFormats.set(zone, made)
  return made
}

/** "yyyy-mm-dd" of an instant in a zone. */
export function dayOf(instant: Date, zone: string): string {
  const { year, month, day } = wallOf(instant, zone)
  return `${year}-${two(month)}-${two(day)}`
}

/** "hh:mm" of an instant in a zone. */
export function timeOf(instant: Date, zone: string): string {
  const { hour, minute } = wallOf(instant, zone)
  return `${two(hour)}:${two(minute)}`
}

export function two(value: number): string {
  return String(value).padStart(2, '0')
}

/** The instant at which a zone's clocks show this day and time; where they skip it, the moment after the skip. */
export function instantOf(day: string, time: string, zone: string): Date {
  const asIfUtc = Date.parse(`${day}T${time}:00Z`)
  const candidates = [asIfUtc - 86_400_000, asIfUtc + 86_400_000]
    .map((near) => new Date(asIfUtc - offset(new Date(near), zone)))
    .toSorted((one, other) => one.getTime() - other.getTime())
  const exact = candidates.find((instant) => dayOf(instant, zone) === day && timeOf(instant, zone) === time)
  return exact ?? candidates.at(-1)!
}

function offset(instant: Date, zone: string): number {
  const { year, month, day, hour, minute } = wallOf(instant, zone)
  const minutes = Math.floor(instant.getTime() / 60_000) * 60_000
  return Date.UTC(year, month - 1, day, hour, minute) - minutes
}

/** Adds calendar days to a "yyyy-mm-dd". */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Whole calendar days from one "yyyy-mm-dd" to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

export function formatDate(
  instant: Date,
  zone: string,
  locale: string,
  options: Intl.DateTimeFormatOptions,
): string {
  return new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }).format(instant)
}

export function formatTime(instant: Date, zone: string, locale: string): string {
  return formatDate(instant, zone, locale, { hour: 'numeric', minute: '2-digit' })
}

/** The heading of a day: "Today", "Yesterday", "Friday 6 March". */
export function formatDay(instant: Date, now: Date, zone: string, locale: string): string {
  const distance = daysBetween(dayOf(now, zone), dayOf(instant, zone))
  if (distance === 0) return 'Today'
  if (distance === -1) return 'Yesterday'
  if (distance === 1) return 'Tomorrow'
  return formatDate(instant, zone, locale, { weekday: 'long', day: 'numeric', month: 'long' })
}

/** "Fri 6 Mar, 15:00" in the order of the locale. */
export function formatMoment(instant: Date, zone: string, locale: string): string {
  return formatDate(instant, zone, locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  })
}

/** "Paris" of "Europe/Paris". */
export function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

/** The instant of a message's ts, which is seconds with a fraction. */
export function instantOfTs(ts: string): Date {
  return new Date(Number(ts) * 1000)
}

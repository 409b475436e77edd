import { dayOf, daysBetween, formatDate } from './when.ts'

export interface Reader {
  now: Date
  zone: string
  locale: string
}

/** Fills the braces of a `<!date^…>` for one reader, as "{date_short_pretty} at {time}". */
export function showDateToken(seconds: number, format: string, reader: Reader): string {
  const instant = new Date(seconds * 1000)
  if (Number.isNaN(instant.getTime())) return format
  return format.replaceAll(/\{([a-z_]+)\}/g, (whole, name: string) => fill(name, instant, reader) ?? whole)
}

function fill(name: string, instant: Date, reader: Reader): string | undefined {
  if (name === 'ago') return ago(instant, reader)
  if (name === 'time') return showDate(instant, reader, { hour: 'numeric', minute: '2-digit' })
  if (name === 'time_secs')
    return showDate(instant, reader, { hour: 'numeric', minute: '2-digit', second: '2-digit' })
  if (name === 'date_num') return dayOf(instant, reader.zone)
  if (name === 'date_slash')
    return showDate(instant, reader, { day: '2-digit', month: '2-digit', year: 'numeric' })
  if (name.endsWith('_pretty')) return near(instant, reader) ?? date(name.slice(0, -7), instant, reader)
  return date(name, instant, reader)
}

function near(instant: Date, reader: Reader): string | undefined {
  const distance = daysBetween(dayOf(reader.now, reader.zone), dayOf(instant, reader.zone))
  return new Map([
    [-1, 'yesterday'],
    [0, 'today'],
    [1, 'tomorrow'],
  ]).get(distance)
}

function date(name: string, instant: Date, reader: Reader): string | undefined {
  const year = needsYear(instant, reader) ? ({ year: 'numeric' } as const) : {}
  if (name === 'date')
    return ordinal(showDate(instant, reader, { month: 'long', day: 'numeric', ...year }), reader)
  if (name === 'date_short') return showDate(instant, reader, { month: 'short', day: 'numeric', ...year })
  if (name === 'date_long')
    return ordinal(
      showDate(instant, reader, { weekday: 'long', month: 'long', day: 'numeric', ...year }),
      reader,
    )
  return undefined
}

// The year is shown only more than half a year away from now.
function needsYear(instant: Date, reader: Reader): boolean {
  return Math.abs(instant.getTime() - reader.now.getTime()) > 183 * 86_400_000
}

function ordinal(text: string, reader: Reader): string {
  if (reader.locale !== 'en-US') return text
  return text.replace(/\b(\d{1,2})\b(?!\d)/, (day) => day + suffix(Number(day)))
}

function suffix(day: number): string {
  if (day >= 11 && day <= 13) return 'th'
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th'
}

function ago(instant: Date, reader: Reader): string {
  const minutes = Math.round((instant.getTime() - reader.now.getTime()) / 60_000)
  const format = new Intl.RelativeTimeFormat(reader.locale, { numeric: 'auto' })
  if (Math.abs(minutes) < 60) return format.format(minutes, 'minute')
  if (Math.abs(minutes) < 1440) return format.format(Math.round(minutes / 60), 'hour')
  return format.format(Math.round(minutes / 1440), 'day')
}

function showDate(instant: Date, reader: Reader, options: Intl.DateTimeFormatOptions): string {
  return formatDate(instant, reader.zone, reader.locale, options)
}

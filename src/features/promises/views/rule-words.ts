/** Says a recurrence in English: "every Friday at 15:00 until 25 December". */
const weekdays: Record<string, string> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
}
const units: Record<string, string> = {
  HOURLY: 'hour',
  DAILY: 'day',
  WEEKLY: 'week',
  MONTHLY: 'month',
  YEARLY: 'year',
}
const and = new Intl.ListFormat('en-GB', { type: 'conjunction' })

export function ruleInWords(recurs: string, _now: Date, _zone: string): string {
  const fields = new Map(recurs.split(';').map((field) => field.split('=', 2) as [string, string]))
  const [hour, minute = '0'] = [fields.get('BYHOUR'), fields.get('BYMINUTE')]
  const time = hour === undefined ? '' : ` at ${hour}:${minute.padStart(2, '0')}`
  return `${daysInWords(fields)}${time}${endInWords(fields)}`
}

function daysInWords(fields: ReadonlyMap<string, string>): string {
  const interval = Number(fields.get('INTERVAL') ?? 1)
  const unit = units[fields.get('FREQ') ?? ''] ?? 'time'
  const named = (fields.get('BYDAY') ?? '').split(',').flatMap((day) => weekdays[day] ?? [])
  const every = interval === 1 ? `every ${unit}` : `every ${interval} ${unit}s`
  if (!named.length) return every
  if (named.join() === 'Monday,Tuesday,Wednesday,Thursday,Friday') return 'every weekday'
  return interval === 1 ? `every ${and.format(named)}` : `${every} on ${and.format(named)}`
}

function endInWords(fields: ReadonlyMap<string, string>): string {
  const count = fields.get('COUNT')
  if (count) return count === '1' ? ', once' : `, ${count} times`
  const until = /^(\d{4})(\d{2})(\d{2})/.exec(fields.get('UNTIL') ?? '')
  if (!until) return ''
  const [, year, month, day] = until
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return ` until ${new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(date)}`
}

import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'

/**
 * The first time a recurrence falls strictly after `after`, in the zone it is kept in.
 * `start` is its first occurrence: intervals and counts are reckoned from there, so a
 * recurrence whose last time was moved by hand stays on its beat. Throws on a rule that is none.
 */
export function nextOccurrence(
  recurs: string,
  after: Date,
  zone: string,
  start: Date = after,
): Date | undefined {
  const dtstart = Temporal.Instant.fromEpochMilliseconds(start.getTime()).toZonedDateTimeISO(zone)
  const rule = new RRuleTemporal({
    rruleString: `DTSTART;TZID=${zone}:${stamp(dtstart)}\nRRULE:${untilInUtc(recurs, zone)}`,
    temporal: Temporal,
  })
  const next = rule.next(new Date(after.getTime()))
  return next ? new Date(next.epochMilliseconds) : undefined
}

function stamp(wall: Temporal.ZonedDateTime): string {
  return wall.toPlainDateTime().toString({ smallestUnit: 'second' }).replaceAll(/[-:]/gu, '')
}

/** A rule says its last day by the calendar; the library wants the instant at which that day is over. */
function untilInUtc(recurs: string, zone: string): string {
  return recurs.replace(
    /UNTIL=(\d{4})(\d{2})(\d{2})(?!\d|T)/u,
    (_, year: string, month: string, day: string) => {
      const end = Temporal.PlainDate.from(`${year}-${month}-${day}`).add({ days: 1 }).toZonedDateTime(zone)
      const last = end.toInstant().subtract({ seconds: 1 }).toString().replaceAll(/[-:]/gu, '')
      return `UNTIL=${last}`
    },
  )
}

import { Temporal } from 'temporal-polyfill'
import { readPromise } from '../../src/time/due-date/index.ts'

const START = Temporal.Instant.from('2025-01-01T00:00Z')
const END = Temporal.Instant.from('2036-01-01T00:00Z')

/** The instants at which a zone's clocks change, with the wall time they would have shown. */
function changesOf(zone: string): { before: Temporal.ZonedDateTime; wall: Temporal.PlainDateTime }[] {
  const changes = []
  let at = START.toZonedDateTimeISO(zone).getTimeZoneTransition('next')
  while (at && Temporal.Instant.compare(at.toInstant(), END) < 0) {
    const before = at.toInstant().subtract({ hours: 72 }).toZonedDateTimeISO(zone)
    changes.push({ before, wall: before.toPlainDateTime().add({ hours: 72 }) })
    at = at.getTimeZoneTransition('next')
  }
  return changes
}

test('in every zone, around every clock change from 2025 to 2035, a due time is what Temporal says', () => {
  const wrong: string[] = []
  let checked = 0
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    for (const { before, wall } of changesOf(zone)) {
      for (const minutes of [-45, 0, 30, 75]) {
        const meant = wall.add({ minutes }).round('minute')
        const text = `send it on ${meant.toPlainDate().toString()} at ${meant.toPlainTime().toString({ smallestUnit: 'minute' })}`
        const reading = readPromise(text, {
          now: new Date(before.epochMilliseconds),
          zone,
        })
        const expected = meant.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds
        checked += 1
        if (reading.kind === 'refused' || reading.due.at.getTime() !== expected) wrong.push(`${zone} ${text}`)
      }
    }
  }
  expect(wrong).toEqual([])
  expect(checked).toBeGreaterThan(10_000)
})

test('hours are elapsed time across a clock change', () => {
  for (const zone of ['America/New_York', 'Europe/London', 'Australia/Lord_Howe']) {
    for (const { before } of changesOf(zone)) {
      const now = new Date(before.epochMilliseconds)
      const reading = readPromise('send it in 96 hours', { now, zone })
      expect(reading.due?.at.getTime()).toBe(now.getTime() + 96 * 3_600_000)
    }
  }
})

test('days are calendar days across a clock change', () => {
  for (const { before } of changesOf('Europe/Berlin')) {
    const reading = readPromise('send it in 4 days', {
      now: new Date(before.epochMilliseconds),
      zone: 'Europe/Berlin',
    })
    expect(reading.due?.local).toBe(`${before.toPlainDate().add({ days: 4 }).toString()}T17:00`)
  }
})

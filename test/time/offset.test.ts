import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { instantAtWall, wallTime } from '../../src/time/zone-offsets.ts'

const zones = [
  'Europe/Paris',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'UTC',
  'Pacific/Apia',
  'America/Sao_Paulo',
]
const zone = fc.constantFrom(...zones)
const first = Date.UTC(2005, 0, 1)
const last = Date.UTC(2040, 0, 1)

test('an instant shows on the wall what Temporal says, in zones of every kind', () => {
  fc.assert(
    fc.property(zone, fc.integer({ min: first, max: last }), (where, ms) => {
      const expected = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(where).toPlainDateTime()
      expect(wallTime(new Date(ms), where).toString()).toBe(expected.toString())
    }),
    { numRuns: 3000 },
  )
})

test('a wall time is the instant that Temporal says, in gaps and overlaps too', () => {
  const nearChanges = zones.flatMap((where) => {
    const changes: [string, number][] = []
    let at = Temporal.Instant.from('2024-01-01T00:00Z').toZonedDateTimeISO(where)
    for (let n = 0; n < 6; n++) {
      const next = at.getTimeZoneTransition('next')
      if (!next) break
      for (let minutes = -180; minutes <= 180; minutes += 15)
        changes.push([where, next.epochMilliseconds + minutes * 60_000])
      at = next
    }
    return changes
  })
  const check = (where: string, ms: number) => {
    const wall = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('UTC').toPlainDateTime()
    const shifted = wall.add({
      nanoseconds: Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(where).offsetNanoseconds,
    })
    for (const one of [wall, shifted])
      expect(instantAtWall(one, where).getTime()).toBe(one.toZonedDateTime(where).epochMilliseconds)
  }
  for (const [where, ms] of nearChanges) check(where, ms)
  fc.assert(fc.property(zone, fc.integer({ min: first, max: last }), check), { numRuns: 3000 })
})

import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { monthlyRule, nextOccurrence } from '../../src/time/due-date/index.ts'
import { formatLocal } from '../../src/time/due-date/wall.ts'

function after(count: number, rule: string, start: string, zone: string): string[] {
  const first = new Date(Temporal.PlainDateTime.from(start).toZonedDateTime(zone).epochMilliseconds)
  const times = [first]
  while (times.length < count) {
    const next = nextOccurrence(rule, times.at(-1) ?? first, zone, first)
    if (!next) break
    times.push(next)
  }
  return times.map((at) => formatLocal(at, zone))
}

const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
const days = fc
  .integer({ min: 0, max: 4000 })
  .map((n) => Temporal.PlainDate.from('2025-01-01').add({ days: n }))
const minutes = fc.integer({ min: 0, max: 1439 })

test('a monthly rule from the 29th, 30th or 31st keeps its day, and has the last one of a shorter month', () => {
  fc.assert(
    fc.property(days, minutes, zones, (start, minute, zone) => {
      const rule = monthlyRule(start.day, minute)
      const time = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 })
      const wanted = Array.from({ length: 14 }, (_, months) =>
        start.add({ months }).toPlainDateTime(time).toZonedDateTime(zone).toPlainDateTime(),
      )
      const shown = after(14, rule, `${start.toString()}T${time.toString()}`, zone)
      expect(shown).toEqual(wanted.map((one) => one.toString({ smallestUnit: 'minute' })))
    }),
    { numRuns: 300, seed: 29 },
  )
})

test('the example of the calendar: from 29 January, and from 30 April', () => {
  expect(after(4, monthlyRule(29, 540), '2027-01-29T09:00', 'Europe/Paris')).toEqual([
    '2027-01-29T09:00',
    '2027-02-28T09:00',
    '2027-03-29T09:00',
    '2027-04-29T09:00',
  ])
  expect(after(2, monthlyRule(30, 540), '2027-04-30T09:00', 'Europe/Paris')[1]).toBe('2027-05-30T09:00')
})

test('a daily rule falls on every day of every zone, at its time or as far on as the clocks go forward', () => {
  fc.assert(
    fc.property(days, minutes, zones, (start, minute, zone) => {
      const time = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 })
      const rule = `FREQ=DAILY;BYHOUR=${time.hour};BYMINUTE=${time.minute}`
      let at = new Date(start.toPlainDateTime(time).toZonedDateTime(zone).epochMilliseconds)
      const first = at
      for (let day = 1; day < 200; day += 1) {
        const next = nextOccurrence(rule, at, zone, first)
        const wanted = start.add({ days: day }).toPlainDateTime(time).toZonedDateTime(zone)
        expect(next?.getTime()).toBe(wanted.epochMilliseconds)
        at = next ?? at
      }
    }),
    { numRuns: 60, seed: 5 },
  )
})

test('a 29 February has the 28th in a common year', () => {
  const rule = 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1;BYHOUR=17;BYMINUTE=0'
  expect(after(5, rule, '2027-02-28T17:00', 'UTC')).toEqual([
    '2027-02-28T17:00',
    '2028-02-29T17:00',
    '2029-02-28T17:00',
    '2030-02-28T17:00',
    '2031-02-28T17:00',
  ])
})

test('hours are elapsed time over a clock change', () => {
  const rule = 'FREQ=HOURLY;INTERVAL=2;BYMINUTE=0'
  expect(after(3, rule, '2027-03-13T23:00', 'America/New_York')).toEqual([
    '2027-03-13T23:00',
    '2027-03-14T01:00',
    '2027-03-14T04:00',
  ])
})

test('a rule without its day or its time has those of its start', () => {
  expect(after(2, 'FREQ=WEEKLY', '2027-02-10T08:15', 'UTC')[1]).toBe('2027-02-17T08:15')
  expect(after(2, 'FREQ=MONTHLY', '2027-02-10T08:15', 'UTC')[1]).toBe('2027-03-10T08:15')
  expect(after(2, 'FREQ=YEARLY', '2027-02-10T08:15', 'UTC')[1]).toBe('2028-02-10T08:15')
})

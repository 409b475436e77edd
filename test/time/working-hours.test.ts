import { Temporal } from 'temporal-polyfill'
import {
  addWorkdays,
  insideWorkingHours,
  morningOf,
  type WorkingHours,
} from '../../src/time/working-hours.ts'

const hours: WorkingHours = {
  zone: 'Europe/Paris',
  dayStart: '09:00',
  dayEnd: '17:00',
  workdays: [1, 2, 3, 4, 5],
  daysOff: ['2026-04-06'],
}
const at = (local: string, zone = 'Europe/Paris') =>
  new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds)

test.each([
  ['inside stays', '2026-03-09T10:00', '2026-03-09T10:00'],
  ['the first minute is inside', '2026-03-09T09:00', '2026-03-09T09:00'],
  ['the last minute is inside', '2026-03-09T17:00', '2026-03-09T17:00'],
  ['before work waits for its start', '2026-03-09T06:00', '2026-03-09T09:00'],
  ['after work waits for tomorrow', '2026-03-09T17:01', '2026-03-10T09:00'],
  ['Friday night waits for Monday', '2026-03-13T20:00', '2026-03-16T09:00'],
  ['a weekend waits for Monday', '2026-03-14T12:00', '2026-03-16T09:00'],
  ['a day off is passed over', '2026-04-03T18:00', '2026-04-07T09:00'],
  ['over the change of clocks the wall stands', '2026-03-28T12:00', '2026-03-30T09:00'],
])('%s', (_, asked, given) => {
  expect(insideWorkingHours(at(asked), hours)).toEqual(at(given))
})

test('who never works is still spoken to some day', () => {
  const never = { ...hours, workdays: [] }
  expect(insideWorkingHours(at('2026-03-09T12:00'), never).getTime()).toBeGreaterThan(0)
})

test('working days are counted forth and back', () => {
  const friday = Temporal.PlainDate.from('2026-04-03')
  expect(addWorkdays(friday, 1, hours).toString()).toBe('2026-04-07')
  expect(addWorkdays(Temporal.PlainDate.from('2026-04-07'), -1, hours).toString()).toBe('2026-04-03')
})

test('a morning is nine, or later for those who start later', () => {
  const day = Temporal.PlainDate.from('2026-03-09')
  expect(morningOf(day, hours)).toEqual(at('2026-03-09T09:00'))
  expect(morningOf(day, { ...hours, dayStart: '10:30' })).toEqual(at('2026-03-09T10:30'))
  expect(morningOf(day, { ...hours, dayStart: '07:00' })).toEqual(at('2026-03-09T09:00'))
})

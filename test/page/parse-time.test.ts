import { parseTime } from '../../playground/page/client/text/parse-time.ts'

test.each([
  ['17:00', '17:00'],
  ['9', '09:00'],
  ['0930', '09:30'],
  ['17.30', '17:30'],
  ['5pm', '17:00'],
  ['5:15 p.m.', '17:15'],
  ['12am', '00:00'],
  ['12 PM', '12:00'],
])('%s is read as %s', (typed, expected) => {
  expect(parseTime(typed)).toBe(expected)
})

test.each(['', 'noonish', '24:00', '9:60', '13pm', '0am', '12345'])('%s is no time', (typed) => {
  expect(parseTime(typed)).toBeUndefined()
})

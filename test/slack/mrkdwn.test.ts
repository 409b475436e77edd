import {
  clean,
  formatTimeOfDay,
  formatDay,
  formatTime,
  shorten,
  truncate,
  weekdayNames,
} from '../../src/slack/mrkdwn.ts'

const at = new Date('2026-09-04T22:07:00Z')
const now = new Date('2026-03-09T09:00:00Z')

test('times are said in the zone of their reader, with the day', () => {
  expect(formatTime(at, 'Europe/Paris', now)).toBe('Sat 5 Sep 00:07')
  expect(formatTime(at, 'America/New_York', now)).toBe('Fri 4 Sep 18:07')
  expect(formatDay(at, 'UTC')).toBe('Fri 4 Sep')
  expect(formatTimeOfDay(new Date('2026-09-04T05:07:00Z'), 'UTC')).toBe('05:07')
})

test('the year is said where it is not the present one, in the zone of the reader', () => {
  const newYear = new Date('2026-12-31T23:30:00Z')
  expect(formatTime(newYear, 'Europe/Paris', now)).toBe('Fri 1 Jan 2027 00:30')
  expect(formatTime(newYear, 'UTC', now)).toBe('Thu 31 Dec 23:30')
})

test('the days of the week begin with Monday', () => {
  expect(weekdayNames).toHaveLength(7)
  expect([weekdayNames[0], weekdayNames[6]]).toEqual(['Monday', 'Sunday'])
})

test('a text is never cut inside a surrogate pair', () => {
  const text = `a${'😀'.repeat(3)}`
  for (let max = 1; max <= text.length; max++) {
    expect(truncate(text, max).isWellFormed()).toBe(true)
    expect(shorten(text, max).isWellFormed()).toBe(true)
    expect(shorten(text, max).length).toBeLessThanOrEqual(max)
  }
  expect(truncate(text, 4)).toBe('a😀')
})

test('a cleaned text holds neither NUL nor half of a surrogate pair', () => {
  expect(clean('a\0b\ud83dc\ude00d')).toBe('ab\ufffdc\ufffdd')
  expect(clean('a😀')).toBe('a😀')
})

import fc from 'fast-check'
import { showDateToken } from '../../playground/page/client/text/date-token.ts'
import { addDays, dayOf, formatDay, instantOf, timeOf } from '../../playground/page/client/text/when.ts'

const paris = 'Europe/Paris'

describe('days and times on the page', () => {
  test('a wall time is the instant at which its zone shows it', () => {
    expect(instantOf('2026-03-06', '15:00', paris).toISOString()).toBe('2026-03-06T14:00:00.000Z')
    expect(instantOf('2026-07-06', '15:00', paris).toISOString()).toBe('2026-07-06T13:00:00.000Z')
    expect(instantOf('2026-03-06', '09:00', 'Pacific/Auckland').toISOString()).toBe(
      '2026-03-05T20:00:00.000Z',
    )
  })

  test('a time that the clocks skip is the moment after the skip', () => {
    expect(timeOf(instantOf('2026-03-29', '02:30', paris), paris)).toBe('03:30')
  })

  test('a time that comes twice is its first', () => {
    expect(instantOf('2026-10-25', '02:30', paris).toISOString()).toBe('2026-10-25T00:30:00.000Z')
  })

  test('every hour of a year is read back from its day and time, but for the repeated one', () => {
    const zones = fc.constantFrom(paris, 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8759 }), zones, (hour, zone) => {
        const instant = new Date(Date.UTC(2026, 0, 1) + hour * 3_600_000)
        const back = instantOf(dayOf(instant, zone), timeOf(instant, zone), zone)
        expect([0, 0.5, 1]).toContain((instant.getTime() - back.getTime()) / 3_600_000)
      }),
    )
  })

  test('a month ends and a year turns', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29')
  })

  test('a day is named from where the reader stands', () => {
    const now = new Date('2026-03-04T23:30:00Z')
    expect(formatDay(new Date('2026-03-04T22:00:00Z'), now, paris, 'en-GB')).toBe('Yesterday')
    expect(formatDay(new Date('2026-03-04T23:10:00Z'), now, paris, 'en-GB')).toBe('Today')
    expect(formatDay(new Date('2026-03-09T12:00:00Z'), now, paris, 'en-GB')).toBe('Monday 9 March')
  })
})

describe('a date token', () => {
  const due = Date.parse('2026-03-06T14:00:00Z') / 1000

  test('is written for the one who reads it', () => {
    const format = '{date_short_pretty} at {time}'
    expect(showDateToken(due, format, at('2026-03-04T09:00:00Z', paris, 'en-GB'))).toBe('6 Mar at 15:00')
    expect(showDateToken(due, format, at('2026-03-04T09:00:00Z', 'America/New_York', 'en-US'))).toBe(
      'Mar 6 at 9:00 AM',
    )
    expect(showDateToken(due, format, at('2026-03-06T09:00:00Z', paris, 'en-GB'))).toBe('today at 15:00')
    expect(showDateToken(due, `due ${format}`, at('2026-03-05T09:00:00Z', paris, 'en-GB'))).toBe(
      'due tomorrow at 15:00',
    )
  })

  test('names the year when it is not the obvious one', () => {
    expect(showDateToken(due, '{date}', at('2026-03-04T09:00:00Z', paris, 'en-US'))).toBe('March 6th')
    expect(showDateToken(due, '{date}', at('2025-03-04T09:00:00Z', paris, 'en-US'))).toBe('March 6th, 2026')
  })

  test('leaves a brace it does not know as it was written', () => {
    expect(showDateToken(due, '{date_num} {moon}', at('2026-03-04T09:00:00Z', paris, 'en-GB'))).toBe(
      '2026-03-06 {moon}',
    )
  })
})

function at(now: string, zone: string, locale: string) {
  return { now: new Date(now), zone, locale }
}

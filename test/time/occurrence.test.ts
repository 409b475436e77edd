import { nextOccurrence, readPromise, type Speaker } from '../../src/time/due-date/index.ts'
import { formatLocal } from '../../src/time/due-date/wall.ts'

const zone = 'America/New_York'
const speaker: Speaker = { now: new Date('2026-03-11T14:00:00Z'), zone }

/** The first times of a promise, as its speaker's wall shows them. */
function timesOf(text: string, count: number): string[] {
  const reading = readPromise(text, speaker)
  if (reading.kind === 'refused' || !reading.recurs) throw new Error(`"${text}" does not recur`)
  const times = [reading.due.at]
  while (times.length < count) {
    const next = nextOccurrence(reading.recurs, times.at(-1) ?? speaker.now, zone, reading.due.at)
    if (!next) break
    times.push(next)
  }
  return times.map((at) => formatLocal(at, zone))
}

test('every Monday at 9 stays at 9 when the clocks change', () => {
  expect(timesOf('send the digest every Monday at 9am', 35).slice(32)).toEqual([
    '2026-10-26T09:00',
    '2026-11-02T09:00',
    '2026-11-09T09:00',
  ])
})

test('every other Monday keeps its beat', () => {
  expect(timesOf('review the plan every other Monday', 3)).toEqual([
    '2026-03-16T17:00',
    '2026-03-30T17:00',
    '2026-04-13T17:00',
  ])
})

test('a time that was moved by hand leaves the beat as it was', () => {
  const start = new Date('2026-03-16T21:00:00Z')
  const moved = new Date('2026-03-18T21:00:00Z')
  const next = nextOccurrence('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;BYHOUR=17;BYMINUTE=0', moved, zone, start)
  expect(next && formatLocal(next, zone)).toBe('2026-03-30T17:00')
})

test('the last day of the month is 28, 30 or 31', () => {
  expect(timesOf('close the books on the last day of every month', 3)).toEqual([
    '2026-03-31T17:00',
    '2026-04-30T17:00',
    '2026-05-31T17:00',
  ])
})

test('every weekday passes over the weekend', () => {
  expect(timesOf('post the notes every weekday at 9:30am', 3)).toEqual([
    '2026-03-12T09:30',
    '2026-03-13T09:30',
    '2026-03-16T09:30',
  ])
})

test('the first Monday of the month', () => {
  expect(timesOf('share the metrics every first Monday of the month', 2)).toEqual([
    '2026-04-06T17:00',
    '2026-05-04T17:00',
  ])
})

test('it ends after the count that was said', () => {
  expect(timesOf('stretch every day at noon for 3 times', 9)).toEqual([
    '2026-03-11T12:00',
    '2026-03-12T12:00',
    '2026-03-13T12:00',
  ])
})

test('it ends with the day that was said, that day included', () => {
  expect(timesOf('send the log every Friday until March 27', 9)).toEqual([
    '2026-03-13T17:00',
    '2026-03-20T17:00',
    '2026-03-27T17:00',
  ])
})

test('it starts no earlier than was said', () => {
  expect(timesOf('send the log every Friday starting April 1', 2)).toEqual([
    '2026-04-03T17:00',
    '2026-04-10T17:00',
  ])
})

test('a recurrence in another zone names the zone it is kept in', () => {
  const reading = readPromise('join the call every Monday at 5pm London time', speaker)
  expect(reading).toMatchObject({ due: { local: '2026-03-16T13:00' }, recursIn: 'Europe/London' })
})

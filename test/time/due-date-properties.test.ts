import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { readPromise, readWhen, type Speaker } from '../../src/time/due-date/index.ts'
import { answerLine } from '../../src/time/due-date/read.ts'
import { addMonths, dayNumber, dayParts, nthWeekday, weekdayOf } from '../../src/time/due-date/calendar.ts'
import { formatLocal, instantAt, wallAt } from '../../src/time/due-date/wall.ts'

const now = new Date('2026-03-11T14:00:00Z')
const speaker: Speaker = { now, zone: 'America/New_York' }

// Half of what is thrown at the reader is made of its own words, where the tangles are.
const dueWords = fc.constantFrom(
  ...`by before until on at in within next this last every other the a of to and or from after end Friday Fri monday tomorrow
  today tonight noon midnight week month quarter year day days hours 3 15 2026 3pm 9:30 15:00 1500 half past quarter May
  March 31 30 29 2nd third first EOD EOM Q3 business weeks two fortnight PT EST London time morning evening lunch , - : . "
  ( ) @ + send deck review 12/25 2026-02-30 0 99999 25:00 latest starting for times biweekly Christmas later now ago`
    .split(/\s+/u)
    .filter(Boolean),
)
const tangles = fc.array(dueWords, { maxLength: 14 }).map((words) => words.join(' '))
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 80 }),
  tangles,
  tangles,
)
const zones = fc.constantFrom(
  'America/New_York',
  'Europe/London',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'UTC',
)
const locales = fc.constantFrom('en-US', 'en-GB', 'de-DE', 'fr-FR', 'es-ES', 'pt-BR', 'ja-JP')
const instants = fc.date({ min: new Date('2000-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })

test('ten thousand strange texts never throw, never name a past time, and never put words into the promise', () => {
  fc.assert(
    fc.property(texts, instants, zones, locales, (text, spokenAt, zone, locale) => {
      const reading = readPromise(text, { now: spokenAt, zone, locale })
      if (reading.kind === 'refused') {
        expect(reading.what).toBe(text)
        expect(reading.why).not.toBe('')
        return
      }
      expect(reading.due.at.getTime()).toBeGreaterThan(spokenAt.getTime())
      if (reading.other) expect(reading.other.at.getTime()).toBeGreaterThan(spokenAt.getTime())
      expect(isMadeOf(reading.what, text)).toBe(true)
    }),
    { numRuns: 10_000, seed: 20260311 },
  )
})

/** Every piece of it stands in the text, in the same order. */
function isMadeOf(what: string, text: string): boolean {
  let from = 0
  for (const letter of what.replaceAll(/\s/gu, '')) {
    const at = text.indexOf(letter, from)
    if (at < 0) return false
    from = at + letter.length
  }
  return true
}

test('a due phrase alone never throws and never names a past time', () => {
  fc.assert(
    fc.property(texts, instants, zones, (text, spokenAt, zone) => {
      const reading = readWhen(text, { now: spokenAt, zone })
      if (reading.kind === 'read') expect(reading.due.at.getTime()).toBeGreaterThan(spokenAt.getTime())
    }),
    { numRuns: 5_000, seed: 7 },
  )
})

test('any line of input gets exactly one answer', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
      const answer = answerLine(line)
      expect(Object.keys(answer)).toEqual(['due', 'what', 'refused', 'recurs'])
      expect(answer.due === null).toBe(answer.refused !== null)
    }),
    { numRuns: 1_000, seed: 11 },
  )
})

test('the example in a refusal works when it is used', () => {
  fc.assert(
    fc.property(tangles, instants, zones, (text, spokenAt, zone) => {
      const reading = readPromise(text, { now: spokenAt, zone })
      if (reading.kind === 'read') return
      const tried = readPromise(`send the slides ${reading.example}`, { now: spokenAt, zone })
      expect(tried.kind).toBe('read')
    }),
    { numRuns: 1_000, seed: 13 },
  )
})

test('a reading is the same from one call to the next', () => {
  fc.assert(
    fc.property(tangles, (text) => {
      expect(readPromise(text, speaker)).toEqual(readPromise(text, speaker))
    }),
    { numRuns: 1_000, seed: 17 },
  )
})

test('calendar steps agree with Temporal', () => {
  const days = fc.integer({ min: -30_000, max: 60_000 })
  fc.assert(
    fc.property(days, fc.integer({ min: -600, max: 600 }), (day, months) => {
      const date = Temporal.PlainDate.from('1970-01-01').add({ days: day })
      expect(dayParts(day)).toEqual({ year: date.year, month: date.month, day: date.day })
      expect(weekdayOf(day)).toBe(date.dayOfWeek)
      const moved = date.add({ months })
      expect(addMonths(day, months)).toBe(dayNumber(moved.year, moved.month, moved.day))
    }),
  )
})

test('the nth weekday lies in its month, on its weekday, in its week', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1200 }),
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 5 }),
      (months, weekday, nth) => {
        const first = addMonths(0, months)
        const day = nthWeekday(first, weekday, nth)
        if (day === undefined) return
        expect(weekdayOf(day)).toBe(weekday)
        expect(Math.ceil(dayParts(day).day / 7)).toBe(nth)
        expect(dayParts(day).month).toBe(dayParts(first).month)
      },
    ),
  )
})

test('wall time and instant agree with Temporal in every zone on every day of a year of clock changes', () => {
  const everyZone = Intl.supportedValuesOf('timeZone')
  fc.assert(
    fc.property(
      fc.constantFrom(...everyZone),
      fc.integer({ min: dayNumber(2025, 1, 1), max: dayNumber(2035, 12, 31) }),
      fc.integer({ min: 0, max: 1439 }),
      (zone, day, minute) => {
        const { year, month, day: date } = dayParts(day)
        const wall = Temporal.PlainDateTime.from({
          year,
          month,
          day: date,
          hour: Math.floor(minute / 60),
          minute: minute % 60,
        })
        const zoned = wall.toZonedDateTime(zone, { disambiguation: 'compatible' })
        const at = instantAt({ day, minute }, zone)
        expect(at.getTime()).toBe(zoned.epochMilliseconds)
        expect(formatLocal(at, zone)).toBe(zoned.toPlainDateTime().toString({ smallestUnit: 'minute' }))
        expect(wallAt(at, zone).minute).toBe(zoned.hour * 60 + zoned.minute)
      },
    ),
    { numRuns: 2_000, seed: 2025 },
  )
})

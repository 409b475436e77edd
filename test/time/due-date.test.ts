import { readFileSync } from 'node:fs'
import { readPromise, readWhen, type Reading, type Speaker } from '../../src/time/due-date/index.ts'

// Wednesday 11 March 2026, 10:00 in New York.
const speaker: Speaker = { now: new Date('2026-03-11T14:00:00Z'), zone: 'America/New_York' }
const evening: Speaker = { ...speaker, now: new Date('2026-03-11T22:00:00Z') }

function dueOf(text: string, who: Speaker = speaker): string {
  const reading = readPromise(text, who)
  return reading.kind === 'read' ? reading.due.local : reading.code
}

function read(text: string, who: Speaker = speaker): Extract<Reading, { kind: 'read' }> {
  const reading = readPromise(text, who)
  if (reading.kind === 'refused') throw new Error(`"${text}" was refused: ${reading.why}`)
  return reading
}

function refusal(text: string, who: Speaker = speaker): Extract<Reading, { kind: 'refused' }> {
  const reading = readPromise(text, who)
  if (reading.kind === 'read') throw new Error(`"${text}" was read as ${reading.due.local}`)
  return reading
}

interface Sentence {
  text: string
  now: string
  tz: string
  locale?: string
  daysOff?: string[]
  due: string | null
  what: string
  recurs?: string
}

function sentencesIn(file: string): Sentence[] {
  const lines = readFileSync(new URL(`../../bench/dates/${file}`, import.meta.url), 'utf8')
  return lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Sentence)
}

test.each(['sentences.jsonl', 'kinds.jsonl', 'languages.jsonl'])(
  'every sentence in %s is read as written down',
  (file) => {
    const misread: string[] = []
    for (const one of sentencesIn(file)) {
      const { now, tz: zone, locale = 'en-US', daysOff = [] } = one
      const reading = readPromise(one.text, { now: new Date(now), zone, locale, daysOff })
      const due = reading.kind === 'read' ? reading.due.local : null
      const recurs = reading.kind === 'read' ? reading.recurs : undefined
      const isRule = one.recurs === undefined || recurs === one.recurs
      if (due !== one.due || reading.what !== one.what || !isRule)
        misread.push(`${one.text} → ${due}: ${reading.what}`)
    }
    expect(misread).toEqual([])
  },
)

describe('a bare day', () => {
  test('is due when work ends, which each person may set', () => {
    expect(dueOf('send it by Friday')).toBe('2026-03-13T17:00')
    expect(dueOf('send it by Friday', { ...speaker, endOfDay: '18:30' })).toBe('2026-03-13T18:30')
    expect(dueOf('send it by EOD', { ...speaker, endOfDay: '18:30' })).toBe('2026-03-11T18:30')
  })

  test('named on that very weekday means a week on, and today is one tap away', () => {
    const reading = read('send it by Wednesday')
    expect(reading.due.local).toBe('2026-03-18T17:00')
    expect(reading.other?.local).toBe('2026-03-11T17:00')
    expect(reading.notes.join(' ')).toMatch('Today is Wednesday')
  })

  test('that is today after work means the last minute of today, and says so', () => {
    const reading = read('send it by end of day', evening)
    expect(reading.due.local).toBe('2026-03-11T23:59')
    expect(reading.notes.join(' ')).toMatch('past 17:00')
  })
})

describe('the other reading', () => {
  test('of "next Friday" is the coming one', () => {
    const reading = read('send it next Friday')
    expect(reading.due.local).toBe('2026-03-20T17:00')
    expect(reading.other?.local).toBe('2026-03-13T17:00')
  })

  test('of a bare hour is the other half of the day', () => {
    expect(read('call Ana tomorrow at 7').other?.local).toBe('2026-03-12T07:00')
    expect(read('call Ana by 9')).toMatchObject({
      due: { local: '2026-03-12T09:00' },
      other: { local: '2026-03-11T21:00' },
    })
  })

  test('of 4/5 from someone whose order is not known is the other order', () => {
    expect(read('send it by 4/5')).toMatchObject({
      due: { local: '2026-04-05T17:00' },
      other: { local: '2026-05-04T17:00' },
    })
    expect(read('send it by 4/5', { ...speaker, locale: 'en-US' }).other).toBeUndefined()
    expect(read('send it by 4/5', { ...speaker, locale: 'en-GB' }).due.local).toBe('2026-05-04T17:00')
  })

  test('is missing where there is only one', () => {
    expect(read('send it by March 20 at 3pm').other).toBeUndefined()
  })
})

describe('a working week of its own', () => {
  const cairo: Speaker = { ...speaker, workdays: [7, 1, 2, 3, 4] }

  test('ends on its own last day', () => {
    expect(dueOf('send it by EOW', cairo)).toBe('2026-03-12T17:00')
  })

  test('counts its own working days and skips days off', () => {
    expect(dueOf('send it in 2 business days', cairo)).toBe('2026-03-15T17:00')
    expect(dueOf('send it in 2 business days', { ...speaker, daysOff: ['2026-03-12'] })).toBe(
      '2026-03-16T17:00',
    )
  })
})

describe('a refusal', () => {
  test('gives the text back as it came', () => {
    expect(refusal('  write up the notes ').what).toBe('  write up the notes ')
  })

  test('says which two dates it saw', () => {
    const { code, why } = refusal('ship it by Friday or Monday')
    expect(code).toBe('two-dues')
    expect(why).toMatch('Friday')
    expect(why).toMatch('Monday')
  })

  test('names the day that a date really is', () => {
    expect(refusal('send it by Friday the 14th')).toMatchObject({
      code: 'contradiction',
      why: 'The 14th is a Saturday, not a Friday.',
    })
  })

  test.each([
    ['send it by February 30', 'invalid'],
    ['send it yesterday', 'past'],
    ['send it asap', 'vague'],
    ['write the notes', 'no-due'],
    ['by Friday', 'empty'],
    ['', 'empty'],
  ])('of "%s" is of the kind %s', (text, code) => {
    expect(refusal(text).code).toBe(code)
  })

  test('offers the words already used, in a form that works', () => {
    expect(refusal('book a table for Friday').example).toBe('by Friday')
    expect(dueOf('book a table by Friday')).toBe('2026-03-13T17:00')
  })
})

describe('what looks like time and was not understood', () => {
  test.each([
    ['send it by Friday 3 weeks', '3'],
    ['send it by Friday every month', 'every'],
    ['send it tomorrow after 2pm', 'after'],
    ['send it by Monday from 9', 'from 9'],
    ['send it on Monday in two weeks', 'on Monday'],
    ['send it by Friday except the appendix', 'except'],
    ['call the bank 8 tomorrow', '8'],
  ])('beside a due time makes "%s" a question', (text, unread) => {
    expect(refusal(text)).toMatchObject({ code: 'no-due' })
    expect(refusal(text).why).toMatch(`not "${unread}" beside it`)
  })

  test.each([
    'send it by Friday, sorry, Monday',
    'send it by Friday (or Monday)',
    'call at 3pm, worst case 5pm',
  ])('a second due time makes "%s" a question that names both', (text) => {
    const { code, why } = refusal(text)
    expect(code).toBe('two-dues')
    expect(why.match(/"/gu)).toHaveLength(4)
  })

  test('an earliest time is said to be one', () => {
    expect(refusal('not publish before Monday')).toMatchObject({ code: 'vague' })
    expect(refusal('not publish before Monday').why).toMatch('earliest')
    expect(dueOf('not forget to publish before Monday')).toBe('2026-03-16T09:00')
  })

  test('a hint is never what was just refused', () => {
    for (const text of ['extend the talk by Friday 3pm 4 times', 'send it by Friday 3pm or by Friday 4pm'])
      expect(text).not.toMatch(refusal(text).example)
  })
})

describe('the letter b4 and the figure 2', () => {
  test('stand for a word where they are written small', () => {
    expect(dueOf('send it b4 noon')).toBe('2026-03-11T12:00')
    expect(dueOf('send it 2morrow')).toBe('2026-03-12T17:00')
  })

  test('are a name after a noun, and a paper size', () => {
    expect(read('check seat b4 tomorrow').what).toBe('check seat b4')
    expect(read('print it on B4 tomorrow').what).toBe('print it on B4')
  })
})

describe('words said back', () => {
  test('a slip of the pen is read and told', () => {
    expect(read('send it tomorow').notes).toEqual(['I read that as tomorrow.'])
  })

  test('a date that rolled into next year names the year', () => {
    expect(read('send it by February 20').notes.join(' ')).toMatch('2027')
  })

  test('a time the clocks skip names the time it becomes', () => {
    const spring: Speaker = { ...speaker, now: new Date('2026-03-07T15:00:00Z') }
    const reading = read('send it tomorrow at 2:30am', spring)
    expect(reading.due.local).toBe('2026-03-08T03:30')
    expect(reading.notes.join(' ')).toMatch('02:30 becomes 03:30')
  })

  test("a time in another zone names the speaker's own", () => {
    expect(read('call at 5pm London time').notes.join(' ')).toMatch('13:00')
  })

  test('the due words are kept as written', () => {
    expect(read('send it By  FRIDAY, 3 pm!').due.words).toBe('By  FRIDAY, 3 pm')
  })
})

describe('a due phrase alone', () => {
  test.each([
    ['2 more days', '2026-03-13T17:00'],
    ['Monday', '2026-03-16T17:00'],
    ['tomorrow at 9', '2026-03-12T09:00'],
    ['next week', '2026-03-20T17:00'],
    ['in 3 hours', '2026-03-11T13:00'],
    ['until Friday noon', '2026-03-13T12:00'],
  ])('"%s" is %s', (text, local) => {
    expect(readWhen(text, speaker)).toMatchObject({ kind: 'read', what: '', due: { local } })
  })

  test.each(['when I can', 'tomorrow or so', '', '3', 'room 404'])('"%s" is refused', (text) => {
    expect(readWhen(text, speaker).kind).toBe('refused')
  })
})

test('what a reading says does not depend on the zone the process runs in', () => {
  const home = process.env.TZ
  const texts = [
    'send it by Friday 3pm',
    'send it in a month',
    'send it Sunday at 2:30am',
    'send it every Monday at 9',
  ]
  const readings = ['UTC', 'Asia/Tokyo', 'America/Los_Angeles', 'Pacific/Apia'].map((zone) => {
    process.env.TZ = zone
    return texts.map((text) => readPromise(text, speaker))
  })
  if (home === undefined) delete process.env.TZ
  else process.env.TZ = home
  for (const one of readings) expect(one).toEqual(readings[0])
})

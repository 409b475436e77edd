import { answerLine, describe as tell } from '../../src/time/due-date/read.ts'

const now = '2026-03-11T10:00:00-04:00'
const tz = 'America/New_York'

function ask(text: string, more: object = {}): ReturnType<typeof answerLine> {
  return answerLine(JSON.stringify({ text, now, tz, ...more }))
}

test('a promise is answered with its due time, its words and no refusal', () => {
  expect(ask('to ship the deck by Friday 3pm')).toEqual({
    due: '2026-03-13T15:00',
    what: 'ship the deck',
    refused: null,
    recurs: null,
  })
})

test('recipients that still stand before it are passed over', () => {
  expect(ask('@bob ship the deck by Friday 3pm').what).toBe('ship the deck')
})

test('a refused promise keeps its text as given, recipients and all', () => {
  const answer = ask('@bob ship the deck')
  expect(answer).toMatchObject({ due: null, what: '@bob ship the deck', recurs: null })
  expect(answer.refused).toMatch('by Friday 3pm')
})

test('a due phrase alone is answered too', () => {
  expect(ask('tomorrow at noon')).toMatchObject({ due: '2026-03-12T12:00', what: '', refused: null })
})

test('a recurrence is answered with its rule', () => {
  expect(ask('send it every Monday at 9').recurs).toBe('FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0')
})

test('the locale decides the order of 4/5', () => {
  expect(ask('send it by 4/5', { locale: 'en-GB' }).due).toBe('2026-05-04T17:00')
})

test.each([
  '',
  'x',
  '[]',
  'null',
  '{}',
  '{"text":5}',
  `{"text":"a","now":"soon","tz":"${tz}"}`,
  `{"text":"a","now":"${now}","tz":"Mars/Base"}`,
])('the line %j is refused in words', (line) => {
  const answer = answerLine(line)
  expect(answer.due).toBeNull()
  expect(answer.refused).toMatch(/\w+/u)
})

test('at a terminal the reading is told in words', () => {
  const told = tell('ship the deck next Friday', { now: new Date(now), zone: tz })
  expect(told).toMatch('What   ship the deck')
  expect(told).toMatch('Friday, March 20, 2026')
  expect(told).toMatch('Or     Friday, March 13, 2026')
})

test('at a terminal a refusal says why and what to try', () => {
  expect(tell('ship the deck', { now: new Date(now), zone: tz })).toMatch('Try: by Friday 3pm')
})

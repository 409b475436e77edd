import { monthlyRule, readPromise, ruleInWords } from '../../src/time/due-date/index.ts'

const now = new Date('2027-02-09T15:00:00Z')
const zone = 'America/New_York'

test.each([
  ['FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0', 'every Monday at 9:00'],
  ['FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0;UNTIL=20271225', 'every Monday at 9:00 until 25 December'],
  ['FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0;UNTIL=20280107', 'every Monday at 9:00 until 7 January 2028'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;BYHOUR=17;BYMINUTE=30', 'every 2 weeks on Monday and Friday at 17:30'],
  ['FREQ=WEEKLY;INTERVAL=3;BYDAY=TU;BYHOUR=17;BYMINUTE=0', 'every 3 weeks on Tuesday at 17:00'],
  ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=8;BYMINUTE=5', 'every weekday at 8:05'],
  ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,SA,SU;BYHOUR=17;BYMINUTE=0', 'every day but Friday at 17:00'],
  ['FREQ=DAILY;BYHOUR=20;BYMINUTE=0;COUNT=3', 'every day at 20:00, 3 times'],
  ['FREQ=DAILY;INTERVAL=2;BYHOUR=20;BYMINUTE=0', 'every other day at 20:00'],
  ['FREQ=HOURLY;INTERVAL=2;BYMINUTE=0', 'every other hour'],
  ['FREQ=MONTHLY;BYMONTHDAY=1,15;BYHOUR=17;BYMINUTE=0', 'on the 1st and 15th of every month at 17:00'],
  ['FREQ=MONTHLY;BYMONTHDAY=-1;BYHOUR=17;BYMINUTE=0', 'on the last day of every month at 17:00'],
  ['FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=17;BYMINUTE=0', 'on the last Friday of every month at 17:00'],
  ['FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=2;BYHOUR=9;BYMINUTE=0', 'on the 2nd of every 3 months at 9:00'],
  [
    'FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1;BYHOUR=9;BYMINUTE=0',
    'on the 30th of every month, or the last day of a shorter one, at 9:00',
  ],
  [
    'FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1;BYHOUR=17;BYMINUTE=0',
    'on the last day of every quarter at 17:00',
  ],
  ['FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=5;BYHOUR=17;BYMINUTE=0', 'every year on 5 June at 17:00'],
  [
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1;BYHOUR=17;BYMINUTE=0',
    'every year on 29 February, or the 28th, at 17:00',
  ],
])('%s is "%s"', (rule, words) => {
  expect(ruleInWords(rule, now, zone)).toBe(words)
})

test('what is not a rule is refused by an error', () => {
  for (const text of ['', 'every Monday', 'FREQ=SOMETIMES', 'FREQ=WEEKLY;BYDAY=XX'])
    expect(() => ruleInWords(text, now, zone)).toThrow('recurrence')
})

test.each([
  'every Monday at 9am',
  'every weekday but Friday at 4pm',
  'on the 1st and 15th of every month',
  'every other Thursday',
  'at the end of every month',
  'every day at noon until March 20',
  'on the last Friday of every month',
])('the words of "%s", typed back, make the same rule', (text) => {
  const first = readPromise(`send the log ${text}`, { now, zone })
  if (first.kind === 'refused' || !first.recurs) throw new Error(`"${text}" makes no rule`)
  const again = readPromise(`send the log ${ruleInWords(first.recurs, now, zone)}`, { now, zone })
  expect(again.kind === 'read' && again.recurs).toBe(first.recurs)
})

test('a monthly rule on a late day keeps its day', () => {
  expect(monthlyRule(15, 540)).toBe('FREQ=MONTHLY;BYMONTHDAY=15;BYHOUR=9;BYMINUTE=0')
  expect(monthlyRule(29, 540)).toBe('FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1;BYHOUR=9;BYMINUTE=0')
})

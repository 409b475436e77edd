/** The English vocabulary. Each word has one canonical form; the grammar knows only those. */
import { misspelt } from './typos.ts'

const CANONICAL = new Map(
  Object.entries({
    mon: 'monday',
    tue: 'tuesday',
    tues: 'tuesday',
    wed: 'wednesday',
    weds: 'wednesday',
    thu: 'thursday',
    thur: 'thursday',
    thurs: 'thursday',
    thrs: 'thursday',
    fri: 'friday',
    sat: 'saturday',
    sun: 'sunday',
    jan: 'january',
    feb: 'february',
    mar: 'march',
    apr: 'april',
    jun: 'june',
    jul: 'july',
    aug: 'august',
    sep: 'september',
    sept: 'september',
    oct: 'october',
    nov: 'november',
    dec: 'december',
    tmr: 'tomorrow',
    tmrw: 'tomorrow',
    tmmrw: 'tomorrow',
    tmrrw: 'tomorrow',
    tmw: 'tomorrow',
    tomo: 'tomorrow',
    tomoz: 'tomorrow',
    '2morrow': 'tomorrow',
    '2morow': 'tomorrow',
    '2moro': 'tomorrow',
    '2mrw': 'tomorrow',
    '2day': 'today',
    '2nite': 'tonight',
    '2night': 'tonight',
    tonite: 'tonight',
    til: 'until',
    till: 'until',
    "'til": 'until',
    b4: 'before',
    nxt: 'next',
    teh: 'the',
    arvo: 'afternoon',
    morn: 'morning',
    upcoming: 'coming',
    ev: 'every',
    evry: 'every',
    each: 'every',
    midday: 'noon',
    lunchtime: 'lunch',
    noonish: 'noon',
    biweekly: 'fortnightly',
  }),
)

export function canonical(word: string): string {
  return CANONICAL.get(word) ?? misspelt(word) ?? word
}

export function isTypo(word: string): boolean {
  return !CANONICAL.has(word) && misspelt(word) !== undefined
}

const SMALL: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  ninety: 90,
}

const ORDINALS: Record<string, number> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
  thirteenth: 13,
  fourteenth: 14,
  fifteenth: 15,
  sixteenth: 16,
  seventeenth: 17,
  eighteenth: 18,
  nineteenth: 19,
  twentieth: 20,
  thirtieth: 30,
}

export function smallNumber(word: string): number | undefined {
  return Object.hasOwn(SMALL, word) ? SMALL[word] : undefined
}

export function ordinalWord(word: string): number | undefined {
  return Object.hasOwn(ORDINALS, word) ? ORDINALS[word] : undefined
}

export type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'

const UNITS: Record<string, Unit> = {
  s: 'second',
  sec: 'second',
  secs: 'second',
  second: 'second',
  seconds: 'second',
  m: 'minute',
  min: 'minute',
  mins: 'minute',
  minute: 'minute',
  minutes: 'minute',
  h: 'hour',
  hr: 'hour',
  hrs: 'hour',
  hour: 'hour',
  hours: 'hour',
  d: 'day',
  day: 'day',
  days: 'day',
  w: 'week',
  wk: 'week',
  wks: 'week',
  week: 'week',
  weeks: 'week',
  mo: 'month',
  mos: 'month',
  mth: 'month',
  mths: 'month',
  month: 'month',
  months: 'month',
  quarter: 'quarter',
  quarters: 'quarter',
  y: 'year',
  yr: 'year',
  yrs: 'year',
  year: 'year',
  years: 'year',
}

/** Also reads the possessive of "in two weeks' time". */
export function unitWord(word: string): Unit | undefined {
  const bare = word.endsWith("'s") ? word.slice(0, -2) : word.endsWith("'") ? word.slice(0, -1) : word
  return Object.hasOwn(UNITS, bare) ? UNITS[bare] : undefined
}

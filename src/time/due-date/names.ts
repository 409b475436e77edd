/** The names of weekdays and months, which every list and sentence takes from here. */
import { dayParts, weekdayOf } from './calendar.ts'

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const
export const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const

const WEEKDAY_NUMBERS = new Map<string, number>(WEEKDAYS.map((name, index) => [name, index + 1]))
const PLURAL_NUMBERS = new Map<string, number>(WEEKDAYS.map((name, index) => [`${name}s`, index + 1]))
const MONTH_NUMBERS = new Map<string, number>(MONTHS.map((name, index) => [name, index + 1]))

/** ISO weekday 1 … 7. */
export function weekdayWord(word: string): number | undefined {
  return WEEKDAY_NUMBERS.get(word)
}

/** "Mondays". */
export function weekdayPlural(word: string): number | undefined {
  return PLURAL_NUMBERS.get(word)
}

export function monthWord(word: string): number | undefined {
  return MONTH_NUMBERS.get(word)
}

export function nameOfWeekday(weekday: number): string {
  return capitalize(WEEKDAYS[weekday - 1] ?? '')
}

export function nameOfMonth(month: number): string {
  return capitalize(MONTHS[month - 1] ?? '')
}

/** The weekday's name of a day number. */
export function weekdayName(day: number): string {
  return nameOfWeekday(weekdayOf(day))
}

/** "Friday 13 March 2026". */
export function dateInWords(day: number): string {
  const { day: date, month, year } = dayParts(day)
  return `${weekdayName(day)} ${date} ${nameOfMonth(month)} ${year}`
}

function capitalize(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`
}

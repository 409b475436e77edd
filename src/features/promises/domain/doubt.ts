/** What is asked about before anybody is told: a due time that may be meant otherwise than it reads. */
import type { Person } from '../../../people/person.ts'
import { localTime } from '../../../time/working-hours.ts'
import type { DueTime } from './commitment.ts'
import type { Draft } from './new-promise.ts'

export interface Doubt {
  /** The other thing that the due words may mean; "by 3" is not asked about, as nobody means 3:00. */
  other?: DueTime
  /** Those in whose night it is due. */
  asleep: readonly Person[]
  isFarOff: boolean
}

/** Nobody hears at once of what is due in these hours of theirs. */
const night = { from: '22:00', to: '06:00' } as const
const farOffMonths = 6

/** Undefined = there is nothing to ask. */
export function doubtOf({ to, due, reading }: Draft, me: Person, now: Date): Doubt | undefined {
  // An offer that leaves its time open has none to ask about.
  if (!due.words) return undefined
  const asleep = to.filter((person) => isNight(due.at, person))
  const isFarOff = isMonthsOff(due, now)
  const other = reading?.other && !isNight(reading.other.at, me) ? reading.other : undefined
  if (!other && !asleep.length && !isFarOff) return undefined
  return { asleep, isFarOff, ...(other && { other }) }
}

function isNight(at: Date, { hours }: Person): boolean {
  const time = localTime(at, hours.zone).toPlainTime().toString({ smallestUnit: 'minute' })
  return time >= night.from || time < night.to
}

function isMonthsOff({ at, zone }: DueTime, now: Date): boolean {
  const limit = localTime(now, zone).add({ months: farOffMonths })
  return at.getTime() > limit.epochMilliseconds
}

/** A single letter, or nothing but marks, says nothing to the other side. */
export function saysTooLittle(words: string): boolean {
  const said = words.replaceAll(/[\p{P}\p{Z}]/gu, '')
  return [...letters.segment(said.slice(0, 100))].length < 2
}

// Made once: to make one takes longer than to use it.
const letters = new Intl.Segmenter('en')

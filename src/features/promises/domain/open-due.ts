/** The time of an offer that names none. */
import type { Person } from '../../../people/person.ts'
import { addWorkdays, instantOf, localDay } from '../../../time/working-hours.ts'
import type { DueTime } from './commitment.ts'

/** Working days that it stands. */
const standsFor = 5

/** Until when it stands; without words, as nobody said it. */
export function openDue({ hours }: Person, now: Date): DueTime {
  const day = addWorkdays(localDay(now, hours.zone), standsFor, hours)
  return { at: instantOf(day, hours.dayEnd, hours.zone), zone: hours.zone, words: '' }
}

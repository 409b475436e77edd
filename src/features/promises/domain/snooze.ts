/** A reminder that is put off. */
import type { Planned } from '../../../nudges/plan.ts'
import type { Person } from '../../../people/person.ts'
import { insideWorkingHours, instantOf, localDay } from '../../../time/working-hours.ts'
import type { Commitment } from './commitment.ts'
import { rung } from './ladder.ts'

export const snoozes = ['1h', '3h', 'tomorrow', 'monday'] as const
export type Snooze = (typeof snoozes)[number]

/** A reminder put off: it moves the reminder, never the promise. */
export function snoozed(promise: Commitment, promisor: Person, snooze: Snooze, now: Date): Planned {
  const at = snoozeTime(snooze, promisor, now)
  return {
    ...rung(promise, 'snoozed', promisor, at),
    dedupeKey: `${promise.id}:snoozed:${now.toISOString()}`,
  }
}

function snoozeTime(snooze: Snooze, { hours }: Person, now: Date): Date {
  const today = localDay(now, hours.zone)
  switch (snooze) {
    case '1h':
      return insideWorkingHours(new Date(now.getTime() + 3_600_000), hours)
    case '3h':
      return insideWorkingHours(new Date(now.getTime() + 3 * 3_600_000), hours)
    case 'tomorrow':
      return insideWorkingHours(instantOf(today.add({ days: 1 }), '09:00', hours.zone), hours)
    case 'monday':
      return insideWorkingHours(
        instantOf(today.add({ days: 8 - today.dayOfWeek }), '09:00', hours.zone),
        hours,
      )
    default:
      return snooze satisfies never
  }
}

/** A reminder that is put off. */
import type { Planned } from '../../../nudges/plan.ts'
import type { Person } from '../../../people/person.ts'
import { insideWorkingHours, instantOf, localDay } from '../../../time/working-hours.ts'
import type { Commitment } from './commitment.ts'
import { rung } from './ladder.ts'

export const snoozes = ['20m', '1h', '3h', 'tomorrow', 'monday'] as const
export type Snooze = (typeof snoozes)[number]

/** A reminder put off: it moves the reminder, never the promise. A time outside the hours waits for their beginning. */
export function snoozed(promise: Commitment, promisor: Person, at: Date, now: Date): Planned {
  return {
    ...rung(promise, 'snoozed', promisor, insideWorkingHours(at, promisor.hours)),
    dedupeKey: `${promise.id}:snoozed:${now.toISOString()}`,
  }
}

const minuteMs = 60_000

export function snoozeTime(snooze: Snooze, { hours }: Person, now: Date): Date {
  const today = localDay(now, hours.zone)
  switch (snooze) {
    case '20m':
      return new Date(now.getTime() + 20 * minuteMs)
    case '1h':
      return new Date(now.getTime() + 60 * minuteMs)
    case '3h':
      return new Date(now.getTime() + 180 * minuteMs)
    case 'tomorrow':
      return instantOf(today.add({ days: 1 }), '09:00', hours.zone)
    case 'monday':
      return instantOf(today.add({ days: 8 - today.dayOfWeek }), '09:00', hours.zone)
    default:
      return snooze satisfies never
  }
}

/** Which reminders a promise has, and when: the ladder. Pure. Times are the recipient's own, inside their working hours. */
import type { Person } from '../../people/person.ts'
import type { Planned } from '../../nudges/plan.ts'
import {
  addWorkdays,
  insideWorkingHours,
  instantOf,
  isWorkday,
  localTime,
  morningOf,
} from '../../time/working-hours.ts'
import { patience, type Commitment } from './commitment.ts'

/** Every rung that is still ahead of an open promise. A rung of an older due time is void by its version. */
export function ladderOf(promise: Commitment, promisor: Person, promisee: Person, now: Date): Planned[] {
  const { due } = promise
  const mine = promisor.hours
  const dueDay = localTime(due.at, mine.zone).toPlainDate()
  const plan: Planned[] = []

  const isAhead = due.at.getTime() - promise.madeAt.getTime() >= 2 * 86_400_000
  if (isAhead)
    plan.push(rung(promise, 'day_before', promisor, morningOf(addWorkdays(dueDay, -1, mine), mine)))

  const isLateInDay = due.at > instantOf(dueDay, '10:00', mine.zone)
  if (isLateInDay && isWorkday(dueDay, mine))
    plan.push(rung(promise, 'due_day', promisor, morningOf(dueDay, mine)))

  const atDue = insideWorkingHours(due.at, mine)
  plan.push(rung(promise, 'due', promisor, atDue))

  const told = localTime(atDue, mine.zone).toPlainDate()
  plan.push(rung(promise, 'follow_up', promisor, morningOf(addWorkdays(told, 1, mine), mine)))

  const theirs = promisee.hours
  const theirDay = localTime(atDue, theirs.zone).toPlainDate()
  plan.push(rung(promise, 'slipped', promisee, morningOf(addWorkdays(theirDay, 1, theirs), theirs)))
  return [
    ...plan.filter((planned) => planned.dueAt > now || planned.kind === 'promises.due'),
    ...silence(promise, promisor, promisee),
  ]
}

/** What the clock does when nobody speaks: asks both once, and lets the promise lapse. */
function silence(promise: Commitment, promisor: Person, promisee: Person): Planned[] {
  const ask = (person: Person) => {
    const day = localTime(promise.due.at, person.hours.zone).toPlainDate()
    return rung(
      promise,
      'last_call',
      person,
      morningOf(addWorkdays(day, patience.ask, person.hours), person.hours),
    )
  }
  const day = localTime(promise.due.at, promisor.hours.zone).toPlainDate()
  const end = morningOf(addWorkdays(day, patience.lapse, promisor.hours), promisor.hours)
  return [ask(promisor), ask(promisee), { ...rung(promise, 'lapse', promisor, end), manner: 'timer' }]
}

/** A claim that the promisee leaves without a word counts as kept after three of their working days. */
export function presumption(promise: Commitment, promisee: Person, now: Date): Planned {
  const day = localTime(now, promisee.hours.zone)
  const end = instantOf(
    addWorkdays(day.toPlainDate(), patience.presumeKept, promisee.hours),
    day.toPlainTime().toString({ smallestUnit: 'minute' }),
    promisee.hours.zone,
  )
  return {
    ...rung(promise, 'presume_kept', promisee, end),
    manner: 'timer',
    // The claim it speaks of, so that it has nothing to say of a later one.
    subjectVersion: promise.lastSeq,
    dedupeKey: `${promise.id}:presume_kept:${promise.lastSeq}`,
  }
}

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
  const today = localTime(now, hours.zone).toPlainDate()
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

type Rung =
  | 'day_before'
  | 'due_day'
  | 'due'
  | 'follow_up'
  | 'slipped'
  | 'last_call'
  | 'lapse'
  | 'presume_kept'
  | 'snoozed'

function rung(promise: Commitment, name: Rung, to: Person, dueAt: Date): Planned {
  return {
    userId: to.userId,
    kind: `promises.${name}`,
    manner: 'nudge',
    subjectId: promise.id,
    subjectVersion: promise.dueVersion,
    dedupeKey: `${promise.id}:${name}:${to.userId}:v${promise.dueVersion}`,
    dueAt,
    // The others come at nine o'clock, to everybody.
    spread: name !== 'due' && name !== 'snoozed',
  }
}

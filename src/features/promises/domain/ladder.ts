/** Which reminders a promise has, and when. Times are the recipient's own, inside their working hours. */
import type { Person } from '../../../people/person.ts'
import type { Planned } from '../../../nudges/plan.ts'
import {
  addWorkdays,
  insideWorkingHours,
  instantOf,
  isWorkday,
  lastWorkingMoment,
  localDay,
  morningOf,
} from '../../../time/working-hours.ts'
import type { Commitment } from './commitment.ts'
import { kinds } from './kinds.ts'
import type { Participants } from './participants.ts'
import { rungs, type RungName } from './rungs.ts'

const dayMs = 86_400_000

/**
 * A reminder is planned so long before it comes, and not when the promise is made: most promises end before, and a row costs
 * as much as the promise itself.
 */
const planAheadMs = 3_600_000
/** Each promise at a time of its own within this: a thousand that are due at 17:00 are not planned in one second. */
const planApartMs = 900_000

/** The timer that plans the reminders of an open promise, each shortly before it comes. */
export function ladderOf(promise: Commitment, participants: Participants, now: Date): Planned {
  const { near, again = now } = climb(promise, participants, { since: now, now })
  return rung(promise, 'next_rung', participants.promisor, near.length ? now : again)
}

interface Climb {
  /** The reminders that come within the hour. */
  near: Planned[]
  /** When to look again; undefined = the rungs after the due time are near too, and no others are to come. */
  again: Date | undefined
}

/** What is to be planned now of the reminders after `since`, when the due time was agreed. */
export function climb(
  promise: Commitment,
  { promisor }: Participants,
  { since, now }: { since: Date; now: Date },
): Climb {
  const reminders = remindersOf(promise, promisor).filter(({ dueAt }) => dueAt > since)
  const ahead = reminders.map(({ dueAt }) => dueAt)
  const wakes = [...ahead, followUpAt(promise, promisor)].map((at) => planTime(promise, at))
  return {
    near: reminders.filter(({ dueAt }) => planTime(promise, dueAt) <= now),
    again: wakes.find((at) => at > now),
  }
}

/** When a reminder that comes at `at` is planned. */
export function planTime({ id }: Commitment, at: Date): Date {
  return new Date(at.getTime() - planAheadMs + (parseInt(id.slice(0, 8), 16) % planApartMs))
}

/** What the times of its reminders follow from. */
type Timed = Pick<Commitment, 'id' | 'dueVersion' | 'madeAt'> & { due: Pick<Commitment['due'], 'at'> }

/** The reminders before and at the due time, in their order. One of an older due time is void by its version. */
export function remindersOf(promise: Timed, promisor: Person): Planned[] {
  const { due } = promise
  const { hours } = promisor
  const dueDay = localDay(due.at, hours.zone)
  const before: Planned[] = []

  const isAhead = due.at.getTime() - promise.madeAt.getTime() >= 2 * dayMs
  if (isAhead)
    before.push(rung(promise, 'day_before', promisor, morningOf(addWorkdays(dueDay, -1, hours), hours)))

  const isLateInDay = due.at > instantOf(dueDay, '10:00', hours.zone)
  if (isLateInDay && isWorkday(dueDay, hours))
    before.push(rung(promise, 'due_day', promisor, morningOf(dueDay, hours)))

  // A due time outside the hours is reminded of before it: afterwards it would only be bad news.
  before.push(rung(promise, 'due', promisor, lastWorkingMoment(due.at, hours)))
  return before
}

/** The rungs after the due time. */
export function ladderAfter(promise: Commitment, participants: Participants): Planned[] {
  const { promisor, promisee, witness } = participants
  const followUp = followUpAt(promise, promisor)
  return [
    rung(promise, 'follow_up', promisor, followUp),
    rung(promise, 'slipped', promisee, slipToldAt(promise, promisee, followUp)),
    ...(witness ? [rung(promise, 'witness_slip', witness, slipToldAt(promise, witness, followUp))] : []),
    weekAfter(promisor, followUp),
  ]
}

/**
 * The last three of a series slipped: both are asked whether it goes on, when they would have heard of the third. Where that
 * time has passed, as a claim was refused late, they are asked at once.
 */
export function seriesQuestion(
  promise: Commitment,
  { promisor, promisee }: Participants,
  now: Date,
): Planned[] {
  const followUp = followUpAt(promise, promisor)
  const ask = (person: Person, at: Date): Planned => ({
    userId: person.userId,
    kind: kinds.series_slipped,
    subjectId: promise.id,
    dedupeKey: `${promise.id}:series_slipped:${person.userId}:${promise.lastSeq}`,
    dueAt: at > now ? at : insideWorkingHours(now, person.hours),
    spread: true,
  })
  return [ask(promisor, followUp), ask(promisee, slipToldAt(promise, promisee, followUp))]
}

function followUpAt({ due }: Commitment, { hours }: Person): Date {
  return morningOf(addWorkdays(localDay(due.at, hours.zone), 1, hours), hours)
}

/** 11:00 of the first working day after the due day that comes after the follow-up: the promisor speaks first. */
function slipToldAt({ due }: Commitment, { hours }: Person, followUp: Date): Date {
  let day = addWorkdays(localDay(due.at, hours.zone), 1, hours)
  while (morningOf(day, hours, '11:00') <= followUp) day = addWorkdays(day, 1, hours)
  return morningOf(day, hours, '11:00')
}

/** The look at the week on the first Monday after `from`; one a person and week, however many promises ask for it. */
export function weekAfter(person: Person, from: Date): Planned {
  const day = localDay(from, person.hours.zone)
  const monday = day.add({ days: 8 - day.dayOfWeek })
  return {
    userId: person.userId,
    kind: kinds.week,
    dedupeKey: `promises.week:${person.userId}:${monday.toString()}`,
    dueAt: morningOf(monday, person.hours),
    spread: true,
  }
}

export function workdayMorning(from: Date, days: number, { hours }: Person): Date {
  return morningOf(addWorkdays(localDay(from, hours.zone), days, hours), hours)
}

/** One planned rung, void once the promise has another due time. */
export function rung(
  promise: Pick<Timed, 'id' | 'dueVersion'>,
  name: RungName,
  to: Person,
  dueAt: Date,
): Planned {
  return {
    userId: to.userId,
    kind: kinds[name],
    subjectId: promise.id,
    subjectVersion: promise.dueVersion,
    dedupeKey: `${promise.id}:${name}:${to.userId}:v${promise.dueVersion}`,
    dueAt,
    spread: !rungs[name].isExact,
  }
}

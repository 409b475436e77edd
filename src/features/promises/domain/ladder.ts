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
  localTime,
  morningOf,
} from '../../../time/working-hours.ts'
import { patience, type Commitment } from './commitment.ts'
import { kinds } from './kinds.ts'
import type { Participants } from './participants.ts'
import { rungs, type RungName } from './rungs.ts'

const dayMs = 86_400_000

/** Every rung that is still ahead of an open promise. A rung of an older due time is void by its version. */
export function ladderOf(promise: Commitment, { promisor }: Participants, now: Date): Planned[] {
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
  return [...before.filter((planned) => planned.dueAt > now), rung(promise, 'past_due', promisor, due.at)]
}

/**
 * The rungs after the due time. Planned only when it comes, as most promises end before: a new promise then costs half
 * as many rows, and the hours are those that its people keep by then.
 */
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

/** From when on nobody has spoken of a promise; `word` is the version of the latest word after the due time. */
export interface Silence {
  from: Date
  word?: number
}

/** What the clock does when nobody speaks: asks both once, and lets the promise lapse. */
export function planLapse(promise: Commitment, participants: Participants, silence: Silence): Planned[] {
  const { promisor, promisee } = participants
  const since = (planned: Planned): Planned =>
    silence.word ? { ...planned, dedupeKey: `${planned.dedupeKey}:${silence.word}` } : planned
  const asked = (person: Person) => workdayMorning(silence.from, patience.ask, person)
  return [
    since(rung(promise, 'last_call', promisor, asked(promisor))),
    since(rung(promise, 'last_call', promisee, asked(promisee))),
    {
      ...since(rung(promise, 'lapse', promisor, lapseAt(silence.from, promisor))),
      facts: { from: silence.from.toISOString() },
    },
  ]
}

export function lapseAt(from: Date, promisor: Person): Date {
  return workdayMorning(from, patience.lapse, promisor)
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

/** When somebody may ask again how it stands. */
export function bumpAgainAt(now: Date, { hours }: Person): Date {
  return sameTimeAfter(now, patience.bump, hours)
}

/** A claim that the promisee leaves without a word counts as kept after three of their working days. */
export function planAutoConfirm(promise: Commitment, promisee: Person): Planned {
  return {
    ...rung(promise, 'presume_kept', promisee, presumedAt(promise, promisee)),
    // The claim it speaks of, so that it has nothing to say of a later one.
    subjectVersion: promise.lastSeq,
    dedupeKey: `${promise.id}:presume_kept:${promise.lastSeq}`,
  }
}

export function presumedAt({ claimedAt, madeAt }: Commitment, { hours }: Person): Date {
  return insideWorkingHours(sameTimeAfter(claimedAt ?? madeAt, patience.presumeKept, hours), hours)
}

function sameTimeAfter(at: Date, days: number, hours: Person['hours']): Date {
  const local = localTime(at, hours.zone)
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' })
  return instantOf(addWorkdays(local.toPlainDate(), days, hours), time, hours.zone)
}

/** One planned rung, void once the promise has another due time. */
export function rung(promise: Commitment, name: RungName, to: Person, dueAt: Date): Planned {
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

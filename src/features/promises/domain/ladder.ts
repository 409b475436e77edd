/** Which reminders a promise has, and when: the ladder. Pure. Times are the recipient's own, inside their working hours. */
import type { Person } from '../../../people/person.ts'
import type { Planned } from '../../../nudges/plan.ts'
import {
  addWorkdays,
  insideWorkingHours,
  instantOf,
  isWorkday,
  localDay,
  localTime,
  morningOf,
} from '../../../time/working-hours.ts'
import { patience, type Commitment } from './commitment.ts'
import { kinds } from './kinds.ts'
import type { KindId } from '../../../nudges/kinds.ts'

/** Everybody who may hear of a promise by its ladder; the witness only where they said yes. */
export interface Participants {
  promisor: Person
  promisee: Person
  witness?: Person | undefined
}

/** Every rung that is still ahead of an open promise. A rung of an older due time is void by its version. */
export function ladderOf(promise: Commitment, party: Participants, now: Date): Planned[] {
  const { due } = promise
  const { promisor } = party
  const mine = promisor.hours
  const dueDay = localDay(due.at, mine.zone)
  const plan: Planned[] = []

  const isAhead = due.at.getTime() - promise.madeAt.getTime() >= 2 * 86_400_000
  if (isAhead)
    plan.push(rung(promise, 'day_before', promisor, morningOf(addWorkdays(dueDay, -1, mine), mine)))

  const isLateInDay = due.at > instantOf(dueDay, '10:00', mine.zone)
  if (isLateInDay && isWorkday(dueDay, mine))
    plan.push(rung(promise, 'due_day', promisor, morningOf(dueDay, mine)))

  return [
    ...plan.filter((planned) => planned.dueAt > now),
    rung(promise, 'due', promisor, insideWorkingHours(due.at, mine)),
    { ...rung(promise, 'past_due', promisor, due.at) },
  ]
}

/**
 * The rungs after the due time. Planned only when it comes, as most promises end before: a new promise then costs half
 * as many rows, and the hours are those that its people keep by then.
 */
export function ladderAfter(promise: Commitment, party: Participants): Planned[] {
  const { promisor, promisee } = party
  const atDue = insideWorkingHours(promise.due.at, promisor.hours)
  const followUp = workdayAfter(atDue, promisor)
  return [
    rung(promise, 'follow_up', promisor, followUp),
    rung(promise, 'slipped', promisee, workdayAfter(atDue, promisee)),
    ...slipForWitness(promise, party),
    weekAfter(promisor, followUp),
  ]
}

/** The witness hears of a slip one working day after the due time. */
function slipForWitness(promise: Commitment, { promisor, witness }: Participants): Planned[] {
  if (!witness || promise.witnessState !== 'yes') return []
  const atDue = insideWorkingHours(promise.due.at, promisor.hours)
  return [rung(promise, 'witness_slip', witness, workdayAfter(atDue, witness))]
}

/**
 * What the clock does when nobody speaks from `from` on: asks both once, and lets the promise lapse. `spoken` is the
 * latest word after the due time, which starts the silence anew.
 */
export function planLapse(
  promise: Commitment,
  { promisor, promisee }: Participants,
  from: Date,
  spoken = 0,
): Planned[] {
  const since = (planned: Planned): Planned =>
    spoken ? { ...planned, dedupeKey: `${planned.dedupeKey}:${spoken}` } : planned
  const at = (days: number, { hours }: Person) =>
    morningOf(addWorkdays(localDay(from, hours.zone), days, hours), hours)
  return [
    since(rung(promise, 'last_call', promisor, at(patience.ask, promisor))),
    since(rung(promise, 'last_call', promisee, at(patience.ask, promisee))),
    { ...since(rung(promise, 'lapse', promisor, at(patience.lapse, promisor))) },
  ]
}

/** A request is remembered once, on the next working day, and passes at its due time, or at the one offered instead. */
export function requestLadder(promise: Commitment, asked: Person, now: Date): Planned[] {
  const reminder = rung(promise, 'unanswered', asked, workdayAfter(now, asked))
  return [
    ...(reminder.dueAt < promise.due.at ? [reminder] : []),
    { ...rung(promise, 'expire', asked, promise.due.at) },
  ]
}

/** A request to which another day was offered waits until the later of the two. */
export function expiryOfOffer(promise: Commitment, asked: Person): Planned[] {
  const offered = promise.proposal ? new Date(promise.proposal.dueAt) : promise.due.at
  const planned = rung(promise, 'expire', asked, offered > promise.due.at ? offered : promise.due.at)
  return [{ ...planned, dedupeKey: `${planned.dedupeKey}:${promise.lastSeq}` }]
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

function workdayAfter(at: Date, { hours }: Person): Date {
  return morningOf(addWorkdays(localDay(at, hours.zone), 1, hours), hours)
}

/** When somebody may ask again how it stands. */
export function bumpAgainAt(now: Date, { hours }: Person): Date {
  const day = localTime(now, hours.zone)
  const time = day.toPlainTime().toString({ smallestUnit: 'minute' })
  return instantOf(addWorkdays(day.toPlainDate(), patience.bump, hours), time, hours.zone)
}

/** A claim that the promisee leaves without a word counts as kept after three of their working days. */
export function planAutoConfirm(promise: Commitment, promisee: Person, now: Date): Planned {
  const day = localTime(now, promisee.hours.zone)
  const end = instantOf(
    addWorkdays(day.toPlainDate(), patience.presumeKept, promisee.hours),
    day.toPlainTime().toString({ smallestUnit: 'minute' }),
    promisee.hours.zone,
  )
  return {
    ...rung(promise, 'presume_kept', promisee, end),
    // The claim it speaks of, so that it has nothing to say of a later one.
    subjectVersion: promise.lastSeq,
    dedupeKey: `${promise.id}:presume_kept:${promise.lastSeq}`,
    spread: false,
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
  | 'unanswered'
  | 'expire'
  | 'witness_slip'
  | 'past_due'

/** What a closed promise, or one with a new due time, says no more. */
export const reminders: readonly KindId[] = (
  [
    'day_before',
    'due_day',
    'due',
    'snoozed',
    'follow_up',
    'slipped',
    'last_call',
    'lapse',
    'presume_kept',
    'unanswered',
    'expire',
    'witness_slip',
    'past_due',
  ] as const
).map((name) => kinds[name])

// The others come at nine o'clock, to everybody.
const exact: ReadonlySet<Rung> = new Set(['due', 'snoozed', 'expire', 'past_due'])

/** One planned rung, void once the promise has another due time. */
export function rung(promise: Commitment, name: Rung, to: Person, dueAt: Date): Planned {
  return {
    userId: to.userId,
    kind: kinds[name],
    subjectId: promise.id,
    subjectVersion: promise.dueVersion,
    dedupeKey: `${promise.id}:${name}:${to.userId}:v${promise.dueVersion}`,
    dueAt,
    spread: !exact.has(name),
  }
}

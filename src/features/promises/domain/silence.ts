/** What the clock does when nobody speaks of a promise: after its due time, and after a claim. */
import type { Person } from '../../../people/person.ts'
import type { Planned } from '../../../nudges/plan.ts'
import { addWorkdays, insideWorkingHours, instantOf, localTime } from '../../../time/working-hours.ts'
import { patience, type Commitment } from './commitment.ts'
import { planTime, rung, workdayMorning } from './ladder.ts'
import type { Participants } from './participants.ts'

/** From when on nobody has spoken of a promise; `word` is the version of the latest word after the due time. */
export interface Silence {
  from: Date
  word?: number
}

/** What the clock does when nobody speaks: the timer that asks both once, and later lets the promise lapse. */
export function planLapse(promise: Commitment, participants: Participants, silence: Silence): Planned {
  const { from, word } = silence
  const { at } = silenceStep(promise, participants, silence, from)
  const facts = { from: from.toISOString(), ...(word && { word }) }
  return { ...ofSilence(silence, rung(promise, 'lapse', participants.promisor, at)), facts }
}

function ofSilence({ word }: Silence, planned: Planned): Planned {
  return word ? { ...planned, dedupeKey: `${planned.dedupeKey}:${word}` } : planned
}

/** What a silence has come to: both are asked when it is near, and at `at` it goes on; once that has passed, it is over. */
export function silenceStep(
  promise: Commitment,
  { promisor, promisee }: Participants,
  silence: Silence,
  now: Date,
): { questions: Planned[]; at: Date } {
  const questions = [promisor, promisee].map((person) =>
    ofSilence(
      silence,
      rung(promise, 'last_call', person, workdayMorning(silence.from, patience.ask, person)),
    ),
  )
  const first = Math.min(...questions.map(({ dueAt }) => dueAt.getTime()))
  const plannedAt = planTime(promise, new Date(first))
  if (plannedAt > now) return { questions: [], at: plannedAt }
  return { questions, at: workdayMorning(silence.from, patience.lapse, promisor) }
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

/** When somebody may ask again how it stands. */
export function bumpAgainAt(now: Date, { hours }: Person): Date {
  return sameTimeAfter(now, patience.bump, hours)
}

function sameTimeAfter(at: Date, days: number, hours: Person['hours']): Date {
  const local = localTime(at, hours.zone)
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' })
  return instantOf(addWorkdays(local.toPlainDate(), days, hours), time, hours.zone)
}

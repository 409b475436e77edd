/** Decides whether a nudge may be sent now: away, working hours, budget, what the person switched off. Pure. */
import { awayUntil, type Person } from '../../people/person.ts'
import { wallFields } from '../../time/zone-offsets.ts'
import { addWorkdays, insideWorkingHours, localTime, morningOf } from '../../time/working-hours.ts'
import { featureOf } from '../kinds.ts'
import type { NudgeClass } from '../tables.ts'

interface Pending {
  class: NudgeClass
  kind: string
  subjectId?: string | undefined
  /** Waits for the person's working hours; notices of what a colleague just did do not. */
  keepsHours: boolean
  dueAt: Date
}

export type Verdict =
  | { now: true }
  /** `held` is a reason that `why` can say. */
  | { now: false; until: Date; held: Held }
  | { now: false; never: 'muted' | 'gone' }

type Held = 'away' | 'working hours' | 'daily budget'

/**
 * Whether one pending row is sent now, later or never. `spentToday` counts the messages with nudges that the person got on
 * their local day. Notices of what a colleague did are sent at once and wait only while the person is away; those of what
 * the clock did wait for working hours too. Neither costs budget.
 */
export function sendVerdict(
  pending: Pending,
  person: Person | undefined,
  spentToday: number,
  now: Date,
): Verdict {
  if (!person || person.isDeactivated) return { now: false, never: 'gone' }
  if (isMuted(pending, person)) return { now: false, never: 'muted' }
  const away = awayUntil(person, now)
  if (away && !pending.keepsHours) return { now: false, until: away, held: 'away' }
  if (!pending.keepsHours) return { now: true }
  if (away) return { now: false, until: insideWorkingHours(away, person.hours), held: 'away' }
  const inside = insideWorkingHours(now, person.hours)
  if (inside > now && !isEndOfDay(pending, person, now))
    return { now: false, until: inside, held: 'working hours' }
  if (pending.class === 'nudge' && spentToday >= person.dailyBudget)
    return { now: false, until: nextMorning(person, now), held: 'daily budget' }
  return { now: true }
}

/** How long what was due at the very end of the working day, 17:00 by default, may still go out after it. */
const endOfDayGraceMs = 3_600_000

function isEndOfDay({ dueAt }: Pending, { hours }: Person, now: Date): boolean {
  const age = now.getTime() - dueAt.getTime()
  return age >= 0 && age <= endOfDayGraceMs && insideWorkingHours(dueAt, hours).getTime() === dueAt.getTime()
}

/** The reminders of a whole feature, those about one subject, or all messages of a kind are switched off. */
function isMuted({ class: own, kind, subjectId }: Pending, { muted }: Person): boolean {
  if (muted.includes(kind)) return true
  if (own === 'notice') return false
  return muted.includes(featureOf(kind)) || (subjectId !== undefined && muted.includes(subjectId))
}

/** The person's local date, by which the budget counts. */
export function localDay(person: Person, now: Date): string {
  return wallFields(now, person.hours.zone).toISOString().slice(0, 10)
}

function nextMorning(person: Person, now: Date): Date {
  const today = localTime(now, person.hours.zone).toPlainDate()
  return morningOf(addWorkdays(today, 1, person.hours), person.hours)
}

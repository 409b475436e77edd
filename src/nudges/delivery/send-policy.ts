/** Decides whether a nudge may be sent now: away, working hours, budgets, what the person switched off. Pure. */
import { awayUntil, type Person } from '../../people/person.ts'
import { wallFields } from '../../time/zone-offsets.ts'
import { addWorkdays, insideWorkingHours, localTime, morningOf } from '../../time/working-hours.ts'
import { featureOf } from '../kinds.ts'
import { noticeTime } from '../notice-time.ts'
import type { NudgeClass } from '../tables.ts'

interface Pending {
  class: NudgeClass
  kind: string
  subjectId?: string | undefined
  dueAt: Date
  /** Of a notice: from when on it would come too late. */
  neededBy?: Date | undefined
  /** Whoever it is from asked to have it told at once. */
  isUrgent?: boolean
  /** The recipient wants nothing from whoever it is from. */
  isBlocked?: boolean
  /** From when on the recipient hears more of whoever it is from. */
  senderFreeAt?: Date | undefined
}

export type Verdict =
  | { now: true }
  /** `held` is a reason that `why` can say. */
  | { now: false; until: Date; held: Held }
  | { now: false; never: 'muted' | 'blocked' | 'gone' }

type Held = 'away' | 'working hours' | 'daily budget' | 'much from one person'

/**
 * Whether one pending row is sent now, later or never. `spentToday` counts the messages with nudges that the person got on
 * their local day. Notices cost none of that budget; they have one of their own, by whom they are from.
 */
export function sendVerdict(
  pending: Pending,
  person: Person | undefined,
  spentToday: number,
  now: Date,
): Verdict {
  if (!person || person.isDeactivated) return { now: false, never: 'gone' }
  if (isMuted(pending, person)) return { now: false, never: 'muted' }
  if (pending.isBlocked) return { now: false, never: 'blocked' }
  if (pending.class === 'notice') return noticeVerdict(pending, person, now)
  const away = awayUntil(person, now)
  if (away) return { now: false, until: insideWorkingHours(away, person.hours), held: 'away' }
  const inside = insideWorkingHours(now, person.hours)
  if (inside > now && !isEndOfDay(pending, person, now))
    return { now: false, until: inside, held: 'working hours' }
  if (spentToday >= person.dailyBudget)
    return { now: false, until: nextMorning(person, now), held: 'daily budget' }
  return { now: true }
}

function noticeVerdict({ neededBy, isUrgent, senderFreeAt }: Pending, person: Person, now: Date): Verdict {
  const { at, held } = noticeTime(person, now, neededBy)
  if (held && !(isUrgent && held === 'working hours')) return { now: false, until: at, held }
  if (senderFreeAt && senderFreeAt > now)
    return { now: false, until: senderFreeAt, held: 'much from one person' }
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
export function dayOfBudget(person: Person, now: Date): string {
  return wallFields(now, person.hours.zone).toISOString().slice(0, 10)
}

function nextMorning(person: Person, now: Date): Date {
  const today = localTime(now, person.hours.zone).toPlainDate()
  return morningOf(addWorkdays(today, 1, person.hours), person.hours)
}

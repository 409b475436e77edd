/** When a notice of what a colleague did is told. Pure. */
import { awayUntil, type Person } from '../people/person.ts'
import { insideWorkingHours } from '../time/working-hours.ts'
import type { Planned } from './plan.ts'

/** A notice that is planned while its recipient does not work waits from the beginning: no run looks at it before. */
export function untilTold(planned: Planned, person: Person, neededBy: Date): Planned {
  const { at, held } = noticeTime(person, planned.dueAt, neededBy)
  return held ? { ...planned, notBefore: at, held } : planned
}

export interface NoticeTime {
  at: Date
  /** Why it has to wait. */
  held?: 'away' | 'working hours'
}

/**
 * At once while the recipient works; otherwise on their next morning, unless it is needed before that. Nothing at all is
 * told while they are away.
 */
export function noticeTime(person: Person, now: Date, neededBy?: Date): NoticeTime {
  const away = awayUntil(person, now)
  if (away) return { at: insideWorkingHours(away, person.hours), held: 'away' }
  const inside = insideWorkingHours(now, person.hours)
  if (inside <= now) return { at: now }
  const isTooLate = neededBy !== undefined && neededBy > now && neededBy <= inside
  return isTooLate ? { at: now } : { at: inside, held: 'working hours' }
}

/** Which reminders a request or an offer has. */
import type { Planned } from '../../../nudges/plan.ts'
import type { Person } from '../../../people/person.ts'
import { addWorkdays, isWorkday, localDay, morningOf } from '../../../time/working-hours.ts'
import type { Commitment } from './commitment.ts'
import { rung, workdayMorning } from './ladder.ts'

/**
 * A request is remembered once: when half of its time has passed, and never on the first working day after it was made.
 * It passes at its due time, or at the one offered instead.
 */
export function requestLadder(promise: Commitment, asked: Person): Planned[] {
  const { hours } = asked
  const { madeAt, due } = promise
  const half = new Date((madeAt.getTime() + due.at.getTime()) / 2)
  const halfDay = localDay(half, hours.zone)
  const isMorningAhead = isWorkday(halfDay, hours) && morningOf(halfDay, hours) >= half
  const afterHalf = morningOf(isMorningAhead ? halfDay : addWorkdays(halfDay, 1, hours), hours)
  const second = workdayMorning(madeAt, 2, asked)
  const reminder = rung(promise, 'unanswered', asked, afterHalf > second ? afterHalf : second)
  // An offer is not repeated: nobody has asked for it.
  const isReminded = !promise.isOffer && reminder.dueAt < due.at
  return [...(isReminded ? [reminder] : []), rung(promise, 'expire', asked, due.at)]
}

/** A request to which another day was offered waits until the later of the two. */
export function expiryOfOffer(promise: Commitment, asked: Person): Planned[] {
  const offered = promise.proposal ? new Date(promise.proposal.dueAt) : promise.due.at
  const planned = rung(promise, 'expire', asked, offered > promise.due.at ? offered : promise.due.at)
  return [{ ...planned, dedupeKey: `${planned.dedupeKey}:${promise.lastSeq}` }]
}

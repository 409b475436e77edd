import type { Person } from '../../people/person.ts'
import { backOffSeconds } from '../../slack/classify-error.ts'
import type { Box, Due } from './claim.ts'
import { localDay, verdictOn } from './send-policy.ts'
import type { Settlement } from './settle.ts'
import type { Spoken } from '../kinds.ts';

export function choose(
  rows: readonly Due[],
  spoken: Spoken,
  box: Box,
  person: Person | undefined,
  now: Date,
) {
  const going: Due[] = []
  const rest: Settlement[] = []
  const spentToday =
    person && box.nudgedOn !== null && box.nudgedOn === localDay(person, now) ? box.nudged : 0
  for (const row of rows) {
    const { id, userId } = row
    if (!spoken.get(id)?.isDue) {
      rest.push({ to: 'cancelled', id, userId, code: 'no_longer_due' })
      continue
    }
    const verdict = verdictOn(row, person, spentToday, now)
    if (verdict.now && isOvertaken(row, rows, spoken))
      rest.push({ to: 'cancelled', id, userId, code: 'overtaken' })
    else if (verdict.now) going.push(row)
    else if ('never' in verdict) rest.push({ to: 'cancelled', id, userId, code: verdict.never })
    else rest.push({ to: 'pending', id, userId, notBefore: verdict.until, held: verdict.held })
  }
  return { going, rest }
}

/** Of several reminders about one thing that are due together, after a pause, only the latest is said. */
function isOvertaken(row: Due, rows: readonly Due[], spoken: Spoken): boolean {
  if (row.manner !== 'nudge' || row.subjectId === undefined) return false
  const last = rows.findLast(
    (other) => other.manner === 'nudge' && other.subjectId === row.subjectId && spoken.get(other.id)?.isDue,
  )
  return last !== undefined && last.id !== row.id
}

/** Attempts to put something into words after which a person has to look. */
const mostAttempts = 8

/** What could not be put into words is tried again later. */
export function postponed({ id, userId, attempts }: Due, now: Date): Settlement {
  const code = 'not_rendered'
  if (attempts + 1 >= mostAttempts) return { to: 'needs_human', id, userId, code }
  const notBefore = new Date(now.getTime() + backOffSeconds(attempts + 1) * 1000)
  return { to: 'pending', id, userId, notBefore, code, tried: true }
}

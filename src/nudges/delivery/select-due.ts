import type { Person } from '../../people/person.ts'
import { backOffSeconds } from '../../slack/classify-error.ts'
import type { ClaimedInbox, DueNudge } from './claim.ts'
import { localDay, sendVerdict } from './send-policy.ts'
import type { RowOutcome } from './settle.ts'
import type { RenderedNudges } from '../kinds.ts'

export function selectDue(
  rows: readonly DueNudge[],
  spoken: RenderedNudges,
  box: ClaimedInbox,
  person: Person | undefined,
  now: Date,
) {
  const going: DueNudge[] = []
  const rest: RowOutcome[] = []
  const spentToday =
    person && box.nudgedOn !== null && box.nudgedOn === localDay(person, now) ? box.nudged : 0
  for (const row of rows) {
    const { id, userId } = row
    if (!spoken.get(id)?.isDue) {
      rest.push({ to: 'cancelled', id, userId, code: 'no_longer_due' })
      continue
    }
    const verdict = sendVerdict(row, person, spentToday, now)
    if (verdict.now && isOvertaken(row, rows, spoken))
      rest.push({ to: 'cancelled', id, userId, code: 'overtaken' })
    else if (verdict.now) going.push(row)
    else if ('never' in verdict) rest.push({ to: 'cancelled', id, userId, code: verdict.never })
    else rest.push({ to: 'pending', id, userId, notBefore: verdict.until, held: verdict.held })
  }
  return { going, rest }
}

/** Of several reminders about one thing that are due together, after a pause, only the latest is said. */
function isOvertaken(row: DueNudge, rows: readonly DueNudge[], spoken: RenderedNudges): boolean {
  if (row.manner !== 'nudge' || row.subjectId === undefined) return false
  const last = rows.findLast(
    (other) => other.manner === 'nudge' && other.subjectId === row.subjectId && spoken.get(other.id)?.isDue,
  )
  return last !== undefined && last.id !== row.id
}

/** Attempts to put something into words after which a person has to look. */
const mostAttempts = 8

/** What could not be put into words is tried again later. */
export function postponed({ id, userId, attempts }: DueNudge, now: Date): RowOutcome {
  const code = 'not_rendered'
  if (attempts + 1 >= mostAttempts) return { to: 'needs_human', id, userId, code }
  const notBefore = new Date(now.getTime() + backOffSeconds(attempts + 1) * 1000)
  return { to: 'pending', id, userId, notBefore, code, tried: true }
}

import type { Person } from '../../people/person.ts'
import { backOffSeconds } from '../../slack/classify-error.ts'
import { localDay, sendVerdict } from './send-policy.ts'
import type { RowOutcome } from './settle.ts'
import type { RenderedNudges } from '../kinds.ts'
import type { ClaimedInbox, DueNudge } from './nudge-row.ts'

export interface DueToPerson {
  rows: readonly DueNudge[]
  rendered: RenderedNudges
  inbox: ClaimedInbox
  person: Person | undefined
  now: Date
}

/** Which of the rows due to one person are sent now, and what becomes of the others. */
export function selectDue({ rows, rendered, inbox, person, now }: DueToPerson): {
  selected: DueNudge[]
  deferred: RowOutcome[]
} {
  const selected: DueNudge[] = []
  const deferred: RowOutcome[] = []
  const isSameDay = person && inbox.nudgedOn !== null && inbox.nudgedOn === localDay(person, now)
  const spentToday = isSameDay ? inbox.nudged : 0
  for (const row of rows) {
    const { id, userId } = row
    const found = rendered.get(id)
    if (!found?.isDue) {
      deferred.push({ to: 'cancelled', id, userId, code: 'no_longer_due' })
      continue
    }
    const verdict = sendVerdict({ ...row, keepsHours: found.keepsHours }, person, spentToday, now)
    if (verdict.now && isOvertaken(row, rows, rendered))
      deferred.push({ to: 'cancelled', id, userId, code: 'overtaken' })
    else if (verdict.now) selected.push(row)
    else if ('never' in verdict) deferred.push({ to: 'cancelled', id, userId, code: verdict.never })
    else deferred.push({ to: 'pending', id, userId, notBefore: verdict.until, held: verdict.held })
  }
  return { selected, deferred }
}

/** Of several reminders about one subject that are due together, after a pause, only the latest is sent. */
function isOvertaken(row: DueNudge, rows: readonly DueNudge[], rendered: RenderedNudges): boolean {
  if (row.class !== 'nudge' || row.subjectId === undefined) return false
  const last = rows.findLast(
    (other) => other.class === 'nudge' && other.subjectId === row.subjectId && rendered.get(other.id)?.isDue,
  )
  return last !== undefined && last.id !== row.id
}

/** Attempts to render a nudge after which a person has to check. */
const maxRenderAttempts = 8

/** A nudge that failed to render is tried again later. */
export function retryRendering({ id, userId, attempts }: DueNudge, now: Date): RowOutcome {
  const code = 'not_rendered'
  if (attempts + 1 >= maxRenderAttempts) return { to: 'needs_human', id, userId, code }
  const notBefore = new Date(now.getTime() + backOffSeconds(attempts + 1) * 1000)
  return { to: 'pending', id, userId, notBefore, code, tried: true }
}

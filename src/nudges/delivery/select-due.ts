import type { Person } from '../../people/person.ts'
import { backOffSeconds } from '../../slack/classify-error.ts'
import { dayOfBudget, sendVerdict } from './send-policy.ts'
import type { RowOutcome } from './settle.ts'
import type { RenderedNudges } from '../kinds.ts'
import type { Senders } from './senders.ts'
import type { ClaimedInbox, DueNudge } from './nudge-row.ts'

export interface DueToPerson {
  rows: readonly DueNudge[]
  rendered: RenderedNudges
  senders: Senders
  inbox: ClaimedInbox
  person: Person | undefined
  now: Date
}

/** Which of the rows due to one person are sent now, and what becomes of the others. */
export function selectDue({ rows, rendered, senders, inbox, person, now }: DueToPerson): {
  selected: DueNudge[]
  deferred: RowOutcome[]
} {
  const selected: DueNudge[] = []
  const deferred: RowOutcome[] = []
  const isSameDay = person && inbox.nudgedOn !== null && inbox.nudgedOn === dayOfBudget(person, now)
  const spentToday = isSameDay ? inbox.nudged : 0
  const verdicts = rows.map((row) => {
    const found = rendered.get(row.id)
    if (!found?.isDue) return { row, verdict: undefined }
    const pending = {
      ...row,
      neededBy: found.neededBy,
      isUrgent: row.facts.isUrgent === true,
      senderFreeAt: senders.freeAt(row),
      isBlocked: senders.isBlocked(row) && !found.isOwed,
    }
    return { row, verdict: sendVerdict(pending, person, spentToday, now) }
  })
  const said = verdicts.flatMap(({ row, verdict }) => (verdict && !('never' in verdict) ? [row] : []))
  for (const { row, verdict } of verdicts) {
    const { id, userId } = row
    if (!verdict) deferred.push({ to: 'cancelled', id, userId, code: 'no_longer_due' })
    else if (verdict.now && isOvertaken(row, said))
      deferred.push({ to: 'cancelled', id, userId, code: 'overtaken' })
    else if (verdict.now) selected.push(row)
    else if ('never' in verdict) deferred.push({ to: 'cancelled', id, userId, code: verdict.never })
    else deferred.push({ to: 'pending', id, userId, notBefore: verdict.until, held: verdict.held })
  }
  return { selected, deferred }
}

/**
 * Of several reminders about one subject that are due together, after a pause, only the latest is sent. `said` are those
 * that will be said, now or later: one that is switched off takes no other's place.
 */
function isOvertaken(row: DueNudge, said: readonly DueNudge[]): boolean {
  if (row.class !== 'nudge' || row.subjectId === undefined) return false
  const last = said.findLast((other) => other.class === 'nudge' && other.subjectId === row.subjectId)
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

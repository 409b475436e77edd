import type { Person } from '../../people/person.ts'
import type { ClaimExpired } from '../../slack/messenger.ts'
import type { SendOutcome } from '../../slack/classify-error.ts'
import { localDay } from './send-policy.ts'
import type { RowOutcome } from './settle.ts'
import type { RenderedNudges } from '../kinds.ts'
import type { DueNudge } from './nudge-row.ts'

/** One message that was posted, or not. */
export interface PostedGroup {
  /** The rows of the message. */
  group: readonly DueNudge[]
  outcome: SendOutcome | ClaimExpired
  rendered: RenderedNudges
  person: Person
  now: Date
  settleSeconds: number
}

/** What the outcome of the message means for one of its rows. */
export function rowOutcome(row: DueNudge, posted: PostedGroup): RowOutcome {
  const { id, userId } = row
  const { group, outcome, now } = posted
  const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)
  switch (outcome.kind) {
    case 'sent': {
      // One message costs one of the day's budget, however many nudges it holds.
      const isCounted = row === group.find((one) => one.class === 'nudge')
      return {
        to: 'sent',
        id,
        userId,
        channelId: outcome.channelId,
        ts: outcome.ts,
        live: !posted.rendered.get(id)!.isFinal,
        ...(group.length > 1 && { into: group[0]!.id }),
        ...(isCounted && { spentOn: localDay(posted.person, now) }),
      }
    }
    case 'retry':
      return {
        to: 'pending',
        id,
        userId,
        notBefore: later(outcome.afterSeconds),
        code: outcome.code,
        held: 'Slack asked to wait',
        tried: outcome.pause !== 'workspace',
      }
    case 'claim expired':
      return { to: 'pending', id, userId, notBefore: now }
    case 'failed':
      return { to: 'failed', id, userId, code: outcome.code }
    case 'gone':
      return { to: 'cancelled', id, userId, code: outcome.code }
    case 'stopped':
      return { to: 'pending', id, userId, notBefore: now, code: outcome.code }
    case 'unknown':
      return { to: 'unknown', id, userId, notBefore: later(posted.settleSeconds), code: outcome.code }
    default:
      return outcome satisfies never
  }
}

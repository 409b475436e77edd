import type { Person } from '../../people/person.ts'
import type { ClaimExpired } from '../../slack/messenger.ts'
import { backOffSeconds, mendSeconds, type SendOutcome } from '../../slack/classify-error.ts'
import { dayOfBudget } from './send-policy.ts'
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

/** Tries of a message that Slack refuses for a reason about its recipient: over about two and a half hours. */
const maxTriesOfPerson = 5
const firstWaitOfPerson = 60
/** Tries of a message that Slack refuses by a code that nobody listed, until a person has to look. */
const maxUnlisted = 6

/** Whether the outcome shows that messages don't reach the person. */
export function showsUnreachable({
  group,
  outcome,
  person,
}: Pick<PostedGroup, 'group' | 'outcome' | 'person'>): boolean {
  if (outcome.kind === 'gone') return true
  return outcome.kind === 'person refused' && group.some((row) => isLastTry(row, person))
}

/** To somebody who can't be reached as it is one refusal is enough. */
function isLastTry({ attempts }: DueNudge, { isUnreachable }: Person): boolean {
  return isUnreachable || attempts + 1 >= maxTriesOfPerson
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
        ...(isCounted && { spentOn: dayOfBudget(posted.person, now) }),
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
    case 'mendable':
      return {
        to: 'pending',
        id,
        userId,
        notBefore: later(mendSeconds),
        code: outcome.code,
        held: 'Slack does not let me send anything for now',
      }
    case 'person refused': {
      const tries = row.attempts + 1
      const { code } = outcome
      if (isLastTry(row, posted.person)) return { to: 'failed', id, userId, code }
      const notBefore = later(firstWaitOfPerson * 5 ** (tries - 1))
      return {
        to: 'pending',
        id,
        userId,
        notBefore,
        code,
        held: 'Slack does not let me reach you',
        tried: true,
      }
    }
    case 'gone':
      return { to: 'failed', id, userId, code: outcome.code }
    case 'stopped':
      return { to: 'pending', id, userId, notBefore: now, code: outcome.code }
    case 'unknown': {
      const { code, isUnlisted } = outcome
      const tries = row.attempts + 1
      if (isUnlisted && tries >= maxUnlisted) return { to: 'needs_human', id, userId, code }
      const wait = posted.settleSeconds + (isUnlisted ? backOffSeconds(tries) : 0)
      return { to: 'unknown', id, userId, notBefore: later(wait), code }
    }
    default:
      return outcome satisfies never
  }
}

/** What a change of a promise means for what is planned: what is told now, what is not said any more, what comes later. */
import type { KindId } from '../../../nudges/kinds.ts'
import type { Planned } from '../../../nudges/plan.ts'
import type { People } from '../../../people/person.ts'
import type { ActionName, PromiseEvent } from './action.ts'
import { isClosed, type Audience, type Commitment } from './commitment.ts'
import { askedSide } from './roles.ts'
import { kinds, ladderKinds } from './kinds.ts'
import { ladderAfter, ladderOf, weekAfter } from './ladder.ts'
import { expiryOfOffer, requestLadder } from './request-ladder.ts'
import { participantsOf } from './participants.ts'
import { planAutoConfirm, planLapse } from './silence.ts'
import { openingOfNext } from './series.ts'

/** What asks something new of the other side: nobody hears it from a person of whom they want nothing more. */
export const startsAnew: ReadonlySet<PromiseEvent['action']> = new Set([
  'make',
  'request',
  'offer',
  'propose',
  'counter',
  'amend',
  'reword',
  'instead',
  'thank',
  'bump',
  'tell',
  'witness_say',
])

/** One decision that was carried out. */
export interface Step {
  before: Commitment
  next: Commitment
  action: ActionName
  /** Undefined = the clock. */
  who: string | undefined
  now: Date
}

/** What ends a whole series, not one of its promises. */
export const endsSeries: ReadonlySet<ActionName> = new Set([
  'stop_series',
  'lapse',
  'undo',
  'leave',
  'expire',
])

/** The notice of a promise's latest event, to each who hears of it; `who` undefined = the clock. */
export function newsOf(
  promise: Commitment,
  hears: readonly Audience[],
  { now, who }: { now: Date; who: string | undefined },
): Planned[] {
  return hears.flatMap((audience) => {
    const userId = promise[audience]
    if (!userId) return []
    return [
      {
        userId,
        from: who,
        kind: kinds.news,
        subjectId: promise.id,
        subjectVersion: promise.lastSeq,
        dedupeKey: `${promise.id}:news:${promise.lastSeq}:${userId}`,
        dueAt: now,
      },
    ]
  })
}

/** What is not said any more after this. */
export function outdatedBy({ before, next, action, now }: Step): readonly KindId[] {
  if (isClosed(next) || next.dueVersion !== before.dueVersion) return ladderKinds
  if (next.state === 'open' && before.state === 'requested') return [kinds.unanswered, kinds.expire]
  if (next.state === 'requested' && action === 'propose') return [kinds.unanswered, kinds.expire]
  if (!speaksAnew(next, action, now)) return []
  const asked = [kinds.last_call, kinds.lapse]
  // Whoever offers a new time, or refuses one, knows that the old one slipped.
  return action === 'propose' && next.proposal?.by === next.promisee ? [...asked, kinds.slipped] : asked
}

/** A word after the due time breaks the silence that would end in a lapse. */
function speaksAnew(next: Commitment, action: ActionName, now: Date): boolean {
  return next.state === 'open' && next.due.at < now && !action.startsWith('witness')
}

/** What comes later because of this. */
export function plannedBy({ before, next, action, now }: Step, people: People): Planned[] {
  const participants = participantsOf(next, people)
  if (!participants) return []
  const { promisor, promisee } = participants
  if (action === 'presume_kept') return [weekAfter(promisor, now), weekAfter(promisee, now)]
  if (isClosed(next)) return []
  if (action === 'claim') return [planAutoConfirm(next, promisee)]
  if (action === 'witness_yes') return next.due.at <= now ? ladderAfter(next, participants) : []
  const isNewDue = next.dueVersion !== before.dueVersion
  if (next.state === 'requested') {
    const asked = participants[askedSide(next)]
    return isNewDue ? requestLadder(next, asked) : expiryOfOffer(next, asked)
  }
  if (before.state === 'requested')
    return [ladderOf(next, participants, now), ...openingOfNext(next, promisor, now)]
  if (isNewDue) return [ladderOf(next, participants, now)]
  const silence = { from: now, word: next.lastSeq }
  return speaksAnew(next, action, now) ? [planLapse(next, participants, silence)] : []
}

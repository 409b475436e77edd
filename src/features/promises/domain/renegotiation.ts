/** Another time, or other words, that one side offers and the other answers. */
import { changed, whenIn, without, type Action, type Actor, type Decision } from './action.ts'
import { otherSide, type Commitment, type Proposal, type Side } from './commitment.ts'
import type { Refusal } from './refusal.ts'

export function propose(
  promise: Commitment,
  action: Extract<Action, { do: 'propose' }>,
  { userId, role, now }: Actor,
): Decision {
  const isCounter = promise.state === 'requested'
  if (role === 'clock') return { refused: 'only_sides' }
  if (isCounter && role !== 'promisor') return { refused: 'only_promisor' }
  return whenIn(promise, ['open', 'requested'], () => {
    const { due, what } = action
    if (due.at <= now) return { refused: 'past_time' }
    const isSameTime = due.at.getTime() === promise.due.at.getTime()
    if (isSameTime && (what ?? promise.what) === promise.what) return { refused: 'same_time' }
    const proposal: Proposal = {
      by: userId!,
      saidAt: now.toISOString(),
      dueAt: due.at.toISOString(),
      zone: due.zone,
      words: due.words,
      ...(what !== undefined && what !== promise.what && { what }),
    }
    return changed(promise, { proposal }, action, {
      hears: [otherSide(role)],
      dueAt: due.at,
      fromDueAt: promise.due.at,
      ...(isCounter && { as: 'counter' }),
    })
  })
}

export function agree(promise: Commitment, action: Action, actor: Actor): Decision {
  const answerable = offerTo(promise, actor)
  if ('refused' in answerable) return answerable
  const { proposal, side } = answerable
  return whenIn(promise, ['open', 'requested'], () => {
    const due = { at: new Date(proposal.dueAt), zone: proposal.zone, words: proposal.words }
    if (due.at <= actor.now) return { refused: 'offer_passed' }
    const wasRequest = promise.state === 'requested'
    // Said before the due time, it is renegotiated; said after, the promise has slipped all the same.
    const isBeforeDue = !wasRequest && new Date(proposal.saidAt) <= promise.due.at
    const change = {
      due,
      dueVersion: promise.dueVersion + 1,
      what: proposal.what ?? promise.what,
      renegotiated: promise.renegotiated + (isBeforeDue ? 1 : 0),
      state: 'open' as const,
    }
    return changed(without(promise, 'proposal'), change, action, {
      hears: [otherSide(side)],
      dueAt: due.at,
      fromDueAt: promise.due.at,
    })
  })
}

/** Keeps the old time, as long as it is ahead. */
export function keep(promise: Commitment, action: Action, actor: Actor): Decision {
  const answerable = offerTo(promise, actor)
  if ('refused' in answerable) return answerable
  const { proposal, side } = answerable
  return whenIn(promise, ['open'], () => {
    if (promise.due.at <= actor.now) return { refused: 'old_time_passed' }
    return changed(without(promise, 'proposal'), {}, action, {
      hears: [otherSide(side)],
      dueAt: promise.due.at,
      fromDueAt: new Date(proposal.dueAt),
    })
  })
}

function offerTo(
  { proposal }: Commitment,
  { role, userId }: Actor,
): { proposal: Proposal; side: Side } | { refused: Refusal } {
  if (!proposal) return { refused: 'no_offer' }
  if (role === 'clock' || proposal.by === userId) return { refused: 'own_offer' }
  return { proposal, side: role }
}

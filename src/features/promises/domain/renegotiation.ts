/** Another time, or other words, that one side offers and the other answers. */
import { changed, whenIn, without, type Action, type Actor, type Decision } from './action.ts'
import type { Commitment, Proposal, Side } from './commitment.ts'
import { askedSide, otherSide } from './roles.ts'
import type { RefusedAction } from './refusal.ts'

export function propose(
  promise: Commitment,
  action: Extract<Action, { do: 'propose' }>,
  { userId, role, now }: Actor,
): Decision {
  const isCounter = promise.state === 'requested'
  if (role === 'clock') return { refused: 'only_sides' }
  const asked = askedSide(promise)
  if (isCounter && role !== asked) return { refused: `only_${asked}` }
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

/** Other words for the same due time: of the promisor's own, or what would help the promisee instead. */
export function reword(
  promise: Commitment,
  action: Extract<Action, { do: 'reword' | 'instead' }>,
  { userId, role, now }: Actor,
): Decision {
  const by = action.do === 'reword' ? 'promisor' : 'promisee'
  if (role !== by) return { refused: `only_${by}` }
  return whenIn(promise, ['open'], () => {
    const { due } = promise
    if (due.at <= now) return { refused: 'words_after_due' }
    const isOffered = promise.proposal?.by === userId && promise.proposal?.what === action.what
    if (isOffered || action.what === promise.what) return { refused: 'same_promise' }
    const proposal: Proposal = {
      by: userId!,
      saidAt: now.toISOString(),
      dueAt: due.at.toISOString(),
      zone: due.zone,
      words: due.words,
      what: action.what,
    }
    return changed(promise, { proposal }, action, {
      hears: [otherSide(role)],
      dueAt: due.at,
      note: action.what,
    })
  })
}

export function agreeToOffer(promise: Commitment, action: Action, actor: Actor): Decision {
  const answerable = offerTo(promise, actor)
  if ('refused' in answerable) return answerable
  const { proposal, side } = answerable
  return whenIn(promise, ['open', 'requested'], () => {
    const isNewWords = proposal.what !== undefined && proposal.what !== promise.what
    const told = {
      hears: [otherSide(side)],
      // The history keeps the words that were promised until then.
      ...(isNewWords && promise.state === 'open' && { note: promise.what }),
    }
    // The reminders of a due time that stays are still true.
    if (isOfWords(promise) && promise.state === 'open')
      return changed(without(promise, 'proposal'), { what: proposal.what! }, action, {
        ...told,
        dueAt: promise.due.at,
      })
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
      ...told,
      dueAt: due.at,
      fromDueAt: promise.due.at,
    })
  })
}

/** Keeps the old time, as long as it is ahead, or the old words. */
export function keep(promise: Commitment, action: Action, actor: Actor): Decision {
  const answerable = offerTo(promise, actor)
  if ('refused' in answerable) return answerable
  const { proposal, side } = answerable
  return whenIn(promise, ['open'], () => {
    if (promise.due.at <= actor.now && !isOfWords(promise)) return { refused: 'old_time_passed' }
    return changed(without(promise, 'proposal'), {}, action, {
      hears: [otherSide(side)],
      dueAt: promise.due.at,
      fromDueAt: new Date(proposal.dueAt),
    })
  })
}

/** Whether other words are on offer, and no other time. */
export function isOfWords({ proposal, due }: Commitment): boolean {
  return proposal?.what !== undefined && new Date(proposal.dueAt).getTime() === due.at.getTime()
}

/** Whether the promisee has said what would help instead, and waits for the answer. */
export function isAskedInstead(promise: Commitment): boolean {
  return promise.state === 'open' && isOfWords(promise) && promise.proposal?.by === promise.promisee
}

function offerTo(
  { proposal }: Commitment,
  { role, userId }: Actor,
): { proposal: Proposal; side: Side } | { refused: RefusedAction } {
  if (!proposal) return { refused: 'no_offer' }
  if (role === 'clock' || proposal.by === userId) return { refused: 'own_offer' }
  return { proposal, side: role }
}

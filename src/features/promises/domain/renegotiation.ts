/** Another time, or other words, that one side offers and the other answers. Pure. */
import { otherSide, type Commitment, type Proposal, type Side } from './commitment.ts'
import { told, when, without, type Action, type Decision } from './action.ts'

export function propose(
  promise: Commitment,
  action: Extract<Action, { do: 'propose' }>,
  role: Side | 'clock',
  who: string | undefined,
  now: Date,
): Decision {
  const isCounter = promise.state === 'requested'
  const isAllowed = isCounter ? role === 'promisor' : role !== 'clock'
  const notYours = 'Only the one who was asked can offer another day.'
  return when(promise, ['open', 'requested'], isAllowed, notYours, () => {
    const { due, what } = action
    if (due.at <= now) return { refused: 'That time is already past. Pick a later one.' }
    const isSame = due.at.getTime() === promise.due.at.getTime()
    if (isSame && (what ?? promise.what) === promise.what)
      return { refused: 'That is the time it has already. Nothing changed.' }
    const proposal: Proposal = {
      by: who!,
      saidAt: now.toISOString(),
      dueAt: due.at.toISOString(),
      zone: due.zone,
      words: due.words,
      ...(what !== undefined && what !== promise.what && { what }),
    }
    return told(promise, { proposal }, action, [otherSide(role as Side)], { dueAt: due.at })
  })
}

export function agree(
  promise: Commitment,
  action: Action,
  role: Side | 'clock',
  who: string | undefined,
  now: Date,
): Decision {
  const proposal = answerable(promise, role, who)
  if ('refused' in proposal) return proposal
  return when(promise, ['open', 'requested'], true, '', () => {
    const due = { at: new Date(proposal.dueAt), zone: proposal.zone, words: proposal.words }
    if (due.at <= now)
      return { refused: 'The time that was offered has passed meanwhile. You can offer another one.' }
    const wasRequest = promise.state === 'requested'
    // Said before the due time, it is renegotiated; said after, the promise has slipped all the same.
    const isInTime = !wasRequest && new Date(proposal.saidAt) <= promise.due.at
    const change = {
      due,
      dueVersion: promise.dueVersion + 1,
      what: proposal.what ?? promise.what,
      renegotiated: promise.renegotiated + (isInTime ? 1 : 0),
      state: 'open' as const,
    }
    return told(without(promise, 'proposal'), change, action, [otherSide(role as Side)], { dueAt: due.at })
  })
}

export function keep(
  promise: Commitment,
  action: Action,
  role: Side | 'clock',
  who: string | undefined,
): Decision {
  const proposal = answerable(promise, role, who)
  if ('refused' in proposal) return proposal
  return when(promise, ['open'], true, '', () =>
    told(without(promise, 'proposal'), {}, action, [otherSide(role as Side)], { dueAt: promise.due.at }),
  )
}

function answerable(
  { proposal }: Commitment,
  role: Side | 'clock',
  who: string | undefined,
): Proposal | { refused: string } {
  if (!proposal) return { refused: 'No new time is waiting for an answer. Nothing changed.' }
  const isTheirs = role !== 'clock' && proposal.by !== who
  return isTheirs ? proposal : { refused: 'The other side answers this one. Nothing changed.' }
}

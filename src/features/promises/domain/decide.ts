/**
 * Every decision about a promise, in one pure function: (promise, action, who, now) → the next promise and who hears
 * of it, or a refusal in words. The other time that somebody offers is decided in renegotiation.ts.
 */
import { closed, closedWords, told, when, without, type Action, type Decision } from './action.ts'
import {
  isClosed,
  isFresh,
  isMaker,
  otherSide,
  roleOf,
  undoMinutes,
  type ClosedState,
  type Commitment,
  type PromiseState,
  type Role,
  type Side,
} from './commitment.ts'
import { agree, keep, propose } from './renegotiation.ts'

/** `who` undefined = the clock. */
export function decide(promise: Commitment, action: Action, who: string | undefined, now: Date): Decision {
  const role = roleOf(promise, who)
  if (role === 'stranger') return { refused: 'This promise is between two other people, so nothing changed.' }
  if (isClosed(promise)) return { refused: `${closedWords[promise.state as ClosedState]} Nothing changed.` }
  if (action.do === 'witness_yes' || action.do === 'witness_no') return witness(promise, action, role)
  if (role === 'witness')
    return { refused: 'You are its witness; only the two of them can change it. Nothing changed.' }
  const decision = decideForSides(promise, action, role, who, now)
  const hasWitness = 'next' in decision && isClosed(decision.next) && promise.witnessState === 'yes'
  return hasWitness ? { ...decision, hears: [...decision.hears, 'witness'] } : decision
}

function decideForSides(
  promise: Commitment,
  action: Exclude<Action, { do: 'witness_yes' | 'witness_no' }>,
  role: Side | 'clock',
  who: string | undefined,
  now: Date,
): Decision {
  const only = (allowed: Role, notYours: string, states: PromiseState[], then: () => Decision) =>
    when(promise, states, role === allowed, notYours, then)
  switch (action.do) {
    case 'accept':
      return only('promisor', 'Only the one who was asked can promise it.', ['requested'], () =>
        told(without(promise, 'proposal'), { state: 'open' }, action, ['promisee'], {
          dueAt: promise.due.at,
        }),
      )
    case 'decline':
    case 'stop_requests':
      return only('promisor', 'Only the one who was asked can decline it.', ['requested'], () =>
        closed(promise, 'declined', action, now, ['promisee']),
      )
    case 'propose':
      return propose(promise, action, role, who, now)
    case 'agree':
      return agree(promise, action, role, who, now)
    case 'keep':
      return keep(promise, action, role, who)
    case 'claim':
      return only('promisor', 'Only the one who promised can say it is done.', ['open'], () =>
        told(without(promise, 'proposal'), { state: 'claimed', claimedAt: now }, action, ['promisee']),
      )
    case 'confirm':
      return only('promisee', 'Only the one it was promised to can confirm it.', ['claimed'], () =>
        closed(promise, 'kept', action, now, ['promisor'], worthOf(action)),
      )
    case 'not_yet':
      return only('promisee', 'Only the one it was promised to can say that.', ['claimed'], () =>
        told(without(promise, 'claimedAt'), { state: 'open' }, action, ['promisor']),
      )
    case 'break':
      return only('promisor', "Only the one who promised can say it can't be kept.", ['open'], () =>
        closed(promise, 'broken', action, now, ['promisee']),
      )
    case 'let_go':
      return only('promisee', 'Only the one it was promised to can let it go.', ['open', 'requested'], () =>
        closed(promise, 'released', action, now, ['promisor']),
      )
    case 'thank':
      return only('promisee', 'Only the one it was promised to can say thanks.', ['open'], () =>
        promise.thanked
          ? { refused: 'You said thanks for this one already. Nothing changed.' }
          : told(promise, { thanked: true }, action, ['promisor']),
      )
    case 'bump':
      return only('promisee', 'Only the one it was promised to can bump it.', ['open'], () =>
        bump(promise, action, now),
      )
    case 'amend':
      return amend(promise, action, role, now)
    case 'undo':
      return undo(promise, action, role, now)
    case 'stop_series':
      return stopSeries(promise, action, role)
    case 'presume_kept':
      return only('clock', 'Only time does that.', ['claimed'], () =>
        closed(promise, 'kept', action, now, [], { confirmed: false }),
      )
    case 'expire':
      return only('clock', 'Only time does that.', ['requested'], () =>
        closed(promise, 'expired', action, now, ['promisor', 'promisee']),
      )
    case 'lapse':
      return only('clock', 'Only time does that.', ['open'], () =>
        closed(promise, 'lapsed', action, now, ['promisor', 'promisee']),
      )
    case 'leave':
      return role === 'clock'
        ? { refused: 'Time makes nobody leave. Nothing changed.' }
        : closed(promise, 'released', action, now, [otherSide(role)])
    default:
      return action satisfies never
  }
}

function witness(
  promise: Commitment,
  action: Extract<Action, { do: `witness_${string}` }>,
  role: Role,
): Decision {
  if (role !== 'witness')
    return { refused: 'Only the one who was named as witness answers that. Nothing changed.' }
  const isYes = action.do === 'witness_yes'
  if (isYes && promise.witnessState === 'yes') return { refused: 'You said yes already. Nothing changed.' }
  return told(promise, { witnessState: isYes ? 'yes' : 'no' }, action, ['promisor'])
}

function bump(promise: Commitment, action: Extract<Action, { do: 'bump' }>, now: Date): Decision {
  if (promise.due.at > now)
    return { refused: 'It is not due yet, so there is nothing to bump. Nothing changed.' }
  if (promise.bumpAgainAt && promise.bumpAgainAt > now)
    return { refused: 'You asked lately, and once in two working days is enough. Nothing changed.' }
  return told(promise, { bumpAgainAt: action.again }, action, ['promisor'])
}

function amend(
  promise: Commitment,
  action: Extract<Action, { do: 'amend' }>,
  role: Side | 'clock',
  now: Date,
): Decision {
  if (role === 'clock' || !isMaker(promise, role))
    return { refused: 'Only the one who wrote it can change it. Nothing changed.' }
  return when(promise, ['open', 'requested'], true, '', () => {
    if (!isFresh(promise, now))
      return {
        refused: `It was made more than ${undoMinutes} minutes ago, so a change needs the other side's yes. Nothing changed.`,
      }
    const { due, what } = action
    if (due.at <= now) return { refused: 'That time is already past. Pick a later one.' }
    const change = { due, what, dueVersion: promise.dueVersion + 1 }
    return told(without(promise, 'proposal'), change, action, [otherSide(role)], { dueAt: due.at })
  })
}

function undo(promise: Commitment, action: Action, role: Side | 'clock', now: Date): Decision {
  if (role === 'clock' || !isMaker(promise, role))
    return { refused: 'Only the one who wrote it can take it back. Nothing changed.' }
  return when(promise, ['open', 'requested'], true, '', () =>
    isFresh(promise, now)
      ? closed(promise, 'withdrawn', action, now, [otherSide(role)])
      : {
          refused: `It was made more than ${undoMinutes} minutes ago, so it can't be undone. You can offer another day, or say that you can't keep it. Nothing changed.`,
        },
  )
}

function stopSeries(promise: Commitment, action: Action, role: Side | 'clock'): Decision {
  const { series } = promise
  if (role === 'clock') return { refused: 'One of the two of you does that. Nothing changed.' }
  if (!series) return { refused: 'This one does not repeat. Nothing changed.' }
  if (series.stopped) return { refused: 'It repeats no more already. Nothing changed.' }
  return told(promise, { series: { ...series, stopped: true } }, action, [otherSide(role)])
}

function worthOf({ thanks, currency }: Extract<Action, { do: 'confirm' }>): Partial<Commitment> {
  return { confirmed: true, ...(thanks && { thanks }), ...(currency && { currency }) }
}

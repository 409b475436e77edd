/** What exactly one of the two, or the clock, may do. */
import { changed, closed, whenIn, without, type Action, type Actor, type Decision } from './action.ts'
import { isWithinGrace, leavesDueOpen, type Commitment, type PromiseState, type Side } from './commitment.ts'
import type { RefusedAction } from './refusal.ts'
import { isAskedInstead } from './renegotiation.ts'
import { askedSide, otherSide } from './roles.ts'
import type { WitnessAction } from './witness.ts'

type OneRoleAction = Exclude<
  Action,
  | WitnessAction
  | {
      do:
        | 'tell'
        | 'propose'
        | 'reword'
        | 'instead'
        | 'agree'
        | 'keep'
        | 'amend'
        | 'undo'
        | 'stop_series'
        | 'leave'
    }
>

const refusalOf: Record<Side | 'clock', RefusedAction> = {
  promisor: 'only_promisor',
  promisee: 'only_promisee',
  clock: 'only_clock',
}

/** What exactly one of the two, or the clock, may do, and from which states. */
const permissions: Record<OneRoleAction['do'], { role: Side | 'clock'; from: readonly PromiseState[] }> = {
  accept: { role: 'promisor', from: ['requested'] },
  decline: { role: 'promisor', from: ['requested'] },
  stop_requests: { role: 'promisor', from: ['requested'] },
  claim: { role: 'promisor', from: ['open'] },
  unclaim: { role: 'promisor', from: ['claimed'] },
  break: { role: 'promisor', from: ['open'] },
  confirm: { role: 'promisee', from: ['claimed'] },
  not_yet: { role: 'promisee', from: ['claimed'] },
  let_go: { role: 'promisee', from: ['open', 'requested'] },
  thank: { role: 'promisee', from: ['open'] },
  bump: { role: 'promisee', from: ['open'] },
  presume_kept: { role: 'clock', from: ['claimed'] },
  expire: { role: 'clock', from: ['requested'] },
  lapse: { role: 'clock', from: ['open'] },
}

export function decideForOneRole(promise: Commitment, action: OneRoleAction, { role, now }: Actor): Decision {
  const permission = permissions[action.do]
  // Whoever is told that something else would help may let go of what would not.
  if (action.do === 'let_go' && role === 'promisor' && isAskedInstead(promise))
    return closed(promise, 'released', action, { now, hears: ['promisee'] })
  const may = roleFor(promise, permission.role)
  if (role !== may) return { refused: refusalOf[may] }
  return whenIn(promise, permission.from, () => allowed(promise, action, now))
}

/** An offer turns a request around: the promisee answers it, and the promisor may withdraw it. */
function roleFor(promise: Commitment, role: Side | 'clock'): Side | 'clock' {
  const isTurned = promise.state === 'requested' && promise.isOffer
  return isTurned && role !== 'clock' ? otherSide(role) : role
}

function allowed(promise: Commitment, action: OneRoleAction, now: Date): Decision {
  switch (action.do) {
    case 'accept':
      return accept(promise, action, now)
    case 'decline':
    case 'stop_requests':
      return closed(promise, 'declined', action, { now, hears: [otherSide(askedSide(promise))] })
    case 'claim':
      return claim(promise, action, now)
    case 'unclaim':
      return changed(reopened(promise), { state: 'open' }, action, { hears: ['promisee'] })
    case 'not_yet':
      return changed(reopened(promise), { state: 'open' }, action, { hears: ['promisor'] })
    case 'break':
      return closed(promise, 'broken', action, { now, hears: ['promisee'] })
    case 'confirm':
      return closed(promise, 'kept', action, { now, hears: ['promisor'], with: worthOf(action) })
    case 'let_go': {
      const isWithdrawn = promise.state === 'requested'
      return closed(promise, 'released', action, {
        now,
        hears: [isWithdrawn ? askedSide(promise) : 'promisor'],
      })
    }
    case 'thank':
      return promise.thanked
        ? { refused: 'thanked_already' }
        : changed(promise, { thanked: true }, action, { hears: ['promisor'] })
    case 'bump':
      return bump(promise, action, now)
    case 'presume_kept':
      return closed(promise, 'kept', action, { now, hears: [], with: { confirmed: false } })
    case 'expire':
      // Whoever was offered something and did not answer hears nothing more of it.
      return closed(promise, 'expired', action, {
        now,
        hears: promise.isOffer ? ['promisor'] : ['promisor', 'promisee'],
      })
    case 'lapse':
      return closed(promise, 'lapsed', action, { now, hears: ['promisor', 'promisee'] })
    default:
      return action satisfies never
  }
}

function accept(promise: Commitment, action: Extract<Action, { do: 'accept' }>, now: Date): Decision {
  const isOpen = leavesDueOpen(promise)
  if (isOpen && !action.due) return { refused: 'needs_due' }
  if (isOpen && action.due!.at <= now) return { refused: 'past_time' }
  const due = isOpen ? action.due! : promise.due
  const change = { state: 'open' as const, due, dueVersion: promise.dueVersion + (isOpen ? 1 : 0) }
  return changed(without(promise, 'proposal'), change, action, {
    hears: [otherSide(askedSide(promise))],
    dueAt: due.at,
  })
}

function claim(promise: Commitment, action: Extract<Action, { do: 'claim' }>, now: Date): Decision {
  const isInTime = isWithinGrace(promise, now, action.remindedAt)
  const change = { state: 'claimed' as const, claimedAt: now, isInTime }
  return changed(without(promise, 'proposal'), change, action, { hears: ['promisee'] })
}

function reopened(promise: Commitment): Commitment {
  return without(without(promise, 'claimedAt'), 'isInTime')
}

function bump(promise: Commitment, action: Extract<Action, { do: 'bump' }>, now: Date): Decision {
  if (promise.due.at > now) return { refused: 'bump_before_due' }
  if (promise.bumpAgainAt && promise.bumpAgainAt > now) return { refused: 'bump_too_soon' }
  return changed(promise, { bumpAgainAt: action.again }, action, { hears: ['promisor'] })
}

function worthOf({ thanks, currency }: Extract<Action, { do: 'confirm' }>): Partial<Commitment> {
  return { confirmed: true, ...(thanks && { thanks }), ...(currency && { currency }) }
}

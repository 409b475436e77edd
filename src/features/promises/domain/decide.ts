/**
 * Every decision about a promise, in one pure function: (promise, action, who, now) → the next promise and who hears
 * of it, or a refusal. The other time that somebody offers is decided in renegotiation.ts.
 */
import {
  changed,
  closed,
  whenIn,
  without,
  type Action,
  type Actor,
  type Change,
  type Decision,
} from './action.ts'
import {
  askedSide,
  isClosed,
  isFresh,
  isMaker,
  isWithinGrace,
  leavesDueOpen,
  otherSide,
  roleOf,
  type Commitment,
  type PromiseState,
  type Side,
} from './commitment.ts'
import type { Refusal } from './refusal.ts'
import { whyNotAsked } from './miss.ts'
import { agree, isAskedInstead, keep, propose, reword } from './renegotiation.ts'
import { decideForWitness, isOfWitness, type WitnessAction } from './witness.ts'

/** `who` undefined = the clock. */
export function decide(promise: Commitment, action: Action, who: string | undefined, now: Date): Decision {
  const role = roleOf(promise, who)
  if (role === 'stranger') return { refused: 'between_others' }
  if (action.do === 'tell') return tell(promise, action, who)
  if (isClosed(promise)) return { refused: 'wrong_state' }
  if (isOfWitness(action)) return decideForWitness(promise, action, role, now)
  if (role === 'witness') return { refused: 'witness_cannot' }
  const decision = decideForSides(promise, action, { userId: who, role, now })
  return 'next' in decision ? alsoToWitness(promise, decision) : decision
}

/** A witness who said yes hears how it ended. */
function alsoToWitness({ witnessState }: Commitment, change: Change): Change {
  const hears = witnessState === 'yes' && isClosed(change.next)
  return hears ? { ...change, hears: [...change.hears, 'witness'] } : change
}

/** What the promisor would do differently after a miss; the witness, who heard how it ended, hears no more. */
function tell(
  promise: Commitment,
  action: Extract<Action, { do: 'tell' }>,
  who: string | undefined,
): Decision {
  const refused = whyNotAsked(promise, who)
  return refused ? { refused } : changed(promise, { missAnswer: 'told' }, action, { hears: ['promisee'] })
}

type SideAction = Exclude<Action, WitnessAction | { do: 'tell' }>

function decideForSides(promise: Commitment, action: SideAction, actor: Actor): Decision {
  switch (action.do) {
    case 'propose':
      return propose(promise, action, actor)
    case 'reword':
    case 'instead':
      return reword(promise, action, actor)
    case 'agree':
      return agree(promise, action, actor)
    case 'keep':
      return keep(promise, action, actor)
    case 'amend':
      return amend(promise, action, actor)
    case 'undo':
      return undo(promise, action, actor)
    case 'stop_series':
      return stopSeries(promise, action, actor)
    case 'leave':
      return actor.role === 'clock'
        ? { refused: 'only_sides' }
        : closed(promise, 'released', action, { now: actor.now, hears: [otherSide(actor.role)] })
    default:
      return decideForOneRole(promise, action, actor)
  }
}

type OneRoleAction = Exclude<
  SideAction,
  { do: 'propose' | 'reword' | 'instead' | 'agree' | 'keep' | 'amend' | 'undo' | 'stop_series' | 'leave' }
>

const refusalOf: Record<Side | 'clock', Refusal> = {
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

function decideForOneRole(promise: Commitment, action: OneRoleAction, { role, now }: Actor): Decision {
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

function amend(
  promise: Commitment,
  action: Extract<Action, { do: 'amend' }>,
  { role, now }: Actor,
): Decision {
  if (role === 'clock' || !isMaker(promise, role)) return { refused: 'only_maker' }
  return whenIn(promise, ['open', 'requested'], () => {
    if (!isFresh(promise, now)) return { refused: 'too_late_to_change' }
    const { due, what = promise.what, why = promise.why ?? '' } = action
    if (due.at <= now) return { refused: 'past_time' }
    const isSameTime = due.at.getTime() === promise.due.at.getTime()
    if (isSameTime && what === promise.what && why === (promise.why ?? '')) return { refused: 'same_promise' }
    const change = { due, what, dueVersion: promise.dueVersion + 1, ...(why && { why }) }
    const fromDueAt = isSameTime ? {} : { fromDueAt: promise.due.at }
    return changed(without(without(promise, 'proposal'), 'why'), change, action, {
      hears: [otherSide(role)],
      dueAt: due.at,
      ...fromDueAt,
    })
  })
}

function undo(promise: Commitment, action: Action, { role, now }: Actor): Decision {
  if (role === 'clock' || !isMaker(promise, role)) return { refused: 'only_maker' }
  return whenIn(promise, ['open', 'requested'], () =>
    isFresh(promise, now)
      ? closed(promise, 'withdrawn', action, { now, hears: [otherSide(role)] })
      : { refused: 'too_late_to_undo' },
  )
}

function stopSeries(promise: Commitment, action: Action, { role, userId }: Actor): Decision {
  const { series } = promise
  if (role === 'clock') return { refused: 'only_sides' }
  if (!series) return { refused: 'not_repeating' }
  if (series.stopped) return { refused: 'series_stopped' }
  const stopped = { ...series, stopped: true, ...(userId && { stoppedBy: userId }) }
  return changed(promise, { series: stopped }, action, { hears: [otherSide(role)] })
}

function worthOf({ thanks, currency }: Extract<Action, { do: 'confirm' }>): Partial<Commitment> {
  return { confirmed: true, ...(thanks && { thanks }), ...(currency && { currency }) }
}

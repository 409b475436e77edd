/** What each person may do about a promise now: the buttons, and the rest in a menu. The labels stand in views/labels.ts. */
import type { ActionName } from './action.ts'
import { hasSlipped, isClosed, isFresh, type Commitment, type Side } from './commitment.ts'
import { askedSide, isMaker, roleOf } from './roles.ts'
import { isAskedInstead, isOfWords } from './renegotiation.ts'
import { mayWitnessSpeak } from './witness.ts'

/** `thanks` confirms with a word; `change` amends; `help` offers some. */
export type Verb =
  | Exclude<ActionName, 'amend' | 'tell' | 'presume_kept' | 'expire' | 'lapse' | 'leave'>
  | 'thanks'
  | 'change'
  | 'help'

export interface AvailableActions {
  /** The likeliest first; at most two, but four where somebody waits for an answer or a time has passed. */
  buttons: readonly Verb[]
  menu: readonly Verb[]
  canSnooze: boolean
}

const none: AvailableActions = { buttons: [], menu: [], canSnooze: false }

export function availableActions(promise: Commitment, userId: string, now: Date): AvailableActions {
  const role = roleOf(promise, userId)
  if (isClosed(promise) || role === 'stranger' || role === 'clock') return none
  if (role === 'witness') return { ...none, buttons: witnessButtons(promise, now) }
  const { buttons, menu } = mainActions(promise, role, userId, now)
  const rest = [...menu, ...commonActions(promise, role, now)].filter((verb) => !buttons.includes(verb))
  const isReminded = role === 'promisor' && promise.state === 'open' && !isAwaited(promise, userId)
  return { buttons, menu: rest, canSnooze: isReminded }
}

function witnessButtons(promise: Commitment, now: Date): readonly Verb[] {
  if (promise.witnessState === 'asked') return ['witness_yes', 'witness_no']
  return mayWitnessSpeak(promise, now) ? ['witness_say'] : []
}

/** Whether somebody waits for this person's answer to another time. */
function isAwaited({ proposal }: Commitment, userId: string): boolean {
  return proposal !== undefined && proposal.by !== userId
}

interface Main {
  buttons: readonly Verb[]
  menu: readonly Verb[]
}

function mainActions(promise: Commitment, role: Side, userId: string, now: Date): Main {
  switch (promise.state) {
    case 'requested':
      return role === askedSide(promise) ? askedOfMe(promise) : askedByMe(promise, userId)
    case 'claimed':
      return role === 'promisee'
        ? { buttons: ['confirm', 'not_yet'], menu: ['thanks'] }
        : { buttons: [], menu: ['unclaim'] }
    default:
      if (isAwaited(promise, userId)) return offeredToMe(promise, role, now)
      return role === 'promisor' ? promisedByMe(promise, now) : promisedToMe(promise, now)
  }
}

function askedOfMe({ proposal, isOffer }: Commitment): Main {
  if (isOffer)
    return { buttons: proposal ? ['propose', 'decline'] : ['accept', 'decline'], menu: ['propose'] }
  return proposal
    ? { buttons: ['propose', 'decline'], menu: ['stop_requests'] }
    : { buttons: ['accept', 'propose', 'decline'], menu: ['stop_requests'] }
}

function askedByMe(promise: Commitment, userId: string): Main {
  return { buttons: isAwaited(promise, userId) ? ['agree', 'let_go'] : ['let_go'], menu: [] }
}

/** The old time is kept only while it is ahead; old words may be kept as long as it is open. */
function offeredToMe(promise: Commitment, role: Side, now: Date): Main {
  const canKeep = promise.due.at > now || isOfWords(promise)
  const canLetGo = role === 'promisee' || isAskedInstead(promise)
  return {
    buttons: [
      'agree',
      ...(canKeep ? (['keep'] as const) : []),
      ...(isAskedInstead(promise) ? [] : (['propose'] as const)),
      ...(canLetGo ? (['let_go'] as const) : []),
    ],
    menu: [
      ...(isAskedInstead(promise) ? (['propose'] as const) : []),
      ...(role === 'promisor' ? (['claim', 'break'] as const) : []),
    ],
  }
}

function promisedByMe(promise: Commitment, now: Date): Main {
  const isDue = promise.due.at <= now
  return {
    buttons: ['claim', 'propose', ...(isDue ? (['break'] as const) : [])],
    menu: [...canRephrase(promise, 'reword', now), ...(isDue ? [] : (['break'] as const))],
  }
}

function promisedToMe(promise: Commitment, now: Date): Main {
  if (!hasSlipped(promise, now)) {
    const thank: readonly Verb[] = promise.thanked ? [] : ['thank']
    return { buttons: [...thank, ...canRephrase(promise, 'instead', now)], menu: ['let_go', 'propose'] }
  }
  const canBump = !promise.bumpAgainAt || promise.bumpAgainAt <= now
  return { buttons: ['propose', ...(canBump ? (['bump'] as const) : []), 'help', 'let_go'], menu: [] }
}

/** Other words are offered while nothing else is, and before it is due. */
function canRephrase(promise: Commitment, verb: 'reword' | 'instead', now: Date): readonly Verb[] {
  // In the first minutes *Change* does it, without asking.
  const isChangeable = verb === 'reword' && isFresh(promise, now)
  return promise.proposal || promise.due.at <= now || isChangeable ? [] : [verb]
}

/** What both sides may do besides, whatever its state. */
function commonActions(promise: Commitment, role: Side, now: Date): Verb[] {
  const canRewrite =
    (promise.state === 'open' || promise.state === 'requested') &&
    isMaker(promise, role) &&
    isFresh(promise, now)
  return [
    ...(canRewrite ? (['change', 'undo'] as const) : []),
    ...(promise.series && !promise.series.stopped ? (['stop_series'] as const) : []),
  ]
}

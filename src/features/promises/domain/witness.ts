/** What a witness decides: whether they are one, and the one line that they may say at a slip. */
import { changed, type Action, type Decision } from './action.ts'
import { hasSlipped, isClosed, type Commitment, type Role } from './commitment.ts'

export type WitnessAction = Extract<Action, { do: `witness_${string}` }>

export function isOfWitness(action: Action): action is WitnessAction {
  return action.do === 'witness_yes' || action.do === 'witness_no' || action.do === 'witness_say'
}

export function decideForWitness(
  promise: Commitment,
  action: WitnessAction,
  role: Role,
  now: Date,
): Decision {
  if (role !== 'witness') return { refused: 'only_witness' }
  if (action.do === 'witness_say') return say(promise, action, now)
  const isYes = action.do === 'witness_yes'
  if (isYes && promise.witnessState === 'yes') return { refused: 'witness_already' }
  return changed(promise, { witnessState: isYes ? 'yes' : 'no' }, action, { hears: ['promisor'] })
}

function say(promise: Commitment, action: WitnessAction, now: Date): Decision {
  if (promise.witnessState !== 'yes') return { refused: 'only_witness' }
  if (promise.witnessSpokeAt) return { refused: 'witness_spoke' }
  if (!hasSlipped(promise, now)) return { refused: 'witness_before_slip' }
  return changed(promise, { witnessSpokeAt: now }, action, { hears: ['promisor'] })
}

export function mayWitnessSpeak(promise: Commitment, now: Date): boolean {
  return (
    !isClosed(promise) &&
    promise.witnessState === 'yes' &&
    !promise.witnessSpokeAt &&
    hasSlipped(promise, now)
  )
}

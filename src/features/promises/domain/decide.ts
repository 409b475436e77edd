/**
 * Every decision about a promise, in one pure function: (promise, action, who, now) → the next promise and who hears
 * of it, or a refusal. Other times and other words are decided in renegotiation.ts.
 */
import { changed, closed, type Action, type Actor, type Change, type Decision } from './action.ts'
import { isClosed, type Commitment } from './commitment.ts'
import { amend, endSeries, takeBack } from './decide-by-maker.ts'
import { decideForOneRole } from './decide-one-role.ts'
import { whyNotAsked } from './miss.ts'
import { agreeToOffer, keep, propose, reword } from './renegotiation.ts'
import { otherSide, roleOf } from './roles.ts'
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
      return agreeToOffer(promise, action, actor)
    case 'keep':
      return keep(promise, action, actor)
    case 'amend':
      return amend(promise, action, actor)
    case 'undo':
      return takeBack(promise, action, actor)
    case 'stop_series':
      return endSeries(promise, action, actor)
    case 'leave':
      return actor.role === 'clock'
        ? { refused: 'only_sides' }
        : closed(promise, 'released', action, { now: actor.now, hears: [otherSide(actor.role)] })
    default:
      return decideForOneRole(promise, action, actor)
  }
}

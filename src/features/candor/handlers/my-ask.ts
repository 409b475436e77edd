/** A question put to somebody, as far as it is theirs to respond to. */
import { listAllies } from '../../../circles/allies.ts'
import type { Ask, Round } from '../domain/round.ts'
import { findAsks } from '../store/ask-store.ts'
import type { CandorScope } from '../store/context.ts'
import { findRounds, lockRound } from '../store/round-store.ts'

export interface AskOfMe {
  round: Round
  ask: Ask
}

/** With its round locked, so that responses are handled one after the other. */
export function lockMyAsk(scope: CandorScope, askId: string, me: string): Promise<AskOfMe | undefined> {
  return askOf(scope, askId, me, (roundId) => lockRound(scope, roundId))
}

/** For reading only: opening the form, or putting it off, leaves no trace of its own. */
export function findMyAsk(scope: CandorScope, askId: string, me: string): Promise<AskOfMe | undefined> {
  return askOf(scope, askId, me, async (roundId) => (await findRounds(scope, [roundId])).get(roundId))
}

async function askOf(
  scope: CandorScope,
  askId: string,
  me: string,
  roundOf: (roundId: string) => Promise<Round | undefined>,
): Promise<AskOfMe | undefined> {
  const known = (await findAsks(scope, [askId])).get(askId)
  if (known?.ally !== me) return undefined
  const round = await roundOf(known.roundId)
  // Read again: who waited for the lock may have been overtaken.
  const ask = (await findAsks(scope, [askId])).get(askId)
  if (!round || !ask) return undefined
  const isAlly = (await listAllies(scope, round.asker)).includes(me)
  return { round, ask: isAlly ? ask : { ...ask, state: 'gone' } }
}

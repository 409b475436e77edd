/** Who has a part in a promise. */
import type { Tx } from '../../../db/database.ts'
import type { People } from '../../../people/person.ts'
import type { Commitment } from './commitment.ts'
import type { Participants } from './ladder.ts'

export interface PromiseScope {
  teamId: string
  db: Tx
  now: Date
}

/** Whoever the promise is between, and the one who may witness it. */
export function participantIds({ promisor, promisee, witness }: Commitment): string[] {
  return [promisor, promisee, ...(witness ? [witness] : [])]
}

/** Undefined = somebody of it is not known any more. */
export function participantsOf(promise: Commitment, people: People): Participants | undefined {
  const promisor = people.get(promise.promisor)
  const promisee = people.get(promise.promisee)
  if (!promisor || !promisee) return undefined
  const isWitnessed = promise.witness !== undefined && promise.witnessState === 'yes'
  return { promisor, promisee, ...(isWitnessed && { witness: people.get(promise.witness!) }) }
}

/** Who has a part in a promise. */
import type { Tx } from '../../../db/database.ts'
import type { People } from '../../../people/person.ts'
import type { Commitment } from './commitment.ts'
import type { Party } from './ladder.ts'

export interface Circumstance {
  teamId: string
  db: Tx
  now: Date
}

/** Whoever the promise is between, and the one who may witness it. */
export function everybodyOf({ promisor, promisee, witness }: Commitment): string[] {
  return [promisor, promisee, ...(witness ? [witness] : [])]
}

/** Undefined = somebody of it is not known any more. */
export function partyOf(promise: Commitment, people: People): Party | undefined {
  const promisor = people.get(promise.promisor)
  const promisee = people.get(promise.promisee)
  if (!promisor || !promisee) return undefined
  const isWitnessed = promise.witness !== undefined && promise.witnessState === 'yes'
  return { promisor, promisee, ...(isWitnessed && { witness: people.get(promise.witness!) }) }
}

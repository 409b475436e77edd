/** Who has a part in a promise. */
import type { People, Person } from '../../../people/person.ts'
import type { Commitment } from './commitment.ts'

/** Everybody who may hear of a promise by its ladder; the witness only where they said yes. */
export interface Participants {
  promisor: Person
  promisee: Person
  witness?: Person | undefined
}

/** Whoever the promise is between, and the one who may witness it. */
export function participantIds({ promisor, promisee, witness, series }: Commitment): string[] {
  return [promisor, promisee, ...(witness ? [witness] : []), ...(series?.stoppedBy ? [series.stoppedBy] : [])]
}

/** Undefined = somebody of it is not known any more. */
export function participantsOf(promise: Commitment, people: People): Participants | undefined {
  const promisor = people.get(promise.promisor)
  const promisee = people.get(promise.promisee)
  if (!promisor || !promisee) return undefined
  const isWitnessed = promise.witness !== undefined && promise.witnessState === 'yes'
  return { promisor, promisee, ...(isWitnessed && { witness: people.get(promise.witness!) }) }
}

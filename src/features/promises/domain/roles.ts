/** Who somebody is to a promise. */
import type { Commitment, Role, Side } from './commitment.ts'

type People = Pick<Commitment, 'promisor' | 'promisee' | 'witness' | 'witnessState'>

/** Undefined = the clock. Whoever said no to being the witness is a stranger again. */
export function roleOf(promise: People, userId: string | undefined): Role {
  if (userId === undefined) return 'clock'
  if (userId === promise.promisor) return 'promisor'
  if (userId === promise.promisee) return 'promisee'
  return userId === promise.witness && promise.witnessState !== 'no' ? 'witness' : 'stranger'
}

/** One of the two whose promise it is; undefined = anybody else. */
export function sideOf(promise: People, userId: string): Side | undefined {
  const role = roleOf(promise, userId)
  return role === 'promisor' || role === 'promisee' ? role : undefined
}

export function otherSide(side: Side): Side {
  return side === 'promisor' ? 'promisee' : 'promisor'
}

/** The side that spoke first: of a request the promisee, else the promisor. */
export function isMaker(promise: Pick<Commitment, 'state' | 'isOffer'>, role: Role): boolean {
  return role === (promise.state === 'requested' ? otherSide(askedSide(promise)) : 'promisor')
}

/** Who answers what is no promise yet: an offer is the promisee's to take, a request the promisor's. */
export function askedSide({ isOffer }: Pick<Commitment, 'isOffer'>): Side {
  return isOffer ? 'promisee' : 'promisor'
}

/** After a miss: what its promisor would do differently, asked once. */
import type { Commitment } from './commitment.ts'
import type { RefusedAction } from './refusal.ts'

/** Undefined = they are asked. */
export function whyNotAsked(promise: Commitment, userId: string | undefined): RefusedAction | undefined {
  if (userId !== promise.promisor) return 'only_promisor'
  if (promise.state !== 'broken' && promise.state !== 'lapsed') return 'no_miss'
  return promise.missAnswer ? 'miss_answered' : undefined
}

/** Promises in short, for another feature that knows who may read them. */
import type { Scope } from '../../../db/database.ts'
import type { PromiseSummary } from '../../../feature.ts'
import { findPromises } from './promise-store.ts'

/** In the order of `ids`. */
export async function summarizePromises(scope: Scope, ids: readonly string[]): Promise<PromiseSummary[]> {
  const found = await findPromises(scope, ids)
  return ids.flatMap((id) => {
    const promise = found.get(id)
    if (!promise) return []
    const { what, state, promisor, promisee, due } = promise
    return [{ id, what, state, promisor, promisee, dueAt: due.at }]
  })
}

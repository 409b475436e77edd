import type { Scope, Tx } from '../../../db/database.ts'

/** What candor's changes need: the workspace and the cipher, the handler's transaction, and the time. */
export interface CandorScope extends Scope {
  db: Tx
  now: Date
}

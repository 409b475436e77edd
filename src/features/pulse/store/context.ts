import type { Scope, Tx } from '../../../db/database.ts'

/** What the pulse's changes need: the workspace and the cipher, the handler's transaction, and the time. */
export interface PulseScope extends Scope {
  db: Tx
  now: Date
}

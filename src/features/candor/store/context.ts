import type { Tx } from '../../../db/database.ts'

/** What every move of candor needs: a workspace, the handler's transaction, the time, and the key that seals. */
export interface CandorScope {
  teamId: string
  db: Tx
  now: Date
  key: Buffer
}

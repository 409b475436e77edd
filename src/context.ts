import type { Logger } from 'pino'
import type { Db } from './db/database.ts'
import type { Cipher } from './db/encryption.ts'
import type { Clock } from './time/clock.ts'

/** What every part of the service may use; a fifth field needs a reason. */
export interface Context {
  db: Db
  clock: Clock
  log: Logger
  /** Everything that people write is encrypted before it reaches the database. */
  cipher: Cipher
}

import type { Logger } from 'pino'
import type { Db } from './db/database.ts'
import type { Clock } from './time/clock.ts'

/** What every room may use; a fourth field needs a reason. */
export interface Context {
  db: Db
  clock: Clock
  log: Logger
}

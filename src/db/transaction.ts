import type { Db, Tx } from './database.ts'

/** Attempts at work that a deadlock undid. */
const maxAttempts = 5

/**
 * Repeats `work`, one statement or one transaction, that Postgres aborted to resolve a deadlock. It was rolled back as a
 * whole, so nothing happens twice.
 */
export async function retryOnDeadlock<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++)
    try {
      return await work()
    } catch (error) {
      if ((error as { code?: string }).code !== '40P01' || attempt >= maxAttempts) throw error
    }
}

/** Runs `work` in a transaction, again after a deadlock. */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return retryOnDeadlock(() => db.transaction().execute(work))
}

import type { Db, Tx } from './database.ts'

/** Tries at what a deadlock undid. */
const mostTries = 5

/**
 * Does `work`, one statement or one transaction, again where Postgres gave it up so that somebody else could go on: it
 * was undone as a whole, so that nothing happens twice.
 */
export async function retryOnDeadlock<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++)
    try {
      return await work()
    } catch (error) {
      if ((error as { code?: string }).code !== '40P01' || tries >= mostTries) throw error
    }
}

/** A transaction that outlives a deadlock. */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return retryOnDeadlock(() => db.transaction().execute(work))
}

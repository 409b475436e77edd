import type { RawBuilder } from 'kysely'
import { CommitUnknownError, DeadlineError, isConnectionError, wasRefused } from './connection-error.ts'
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

export interface Deadline {
  /** Throws a DeadlineError once it has passed. */
  check(): void
  /** Throws a DeadlineError once it has passed: by then somebody was told that nothing was stored. */
  beginCommit(): void
  /** What was committed stored nothing, as its answer shows: until the next commit, being late means that nothing was stored. */
  committedNothing(): void
}

/**
 * Runs `work` in a transaction, again after a deadlock. Throws a CommitUnknownError where the answer to COMMIT was lost.
 */
export async function inTransaction<T>(
  db: Db,
  work: (tx: Tx) => Promise<T>,
  deadline?: Deadline,
): Promise<T> {
  let isCommitting = false
  async function upToCommit(tx: Tx): Promise<T> {
    isCommitting = false
    const result = await work(tx)
    deadline?.beginCommit()
    isCommitting = true
    return result
  }
  try {
    return await retryOnDeadlock(() => db.transaction().execute(upToCommit))
  } catch (error) {
    if (isCommitting && isConnectionError(error)) throw new CommitUnknownError(error)
    throw error
  }
}

/**
 * Runs one statement that is a transaction by itself, again after a deadlock. Throws a CommitUnknownError where it was sent
 * and its answer lost.
 */
export async function commitAtOnce<T>(
  db: Db,
  statement: RawBuilder<T>,
  deadline: Deadline,
): Promise<readonly T[]> {
  // Whoever waits for a connection has sent nothing yet.
  return db.connection().execute(async (connection) => {
    deadline.beginCommit()
    try {
      return (await retryOnDeadlock(() => statement.execute(connection))).rows
    } catch (error) {
      if (isConnectionError(error) && !wasRefused(error)) throw new CommitUnknownError(error)
      throw error
    }
  })
}

/**
 * Gives `work` so many milliseconds, then throws: a CommitUnknownError where its COMMIT was sent, otherwise a
 * DeadlineError, and its transaction can no longer commit.
 */
export async function withDeadline<T>(
  milliseconds: number,
  work: (deadline: Deadline) => Promise<T>,
): Promise<T> {
  let phase: 'working' | 'committing' | 'over' = 'working'
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(phase === 'committing' ? new CommitUnknownError() : new DeadlineError())
      phase = 'over'
    }, milliseconds)
  })
  function check(): void {
    if (phase === 'over') throw new DeadlineError()
  }
  const running = work({
    check,
    beginCommit() {
      check()
      phase = 'committing'
    },
    committedNothing() {
      check()
      phase = 'working'
    },
  })
  try {
    return await Promise.race([running, late])
  } finally {
    clearTimeout(timer)
  }
}

import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import { StartError } from '../start-error.ts'
import { startProblem } from './start-problem.ts'

/** Seconds between two attempts: the first wait, doubled up to the last. */
const backoff = { first: 1, most: 15 }

export interface WaitOptions {
  log: Logger
  signal: AbortSignal | undefined
}

/** Repeats the preparation of the database until it succeeds. Throws a StartError where waiting can't help. */
export async function waitForDatabase<T>(
  prepare: () => Promise<T>,
  { log, signal }: WaitOptions,
): Promise<T> {
  for (let seconds = backoff.first; ; seconds = Math.min(backoff.most, seconds * 2)) {
    signal?.throwIfAborted()
    try {
      return await prepare()
    } catch (error) {
      const problem = startProblem(error)
      if (!problem) throw error
      if (!problem.canWait) throw new StartError(problem.sentence)
      log.warn(
        { code: (error as { code?: string }).code },
        `${problem.sentence} Trying again until it works.`,
      )
    }
    await delay(seconds * 1000, undefined, signal && { signal })
  }
}

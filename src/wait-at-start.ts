/** Waits at start for what is not there yet: the database or Slack. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import { StartError } from './start-error.ts'

/** Why a step of the start failed: one sentence that names the setting and never its value. */
export interface StartProblem {
  sentence: string
  /** Whether it may pass by itself. */
  canWait: boolean
}

/** Seconds between two attempts: the first wait, doubled up to the last. */
const backoff = { first: 1, most: 15 }

export interface WaitOptions {
  log: Logger
  /** Ends the wait at once, whatever the attempt still waits for. */
  signal: AbortSignal | undefined
  /** Undefined = not a matter of set-up: the error is thrown on. */
  explain(error: unknown): StartProblem | undefined
}

/** Repeats one step of the start until it succeeds. Throws a StartError where waiting can't help. */
export async function waitAtStart<T>(
  attempt: () => Promise<T>,
  { log, signal, explain }: WaitOptions,
): Promise<T> {
  for (let seconds = backoff.first; ; seconds = Math.min(backoff.most, seconds * 2)) {
    try {
      return await orAborted(attempt, signal)
    } catch (error) {
      signal?.throwIfAborted()
      const problem = explain(error)
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

/** Rejects as soon as `signal` is aborted, whatever `work` still waits for. */
export async function orAborted<T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work()
  signal.throwIfAborted()
  let abort = () => {}
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason as Error)
    signal.addEventListener('abort', abort)
  })
  try {
    return await Promise.race([work(), aborted])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

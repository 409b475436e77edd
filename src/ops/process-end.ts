/** Ends the process once and in order: after a signal with code 0, after an error that nobody caught with code 1. */
import type { Logger } from 'pino'
import { StartError } from '../start-error.ts'
import { createReference } from './log.ts'

export interface Running {
  stop(): Promise<void>
}

export interface ProcessEnd {
  /** Aborted by the first signal. */
  signal: AbortSignal
  /** Waits for the start, and stops what it started when the process is to end. */
  started(start: Promise<Running>): Promise<void>
}

/** Milliseconds for a stop: what hangs after that is left to leases and to the next process. The promise is 5 s. */
const stopTimeout = 4500

export function watchProcessEnd(log: Logger): ProcessEnd {
  const stopping = new AbortController()
  let running: Promise<Running | undefined> = Promise.resolve(undefined)
  let isEnding = false

  // A second signal changes nothing: npm and a service manager may both send one.
  function end(code: number): void {
    if (isEnding) return
    isEnding = true
    stopping.abort()
    setTimeout(() => {
      log.warn('stopped with work in progress')
      process.exit(code)
    }, stopTimeout)
    running
      .then((service) => service?.stop())
      .catch((error: unknown) => log.error({ err: error }, 'stop failed'))
      .finally(() => process.exit(code))
  }

  function endByError(error: unknown): void {
    const reference = createReference()
    // After the end has begun it is logged too, but for a log that nobody reads any more.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE')
      log.fatal({ reference, err: error }, 'an error that nobody caught ends the process')
    end(1)
  }

  process.on('SIGTERM', () => end(0))
  process.on('SIGINT', () => end(0))
  process.on('uncaughtException', endByError)
  process.on('unhandledRejection', endByError)

  return {
    signal: stopping.signal,
    async started(start) {
      running = start.catch((error: unknown) => {
        if (!stopping.signal.aborted) endByStartError(error)
        return undefined
      })
      await running
    },
  }

  function endByStartError(error: unknown): void {
    const isSetup = error instanceof StartError || (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
    if (!isSetup) return endByError(error)
    process.stderr.write(`${(error as Error).message}\n`, () => process.exit(1))
  }
}

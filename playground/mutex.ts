export interface Mutex {
  /** Runs once no exclusive work is queued or running; several may run at once. */
  shared<T>(work: () => Promise<T>): Promise<T>
  /** Runs once earlier exclusive work has ended; nothing else begins meanwhile. */
  exclusive(work: () => Promise<void>): Promise<void>
}

/** Makes actions wait while the clock moves or the story starts over. */
export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve()
  return {
    async shared(work) {
      await last
      return work()
    },
    async exclusive(work) {
      const result = last.then(work)
      last = result.catch(() => undefined)
      return result
    },
  }
}

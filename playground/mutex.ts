export interface Mutex {
  /** Runs when everything that runs alone has ended; several may run at once. */
  shared<T>(work: () => Promise<T>): Promise<T>
  /** Runs when what ran alone before has ended; nothing else begins meanwhile. */
  exclusive(work: () => Promise<void>): Promise<void>
}

/** Keeps whoever acts waiting while the clock moves or the story starts afresh. */
export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve()
  return {
    async shared(work) {
      await last
      return work()
    },
    async exclusive(work) {
      const turn = last.then(work)
      last = turn.catch(() => undefined)
      return turn
    },
  }
}

export interface InFlight {
  add<T>(work: Promise<T>): Promise<T>
  /** Resolves when nothing is in flight. */
  idle(): Promise<void>
}

/** Keeps count of work in progress, so that a stop, or a test, can wait for it. */
export function createInFlight(): InFlight {
  const pending = new Set<Promise<unknown>>()
  return {
    async add(work) {
      pending.add(work)
      try {
        return await work
      } finally {
        pending.delete(work)
      }
    },
    async idle() {
      while (pending.size) await Promise.allSettled(pending)
    },
  }
}

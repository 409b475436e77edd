import type { Exchange } from '../api.ts'

export interface Journal {
  /** Oldest first; the oldest fall away beyond the limit. */
  exchanges(): Exchange[]
  add(exchange: Omit<Exchange, 'id'>): Exchange
  clear(): void
}

export function createJournal(limit = 1000): Journal {
  let held: Exchange[] = []
  let lastId = 0
  return {
    exchanges: () => held,
    add(exchange) {
      const entry = { id: ++lastId, ...exchange }
      held.push(entry)
      if (held.length > limit * 1.2) held = held.slice(-limit)
      return entry
    },
    clear() {
      held = []
    },
  }
}

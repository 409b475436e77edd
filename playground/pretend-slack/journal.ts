import type { Exchange } from '../api.ts'

export interface Journal {
  /** Oldest first; beyond the limit the oldest are dropped. */
  exchanges(): Exchange[]
  add(exchange: Omit<Exchange, 'id'>): Exchange
  clear(): void
}

export function createJournal(limit = 1000): Journal {
  let entries: Exchange[] = []
  let lastId = 0
  return {
    exchanges: () => entries,
    add(exchange) {
      const entry = { id: ++lastId, ...exchange }
      entries.push(entry)
      if (entries.length > limit * 1.2) entries = entries.slice(-limit)
      return entry
    },
    clear() {
      entries = []
    },
  }
}

import { sql } from 'kysely'
import type { Db } from '../db/database.ts'

/** Where every "now" comes from: the database in production, a hand in the playground and the tests. */
export interface Clock {
  /** A reading taken after the call began; never one kept from before. */
  now(): Promise<Date>
  /** A reading of the last second carried on, for a person's own deeds; what is planned by goes by `now`. */
  cachedNow(): Promise<Date>
}

/** Milliseconds for which a reading is carried on by the monotonic clock, which no change of the hands can touch. */
const carriedOn = 1000

/** The one clock that all instances share: the database's. */
export function databaseClock(db: Db): Clock {
  let last: { reading: number; at: number } | undefined
  async function now(): Promise<Date> {
    const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db)
    last = { reading: rows[0]!.now.getTime(), at: performance.now() }
    return rows[0]!.now
  }
  return {
    now,
    async cachedNow() {
      const age = last ? performance.now() - last.at : Infinity
      return last && age < carriedOn ? new Date(last.reading + age) : now()
    },
  }
}

export interface ManualClock extends Clock {
  /** Moves the hands; a clock that flows goes on from there. */
  set(instant: Date): void
  read(): Date
}

/** A clock moved by hand. With `flows` it also runs on by itself, as a person at the page expects. */
export function manualClock(start: Date, { flows = false } = {}): ManualClock {
  let base = start.getTime()
  let since = performance.now()
  const read = () => new Date(flows ? base + (performance.now() - since) : base)
  return {
    read,
    now: async () => read(),
    cachedNow: async () => read(),
    set(instant) {
      base = instant.getTime()
      since = performance.now()
    },
  }
}

/** This machine's own clock in whole seconds, for nothing but the freshness of a signature. */
export function machineSeconds(): number {
  return Math.floor(Date.now() / 1000)
}

/** How far this machine's clock is ahead of `reading`, in milliseconds. */
export function clockSkew(reading: Date): number {
  return Date.now() - reading.getTime()
}

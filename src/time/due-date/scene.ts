import type { Fault, Moment, Reader } from './moment.ts'
import { instantAt, type WallTime } from './wall.ts'

export const MORNING = 9 * 60

export const LAST_MINUTE = 23 * 60 + 59

export interface Scene {
  reader: Reader
  moment: Moment
  now: Date
  /** The zone the phrase is said in; the speaker's own unless it names one. */
  zone: string
  notes: string[]
}

export function isAhead(wall: WallTime, { now, zone }: Scene): boolean {
  return instantAt(wall, zone) > now
}

export function past(why: string): Fault {
  return { code: 'past', why }
}

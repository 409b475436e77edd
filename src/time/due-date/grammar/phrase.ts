import type { ClockWords } from './clock.ts'
import type { DayPart } from './day-part.ts'
import type { Steps } from './steps.ts'
import type { Zone } from './zone-name.ts'
import type { Day, Fault } from '../moment.ts'
import type { Recurrence } from '../recurrence/rule.ts'

/** One due phrase: everything said about when, in whatever order it was said. */
export interface Phrase {
  start: number
  end: number
  /** A deadline's own preposition ("by", "before", "due") makes it strong; "on" and "at" are weak. */
  strength: 'strong' | 'weak' | 'bare'
  /** How its first word stands to the sentence before it. */
  opening: 'strong' | 'weak' | 'bare'
  isBefore: boolean
  day?: Day
  clock?: ClockWords
  part?: DayPart
  zone?: Zone
  lapse?: Steps
  recurrence?: Recurrence
  /** Where a strong preposition begins inside it. */
  strongAt?: number
  fault?: Fault
}

import type { Fault } from '../moment.ts'

export interface ClockWords {
  /** Minutes since midnight; 1440 is the midnight that ends the day. */
  minute: number
  /** Said on a twelve-hour dial with nothing to tell morning from evening. */
  isOpen?: boolean
  /** A number with nothing about it that says "time": needs a preposition or a day beside it. */
  isBare?: boolean
  isMidnight?: boolean
  /** The end of a span, "from 2 to 4". */
  isSpan?: boolean
  fault?: Fault
}

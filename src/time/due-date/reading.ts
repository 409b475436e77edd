/** What goes into the language of due times and what comes out. */

export interface Speaker {
  /** The instant of speaking. */
  now: Date
  /** IANA. */
  zone: string
  /** Slack's, such as `en-GB`; `en-US` without one. */
  locale?: string
  /** `HH:mm`; 17:00 without one. */
  endOfDay?: string
  /** ISO weekdays 1 to 7; Monday to Friday without them. */
  workdays?: readonly number[]
  /** `yyyy-mm-dd` on which the workspace rests. */
  daysOff?: readonly string[]
}

export interface Due {
  at: Date
  /** `yyyy-mm-ddThh:mm` in the zone. */
  local: string
  zone: string
  /** The due words as written. */
  words: string
}

export type RefusalCode = 'no-due' | 'past' | 'contradiction' | 'invalid' | 'two-dues' | 'vague' | 'empty'

export type Reading =
  | {
      kind: 'read'
      what: string
      due: Due
      /** The other thing the words may have meant, for one button. */
      other?: Due
      /** An RRULE without its prefix. */
      recurs?: string
      /** The zone a recurrence is kept in, where the words named another than the speaker's. */
      recursIn?: string
      /** The promise's own words before each part of the due words. */
      before: string[]
      /** Short sentences to say back. */
      notes: string[]
    }
  | {
      kind: 'refused'
      /** The text as given. */
      what: string
      /** What was understood, and why that is not enough. */
      why: string
      /** A phrase that works. */
      example: string
      code: RefusalCode
      due?: undefined
    }

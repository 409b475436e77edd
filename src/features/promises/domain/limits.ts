/** How much one person may have open at once. */

/** Promises given: more is a list that nobody can keep. */
export const maxOpen = 200
/** Requests, or offers, that wait for an answer: of one other, and of all. */
export const maxAsked = { ofOne: 20, ofAll: 50 } as const

/** The limit that the one who acts has met, and whom a request or an offer was to. */
export interface OverLimit {
  limit: 'open' | 'ofOne' | 'ofAll'
  whom: string
}

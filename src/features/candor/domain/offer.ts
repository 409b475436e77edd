/** Feedback that nobody asked for: it is offered first, and written only after a yes. Pure. */

export type OfferState = 'offered' | 'accepted' | 'declined' | 'written'

export interface Offer {
  id: string
  giver: string
  hearer: string
  state: OfferState
  offeredAt: Date
  wantedAt: Date | undefined
}

const day = 86_400_000
/** Days until the same person can be offered feedback again, unless the last offer led to an answer. */
const quietDays = 28
/** Offers of one person that may be waiting, of the last seven days. */
export const maxWaitingOffers = 5

/**
 * Why one more offer can't be made now. An offer that was declined, ignored or suppressed by a block counts the same, so
 * that the refusal tells nothing about the other person.
 */
export function whyNoOfferNow(
  before: readonly Offer[],
  hearer: string,
  now: Date,
): 'offered_lately' | 'too_many' | undefined {
  const age = (offer: Offer) => (now.getTime() - offer.offeredAt.getTime()) / day
  const open = before.filter((offer) => offer.state !== 'written' && age(offer) < quietDays)
  if (open.some((offer) => offer.hearer === hearer)) return 'offered_lately'
  const waiting = open.filter((offer) => offer.state === 'offered' && age(offer) < 7)
  return waiting.length >= maxWaitingOffers ? 'too_many' : undefined
}

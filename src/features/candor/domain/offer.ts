/** Feedback that nobody asked for, offered: it is written only after a yes. Pure. */
import type { Person } from '../../../people/person.ts'
import { escape } from '../../../slack/mrkdwn.ts'

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
/** One offer to the same person in so many days, unless the last one was heard. */
const quietDays = 28
/** Offers that one person may have waiting. */
const maxWaiting = 5

/** Why somebody can't be offered feedback, in words; undefined = they can. */
export function unfitToHear(person: Person, me: Person): string | undefined {
  const name = escape(person.displayName)
  if (person.userId === me.userId) return 'For a word to yourself there is `/candor note`.'
  if (person.isBot) return `${name} is an app; there is nothing it would do with your candour.`
  if (person.isDeactivated) return `${name} has left this workspace.`
  if (person.isExternal)
    return `${name} is from another organisation; feedback is offered within this workspace only.`
  if (person.isGuest) return `${name} is a guest here, and feedback is kept among colleagues.`
  return undefined
}

/**
 * Why one more offer can't be made now. Says nothing that a colleague's silence would not: an offer that was declined,
 * ignored or never heard of counts the same.
 */
export function tooSoon(before: readonly Offer[], hearer: string, now: Date): string | undefined {
  const age = (offer: Offer) => (now.getTime() - offer.offeredAt.getTime()) / day
  const open = before.filter((offer) => offer.state !== 'written' && age(offer) < quietDays)
  if (open.some((offer) => offer.hearer === hearer))
    return 'You offered them feedback within the last four weeks. You will hear when they would like it; until then it is theirs to say.'
  if (open.filter((offer) => offer.state === 'offered' && age(offer) < 7).length >= maxWaiting)
    return `You have ${maxWaiting} offers waiting already. Give those a few days first.`
  return undefined
}

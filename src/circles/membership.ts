/** The circle: the colleagues whom somebody asks, each of whom said yes. Pure. */
import type { Person } from '../people/person.ts'

/** `removed` = by the asker; `left` = by the ally. The other side is not told. */
export type MembershipStatus = 'invited' | 'in' | 'declined' | 'left' | 'removed'

export interface Membership {
  id: string
  asker: string
  ally: string
  status: MembershipStatus
  why: string
  invitedAt: Date
  /** Until when another invitation is not delivered, whatever became of the first one. */
  quietUntil: Date | undefined
}

export const maxAllies = 8
export const maxWhy = 300
/** Days between two invitations of the same person, so that nobody is pressed into a yes. */
const quietDays = 28

export function quietUntil(now: Date): Date {
  return new Date(now.getTime() + quietDays * 86_400_000)
}

/**
 * Places left. An invitation takes one for four weeks whatever the answer was: a place that came free with a no would
 * tell who said no.
 */
export function placesLeft(memberships: readonly Membership[], now: Date): number {
  return maxAllies - memberships.filter((one) => one.status === 'in' || isAwaited(one, now)).length
}

/** Whether the asker still sees somebody as invited: within four weeks, whatever they answered but yes. */
export function isAwaited({ status, quietUntil: quiet }: Membership, now: Date): boolean {
  return (status === 'invited' || status === 'declined') && quiet !== undefined && quiet > now
}

/** Whether another invitation would be delivered now. */
export function mayBeAsked(before: Membership | undefined, now: Date): boolean {
  return before?.status !== 'in' && (!before?.quietUntil || before.quietUntil <= now)
}

/** Why somebody can't be asked for feedback, or be given it; undefined = they can. */
export type NotAColleague = 'yourself' | 'app' | 'left' | 'external' | 'guest'

export function whyNotAColleague(person: Person, me: Person): NotAColleague | undefined {
  if (person.userId === me.userId) return 'yourself'
  if (person.isBot) return 'app'
  if (person.isDeactivated) return 'left'
  if (person.isExternal) return 'external'
  return person.isGuest ? 'guest' : undefined
}

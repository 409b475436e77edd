/** The circle: the colleagues whom somebody asks, each of whom said yes. Pure. */
import type { Person } from '../people/person.ts'
import { escape } from '../slack/mrkdwn.ts'

/** `removed` = the asker let them go; `left` = they went. Neither side is told. */
export type MembershipStatus = 'invited' | 'in' | 'declined' | 'left' | 'removed'

export interface Membership {
  id: string
  asker: string
  ally: string
  status: MembershipStatus
  why: string
  invitedAt: Date
  /** Until when another invitation stays unsaid, whatever the first one came to. */
  quietUntil: Date | undefined
}

/** More than a handful of voices, and few enough that each is heard. */
export const maxAllies = 8
export const maxWhy = 300
/** One invitation a person in so many days, so that a no is not asked away. */
const quietDays = 28

export function quietUntil(now: Date): Date {
  return new Date(now.getTime() + quietDays * 86_400_000)
}

/**
 * Places left. An invitation takes one for four weeks whatever its answer was: a place that came free with a no would
 * tell who said it.
 */
export function placesLeft(memberships: readonly Membership[], now: Date): number {
  return maxAllies - memberships.filter((one) => one.status === 'in' || isAwaited(one, now)).length
}

/** Asked within the last four weeks, as far as the asker can know. */
export function isAwaited({ status: standing, quietUntil: quiet }: Membership, now: Date): boolean {
  return (standing === 'invited' || standing === 'declined') && quiet !== undefined && quiet > now
}

/** Whether another invitation would be said now. */
export function mayBeAsked(before: Membership | undefined, now: Date): boolean {
  return before?.status !== 'in' && (!before?.quietUntil || before.quietUntil <= now)
}

/** Why somebody can't be asked for candour, in words; undefined = they can. */
export function whyNotAnAlly(person: Person, me: Person): string | undefined {
  const name = escape(person.displayName)
  if (person.userId === me.userId)
    return 'A circle is other people. For a thought of your own there is `/candor note`.'
  if (person.isBot) return `${name} is an app, and has nothing to tell you that it could be brave about.`
  if (person.isDeactivated) return `${name} has left this workspace.`
  if (person.isExternal)
    return `${name} is from another organisation, and only colleagues of this workspace are asked.`
  if (person.isGuest) return `${name} is a guest here, and guests are not asked for feedback.`
  return undefined
}

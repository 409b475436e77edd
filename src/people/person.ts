import type { WorkingHours } from '../time/working-hours.ts'

/** Somebody in a workspace: what Slack says of them, and what they chose. */
export interface Person {
  teamId: string
  userId: string
  /** What to call them in a sentence. */
  displayName: string
  name: string
  locale: string
  isBot: boolean
  isGuest: boolean
  /** From another organisation, over Slack Connect. */
  isExternal: boolean
  isDeactivated: boolean
  hours: WorkingHours
  awayUntil: Date | undefined
  dailyBudget: number
  /** Features switched off. */
  muted: readonly string[]
}

export type People = ReadonlyMap<string, Person>

/** Until when a person should hear nothing at all; undefined = they are here. */
export function awayUntil(person: Person, now: Date): Date | undefined {
  return person.awayUntil && person.awayUntil > now ? person.awayUntil : undefined
}

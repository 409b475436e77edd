import type { WorkingHours } from '../time/working-hours.ts'

/** A person in a workspace: their Slack profile, and their own settings. */
export interface Person {
  teamId: string
  userId: string
  /** Their name in a sentence. */
  displayName: string
  name: string
  locale: string
  isBot: boolean
  isGuest: boolean
  /** From another organisation, over Slack Connect. */
  isExternal: boolean
  isDeactivated: boolean
  /** Slack refused the last message to them. */
  isUnreachable: boolean
  hours: WorkingHours
  awayUntil: Date | undefined
  dailyBudget: number
  /** Somebody in their workspace has typed a command before. */
  isWorkspaceGreeted: boolean
  /** What they switched off: features by name, and subjects by id. */
  muted: readonly string[]
}

export type People = ReadonlyMap<string, Person>

/** Until when a person is to get nothing at all; undefined = they are not away. */
export function awayUntil(person: Person, now: Date): Date | undefined {
  return person.awayUntil && person.awayUntil > now ? person.awayUntil : undefined
}

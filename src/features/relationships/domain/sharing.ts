/** What two people agreed to see together: who may do what about it. Pure. */

export type SharingState = 'invited' | 'shared' | 'declined' | 'ended'

export interface Sharing {
  id: string
  one: string
  other: string
  invitedBy: string
  state: SharingState
  agreedAt: Date | undefined
  quietUntil: Date | undefined
}

/** Days between two invitations that are delivered, whatever became of the first. */
const quietDays = 28

export function askableFrom(now: Date): Date {
  return new Date(now.getTime() + quietDays * 86_400_000)
}

/** The two in the order of their ids. */
export function pairOf(a: string, b: string): { one: string; other: string } {
  return a < b ? { one: a, other: b } : { one: b, other: a }
}

export function isOneOf(sharing: Pick<Sharing, 'one' | 'other'>, userId: string): boolean {
  return sharing.one === userId || sharing.other === userId
}

export function colleagueIn({ one, other }: Pick<Sharing, 'one' | 'other'>, userId: string): string {
  return one === userId ? other : one
}

/**
 * What an invitation of `userId` does: `agree` where the other has invited too; `silent` where the other was invited, said
 * no or ended it within four weeks, so that an invitation looks the same whatever was answered. Of one that has ended,
 * `invitedBy` is the one who did not end it.
 */
export function inviting(
  sharing: Sharing | undefined,
  userId: string,
  now: Date,
): 'already' | 'agree' | 'invite' | 'silent' {
  if (sharing?.state === 'shared') return 'already'
  if (sharing?.state === 'invited' && sharing.invitedBy !== userId) return 'agree'
  // Whoever said no or ended it may ask at any time.
  const isMine = sharing?.invitedBy === userId
  return isMine && sharing.quietUntil && sharing.quietUntil > now ? 'silent' : 'invite'
}

/** Weeks that are looked at together, and after which it is looked at whether one gives far more than the other. */
export const quarterWeeks = 13
/** Kept promises and answers of one of the two below which nothing is called lopsided. */
const fewest = 6

/** Whether one gave at least three times what the other did. */
export function isLopsided(a: number, b: number): boolean {
  const [less, more] = a < b ? [a, b] : [b, a]
  return more >= fewest && more >= 3 * less
}

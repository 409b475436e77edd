/**
 * An introduction of two colleagues over what their aims share. The first sees the shared words and says yes; only then
 * is the second asked; only by both yeses do they learn each other's names. Pure.
 */
import type { Person } from '../../../people/person.ts'
import { instantOf, localDay, localTime, morningOf, type WorkingHours } from '../../../time/working-hours.ts'

/** `dropped` by the first, before the second heard of it; `closed` by a no of the second. */
export type IntroductionState = 'offered' | 'dropped' | 'asked' | 'introduced' | 'closed'

export interface Introduction {
  id: string
  first: string
  second: string
  state: IntroductionState
  /** In the words of the first. */
  shared: readonly string[]
  offeredAt: Date
}

export const maxLines = 3
export const maxLine = 200

const day = 86_400_000
/** Days of their own calendar between two introductions of one person: one a month. */
const quietDays = 28
/** Days within which each may say yes. */
const open = 14 * day

export function isOpen({ offeredAt }: Introduction, now: Date): boolean {
  return now.getTime() - offeredAt.getTime() < open
}

/** From when somebody may be introduced again; undefined = now. One of which they never heard does not count. */
export function nextFrom(
  all: readonly Introduction[],
  userId: string,
  now: Date,
  zone: string,
): Date | undefined {
  const times = all
    .filter((one) => one.first === userId || (one.second === userId && hasHeard(one)))
    .map((one) => one.offeredAt.getTime())
  if (!times.length) return undefined
  const last = localTime(new Date(Math.max(...times)), zone).toPlainDate()
  const from = instantOf(last.add({ days: quietDays }), '00:00', zone)
  return from > now ? from : undefined
}

/** The coming Monday, and when it begins for somebody. */
export function nextLook(now: Date, hours: WorkingHours): { day: string; at: Date } {
  const today = localDay(now, hours.zone)
  const monday = today.add({ days: 8 - today.dayOfWeek })
  return { day: monday.toString(), at: morningOf(monday, hours) }
}

/** Whether the second was asked. */
function hasHeard({ state }: Introduction): boolean {
  return state !== 'offered' && state !== 'dropped'
}

/** Nobody is offered the same person twice. */
export function metBefore(all: readonly Introduction[], one: string, other: string): boolean {
  return all.some(
    ({ first, second }) => (first === one && second === other) || (first === other && second === one),
  )
}

/** Guests, apps, people from elsewhere and those who left take no part, nor who switched these messages off. */
export function mayTakePart(person: Person | undefined): person is Person {
  return (
    person !== undefined &&
    !person.isBot &&
    !person.isGuest &&
    !person.isExternal &&
    !person.isDeactivated &&
    !person.muted.includes('aims')
  )
}

/**
 * A lifeline group: three to eight colleagues, each in by their own yes. Once a month each writes one aim and one step,
 * which the group reads. Pure.
 */
import { insideWorkingHours, instantOf, localTime, type WorkingHours } from '../../../time/working-hours.ts'

/** `gathering` until everybody has said yes. */
export type GroupState = 'gathering' | 'on' | 'ended'
/** Nobody learns who declined, nor who left. */
export type MemberState = 'invited' | 'in' | 'declined' | 'left'

export interface Member {
  userId: string
  state: MemberState
}

export interface Group {
  id: string
  starter: string
  state: GroupState
  gatheredAt: Date
  startedAt: Date | undefined
  endedAt: Date | undefined
  members: readonly Member[]
}

/** With the one who starts it. */
export const groupSize = { least: 3, most: 8 } as const
export const maxLine = 500

const day = 86_400_000
/** A month is four weeks, so that the weekday stays. */
const month = 28 * day
/** Until when everybody has to have said yes. */
const gathering = 14 * day
/** Days of the starter's own calendar between two groups, where the first did not come together, so that nobody is pressed into a yes. */
const quietDays = 28
/** Months without a word after which a group ends by itself. */
const silentMonths = 3

export function isMember(group: Group, userId: string): boolean {
  return group.members.some((one) => one.userId === userId && one.state === 'in')
}

/** Those who read what is written, but for one. */
export function othersIn(group: Group, userId: string): string[] {
  return group.members.flatMap((one) => (one.state === 'in' && one.userId !== userId ? [one.userId] : []))
}

export function isUnanimous({ members }: Group): boolean {
  return members.length >= groupSize.least && members.every((one) => one.state === 'in')
}

/** A group of one reads nothing. */
export function isTooSmall({ members }: Group): boolean {
  return members.filter((one) => one.state === 'in').length < 2
}

export function gatheringEnds(gatheredAt: Date): Date {
  return new Date(gatheredAt.getTime() + gathering)
}

/** From when a starter may ask another group together; undefined = now. */
export function mayGatherFrom(last: Group | undefined, now: Date, zone: string): Date | undefined {
  if (!last || last.startedAt) return undefined
  const again = localTime(last.gatheredAt, zone).toPlainDate().add({ days: quietDays })
  const from = instantOf(again, '00:00', zone)
  return from > now ? from : undefined
}

/** From 0. */
export function monthOf({ startedAt }: Group, now: Date): number {
  return startedAt ? Math.max(0, Math.floor((now.getTime() - startedAt.getTime()) / month)) : 0
}

/** When a month begins for one member, inside their working hours. */
export function monthBegins({ startedAt, gatheredAt }: Group, nth: number, hours: WorkingHours): Date {
  return insideWorkingHours(new Date((startedAt ?? gatheredAt).getTime() + nth * month), hours)
}

/** Whether nobody wrote for three months, or will not have by the end of this one if nobody does. */
export function silenceOf(
  { startedAt, gatheredAt }: Group,
  written: readonly Date[],
  now: Date,
): 'ends' | 'last_month' | undefined {
  const lastWord = written.at(-1) ?? startedAt ?? gatheredAt
  const silent = Math.floor((now.getTime() - lastWord.getTime()) / month)
  if (silent >= silentMonths) return 'ends'
  return silent === silentMonths - 1 ? 'last_month' : undefined
}

/** A pulse of one channel: who can be asked, when it may begin, and when it ends. Pure. */
import type { People, Person } from '../../../people/person.ts'
import type { ChannelAccess, OpenChannel } from '../../../slack/channels.ts'
import {
  addWorkdays,
  instantOf,
  localTime,
  morningOf,
  type WorkingHours,
} from '../../../time/working-hours.ts'
import { fewest } from './compare.ts'

/** Whether it is open, was released to its channel, or was erased unread because too few answered. */
export type PulseState = 'open' | 'released' | 'erased'
/** `listed` = a member of whom Slack has not said yet who they are. `done` stands for an answer and for none alike. */
export type AskState = 'listed' | 'asked' | 'done'

export interface Pulse {
  id: string
  channelId: string
  starter: string
  wording: number
  state: PulseState
  openedAt: Date
  closesAt: Date
  closedAt: Date | undefined
  /** Once it has closed. */
  asked: number | undefined
  /** Once it was released. */
  answered: number | undefined
  /** The earlier pulses beside which it may be shown. */
  comparedWith: readonly string[]
}

export interface Ask {
  id: string
  pulseId: string
  userId: string
  state: AskState
}

const workingDays = { remind: 3, close: 5 } as const
/** "Monthly" is every fourth week, so that the weekday stays. */
const daysBetween = 28

/** Five working days of the starter later, at the same hour. */
export function closesAfter(hours: WorkingHours, now: Date): Date {
  const local = localTime(now, hours.zone)
  const day = addWorkdays(local.toPlainDate(), workingDays.close, hours)
  return instantOf(day, local.toPlainTime().toString({ smallestUnit: 'minute' }), hours.zone)
}

/** In the morning of the third working day of whoever is reminded. */
export function remindsAt(hours: WorkingHours, openedAt: Date): Date {
  const day = addWorkdays(localTime(openedAt, hours.zone).toPlainDate(), workingDays.remind, hours)
  return morningOf(day, hours, '10:00')
}

/** The first moment of the day in `zone` on which the next pulse may start. */
export function nextStart({ openedAt }: Pulse, zone: string): Date {
  return instantOf(localTime(openedAt, zone).toPlainDate().add({ days: daysBetween }), '00:00', zone)
}

/** Guests, apps, people of other organisations and those who left take no part. */
export function takesPart(person: Person): boolean {
  return !person.isBot && !person.isGuest && !person.isExternal && !person.isDeactivated
}

export interface Members {
  asked: Person[]
  /** Of whom it is not known yet who they are. */
  unknown: string[]
}

export function membersOf({ members }: OpenChannel, people: People): Members {
  const ids = [...members].toSorted()
  return {
    asked: ids.flatMap((id) => people.get(id) ?? []).filter(takesPart),
    unknown: ids.filter((id) => !people.has(id)),
  }
}

/** Why a pulse can't be looked at or started in a channel. The sentence for each stands in views/refusals.ts. */
export type ChannelProblem =
  | Exclude<ChannelAccess['kind'], 'open'>
  | 'guest'
  | 'not_a_member'
  | 'archived'
  | 'not_invited'
  | 'too_few_people'

/** Whether a person may see what a channel's pulses came to. */
export function whyNotShown(channel: ChannelAccess | undefined, me: Person): ChannelProblem | undefined {
  if (!takesPart(me)) return 'guest'
  if (!channel) return 'unavailable'
  if (channel.kind !== 'open') return channel.kind
  return channel.members.has(me.userId) ? undefined : 'not_a_member'
}

/** Whether a pulse could be started, leaving aside when the last one was. */
export function whyNotStarted(channel: OpenChannel, { asked, unknown }: Members): ChannelProblem | undefined {
  if (channel.isArchived) return 'archived'
  if (!channel.hasApp) return 'not_invited'
  return asked.length + unknown.length < fewest ? 'too_few_people' : undefined
}

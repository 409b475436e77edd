/** When the weekly question comes, on the asker's own wall clock. Pure. */
import { Temporal } from 'temporal-polyfill'
import { instantOf, localTime } from '../../../time/working-hours.ts'

export const cadences = ['weekly', 'fortnightly', 'monthly'] as const
export type Cadence = (typeof cadences)[number]

/** Days between rounds. "Monthly" is every fourth week, so that the weekday stays. */
const days: Record<Cadence, number> = { weekly: 7, fortnightly: 14, monthly: 28 }

export interface Schedule {
  id: string
  userId: string
  /** ISO: 1 = Monday. */
  weekday: number
  /** 'HH:mm' */
  at: string
  cadence: Cadence
  paused: boolean
  autopilot: boolean
  /** How many allies are asked at a time, at most. */
  perRound: number
  /** The person's own questions, asked in turn with the workspace's. */
  questions: readonly string[]
  /** 'yyyy-mm-dd', the local day of the next round. */
  nextOn: string | undefined
  turn: number
  begun: number
  /** Prompts in a row that were ignored. */
  unanswered: number
}

export const usual = {
  weekday: 4,
  at: '10:00',
  cadence: 'weekly',
  paused: false,
  autopilot: false,
  perRound: 8,
  questions: [],
  nextOn: undefined,
  turn: 0,
  begun: 0,
  unanswered: 0,
} as const satisfies Omit<Schedule, 'id' | 'userId'>

/** Ignored prompts after which the question pauses until the asker uses candor again. */
export const maxUnanswered = 4

/** The first day, today included, at which the question's time is still ahead. */
export function firstQuestionDay(
  { weekday, at }: Pick<Schedule, 'weekday' | 'at'>,
  zone: string,
  now: Date,
): string {
  const today = localTime(now, zone).toPlainDate()
  const day = today.add({ days: (weekday - today.dayOfWeek + 7) % 7 })
  return (instantOf(day, at, zone) > now ? day : day.add({ days: 7 })).toString()
}

/** The day of the round after the one of `nextOn`; rounds missed meanwhile are not made up for. */
export function dayAfter(schedule: Schedule, zone: string, now: Date): string {
  if (!schedule.nextOn) return firstQuestionDay(schedule, zone, now)
  const step = days[schedule.cadence]
  let day = Temporal.PlainDate.from(schedule.nextOn).add({ days: step })
  while (instantOf(day, schedule.at, zone) <= now) day = day.add({ days: step })
  return day.toString()
}

export function instantOn(day: string, { at }: Pick<Schedule, 'at'>, zone: string): Date {
  return instantOf(Temporal.PlainDate.from(day), at, zone)
}

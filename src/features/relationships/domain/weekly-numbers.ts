/** A person's own numbers week by week, for their export and their picture. Pure. */
import { currencies } from '../../../people/currency.ts'
import type { Dealing } from '../../../people/dealing.ts'
import { tallyOf } from './tally.ts'

interface WeekNumbers {
  /** The last day of the week, in UTC. */
  weekUntil: string
  keptOnTime: number
  renegotiated: number
  keptLate: number
  broken: number
  lapsed: number
  movedBefore: number
  movedAfter: number
  asked: number
  answersGiven: number
  answersHeard: number
  actedOn: number
  thanksReceived: number
}

/** The weeks in which anything happened, the earliest first; with what it was worth to colleagues, by currency. */
export function weeklyNumbers(dealings: readonly Dealing[], me: string, to: Date): object[] {
  const weeks = [...new Set(dealings.map(({ week }) => week))].toSorted((a, b) => b - a)
  return weeks.map((week) => {
    const inWeek = dealings.filter((one) => one.week === week)
    const worth = currencies.map((currency) => {
      const told = inWeek.filter((one) => one.currency === currency && one.to === me)
      return [`worth ${currency}`, tallyOf(told).thanked] as const
    })
    const until = new Date(to.getTime() - week * 7 * 86_400_000)
    return Object.assign(numbersOf(inWeek, me, until), Object.fromEntries(worth))
  })
}

function numbersOf(dealings: readonly Dealing[], me: string, until: Date): WeekNumbers {
  const mine = tallyOf(dealings.filter(({ from }) => from === me))
  const toMe = tallyOf(dealings.filter(({ to }) => to === me))
  return {
    weekUntil: until.toISOString().slice(0, 10),
    keptOnTime: mine.kept_on_time,
    renegotiated: mine.kept_renegotiated,
    keptLate: mine.kept_late,
    broken: mine.broken,
    lapsed: mine.lapsed,
    movedBefore: mine.moved_before,
    movedAfter: mine.moved_after,
    asked: mine.asked,
    answersGiven: mine.answered,
    answersHeard: toMe.heard,
    actedOn: toMe.acted_on,
    thanksReceived: toMe.thanked,
  }
}

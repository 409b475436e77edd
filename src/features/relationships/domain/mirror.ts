/** A person's own numbers over a span of weeks. Pure. */
import type { Currency } from '../../../people/currency.ts'
import type { Dealing, DealingKind } from '../../../people/dealing.ts'
import { tallyOf, type Tally } from './tally.ts'

/** How promises ended, in the order in which the picture stacks them. */
export const endings = ['kept_on_time', 'kept_renegotiated', 'kept_late', 'broken', 'lapsed'] as const
export type Ending = (typeof endings)[number]

/** What is looked at: a column of the picture is so many weeks. */
export const spans = { weeks: { weeks: 12, perColumn: 1 }, year: { weeks: 52, perColumn: 4 } } as const
export type MirrorSpan = keyof typeof spans

export interface Mirror {
  span: MirrorSpan
  /** What I did. */
  mine: Tally
  /** What others did for me. */
  toMe: Tally
  /** What colleagues thanked me for, those who did so most often first. */
  valued: readonly Valued[]
  /** How my promises ended by column, the earliest first. */
  columns: readonly Record<Ending, number>[]
}

export interface Valued {
  by: string
  thanks: number
  currencies: readonly (readonly [Currency, number])[]
}

export function mirrorOf(dealings: readonly Dealing[], me: string, span: MirrorSpan): Mirror {
  const own = dealings.filter(({ from }) => from === me)
  const toMe = dealings.filter(({ to }) => to === me)
  return {
    span,
    mine: tallyOf(own),
    toMe: tallyOf(toMe),
    valued: valuedIn(toMe),
    columns: columnsOf(own, span),
  }
}

export function endedIn(mine: Readonly<Record<DealingKind, number>>): number {
  return endings.reduce((sum, ending) => sum + mine[ending], 0)
}

/** Whether there is nothing to show at all. */
export function isEmpty({ mine, toMe }: Mirror): boolean {
  return endedIn(mine) + mine.asked + mine.answered + toMe.heard + toMe.thanked === 0
}

export function valuedIn(toMe: readonly Dealing[]): Valued[] {
  const byColleague = new Map<string, Map<Currency | 'thanks', number>>()
  for (const { kind, from, currency, count } of toMe) {
    if (kind !== 'thanked') continue
    const sums = byColleague.get(from) ?? new Map<Currency | 'thanks', number>()
    byColleague.set(from, sums)
    for (const key of ['thanks' as const, ...(currency ? [currency] : [])])
      sums.set(key, (sums.get(key) ?? 0) + count)
  }
  return Array.from(byColleague, ([by, sums]) => ({
    by,
    thanks: sums.get('thanks') ?? 0,
    currencies: Array.from(sums)
      .filter((entry): entry is [Currency, number] => entry[0] !== 'thanks')
      .toSorted((a, b) => b[1] - a[1]),
  })).toSorted((a, b) => b.thanks - a.thanks)
}

function columnsOf(own: readonly Dealing[], span: MirrorSpan): Record<Ending, number>[] {
  const { weeks, perColumn } = spans[span]
  const count = weeks / perColumn
  const columns = Array.from({ length: count }, () => ({
    kept_on_time: 0,
    kept_renegotiated: 0,
    kept_late: 0,
    broken: 0,
    lapsed: 0,
  }))
  for (const { kind, week, count: times } of own) {
    const ending = endings.find((one) => one === kind)
    const column = columns[count - 1 - Math.floor(week / perColumn)]
    if (ending && column) column[ending] += times
  }
  return columns
}

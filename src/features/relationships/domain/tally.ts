/** Sums of what passed between people. Pure. */
import type { Dealing, DealingKind } from '../../../people/dealing.ts'

/** Each kind of it, by who did it. */
export type Tally = Readonly<Record<DealingKind, number>>

const kinds: readonly DealingKind[] = [
  'promised',
  'kept_on_time',
  'kept_renegotiated',
  'kept_late',
  'broken',
  'lapsed',
  'moved_before',
  'moved_after',
  'thanked',
  'asked',
  'answered',
  'heard',
  'acted_on',
]

export function tallyOf(dealings: readonly Dealing[]): Tally {
  const sums = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<DealingKind, number>
  for (const { kind, count } of dealings) sums[kind] += count
  return sums
}

export function keptOf(tally: Tally): number {
  return tally.kept_on_time + tally.kept_renegotiated + tally.kept_late
}

/** What passed with one colleague. */
export interface WithColleague {
  other: string
  mine: Tally
  theirs: Tally
  latest: Date
  /** A promise between the two is still to be kept. */
  hasOpen: boolean
}

/** By colleague, for `me`. */
export function byColleague(dealings: readonly Dealing[], me: string): Map<string, WithColleague> {
  const groups = new Map<string, Dealing[]>()
  for (const dealing of dealings) {
    const other = dealing.from === me ? dealing.to : dealing.from
    const group = groups.get(other)
    if (group) group.push(dealing)
    else groups.set(other, [dealing])
  }
  return new Map(
    Array.from(groups, ([other, all]) => [
      other,
      {
        other,
        mine: tallyOf(all.filter(({ from }) => from === me)),
        theirs: tallyOf(all.filter(({ from }) => from !== me)),
        latest: new Date(Math.max(...all.map(({ at }) => at.getTime()))),
        hasOpen: all.some((one) => one.hasOpen === true),
      },
    ]),
  )
}

/** What one gave that both know of: kept promises, and answers that were dealt with. */
export function givenToOther(tally: Tally): number {
  return keptOf(tally) + tally.heard
}

/** Whether something went both ways: kept promises and answers count, each way. */
export function isMutual({ mine, theirs }: WithColleague): boolean {
  return givenIn(mine) > 0 && receivedIn(theirs) > 0
}

function givenIn(mine: Tally): number {
  return keptOf(mine) + mine.answered
}

function receivedIn(theirs: Tally): number {
  return keptOf(theirs) + theirs.heard
}

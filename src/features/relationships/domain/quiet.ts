/** With whom it has gone quiet, and the one thing to do about it. Pure. */
import { isQuiet, quietWeeks, weeksSince, type Labelled } from './label.ts'
import { keptOf, type WithColleague } from './tally.ts'

/** People named on one Monday; the others come on a later one. */
const mostNamed = 3

/** The longest quiet first. Where a promise is open it is not quiet, however long ago it was made. */
export function quietOf(
  labelled: readonly Labelled[],
  between: ReadonlyMap<string, WithColleague>,
  now: Date,
): Labelled[] {
  const since = ({ other, labelledAt }: Labelled) => (between.get(other)?.latest ?? labelledAt).getTime()
  return labelled
    .filter((one) => !between.get(one.other)?.hasOpen)
    .filter((one) => isQuiet(one, between.get(one.other)?.latest, now))
    .toSorted((a, b) => since(a) - since(b))
    .slice(0, mostNamed)
}

export type QuietVerb = 'promise' | 'thanks' | 'talk'

/** Thanks where the colleague did the last things, a talk with a partner, else a promise. */
export function verbFor(
  labelled: Labelled,
  between: WithColleague | undefined,
  now: Date,
): { labelled: Labelled; weeks: number; verb: QuietVerb } {
  const since = new Date(Math.max(labelled.labelledAt.getTime(), between?.latest.getTime() ?? 0))
  const weeks = Math.max(quietWeeks[labelled.label] ?? 0, weeksSince(since, now))
  const isOwed = between !== undefined && keptOf(between.theirs) > 0 && between.mine.thanked === 0
  if (isOwed) return { labelled, weeks, verb: 'thanks' }
  return { labelled, weeks, verb: labelled.label === 'partner' ? 'talk' : 'promise' }
}

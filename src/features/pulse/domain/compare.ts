/**
 * Beside which earlier pulses a pulse may be shown. Whoever computes with several results learns, at the most, something
 * of each group of people who were asked in exactly the same ones; so each such group holds five or more. "The people
 * asked differ by five or more in all" is not enough: where one left and four joined, a count that is lower by one is the
 * answer of the one who left. Nor is every pair by itself: of {x, P}, {x, Q} and {x, P, Q} the first two less the third
 * are x alone. Pure.
 */
import { groupByAskings } from '../../../anonymity/groups.ts'

/** A constant, not a setting: a threshold that can be lowered protects nobody. */
export const fewest = 5

export interface AskedPulse {
  id: string
  asked: ReadonlySet<string>
}

/** Those of `earlier`, newest first, that may be shown beside `newest` and beside one another. */
export function comparableWith(newest: AskedPulse, earlier: readonly AskedPulse[]): string[] {
  const shown = [newest]
  for (const one of earlier) if (isSafe([...shown, one])) shown.push(one)
  return shown.slice(1).map(({ id }) => id)
}

function isSafe(pulses: readonly AskedPulse[]): boolean {
  const askings = pulses.map(({ asked }) => asked)
  const everybody = askings.flatMap((asked) => [...asked])
  return groupByAskings(everybody, askings).every(({ members }) => members.length >= fewest)
}

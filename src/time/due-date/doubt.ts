import type { Candidate } from './candidate.ts'
import type { Reader } from './moment.ts'
import { isLowerBound } from './reported.ts'
import { type Refused, said, twoDues } from './say-back.ts'
import { findCorrection, unreadBeside } from './unread.ts'

/** Whatever makes it a guess: a correction, an earliest time, or time words that were not understood. */
export function findDoubt(
  candidates: readonly Candidate[],
  chosen: readonly Candidate[],
  reader: Reader,
): Refused | undefined {
  const corrected = findCorrection(reader, candidates, (one) => chosen.includes(one))
  if (corrected) return twoDues(...corrected, reader)
  for (const one of chosen) {
    const words = said(one, reader)
    if (isLowerBound(reader, one)) {
      return { code: 'vague', why: `I read "${words}" as the earliest time, but not by when.` }
    }
    const unread = unreadBeside(reader, one) ?? neighbour(one, candidates, chosen, reader)
    if (unread) return { code: 'no-due', why: `I read "${words}", but not "${unread}" beside it.` }
  }
  return undefined
}

/** Another due phrase that touches this one and was not taken with it: "on Monday in two weeks". */
function neighbour(
  one: Candidate,
  candidates: readonly Candidate[],
  chosen: readonly Candidate[],
  reader: Reader,
): string | undefined {
  const other = candidates.find((two) => {
    if (two.isNoun || chosen.includes(two)) return false
    return (
      (two.start === one.end && two.opening !== 'bare') || (two.end === one.start && one.opening !== 'strong')
    )
  })
  return other && said(other, reader)
}

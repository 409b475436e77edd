/**
 * To whom answers without a name are offered, so that no choice of whom to ask can narrow a writer down. Pure.
 *
 * Over the asker's rounds of the last 26 weeks, people to whom such answers were offered in exactly the same rounds form
 * a group. Somebody who complains of the same thing in every round is hidden by their group alone, so each group must
 * hold three or more. With a plain "five or more were asked", an asker with eight allies who picks five of them each
 * time is left with one possible writer after three rounds.
 */
import { groupByAskings } from '../../../anonymity/groups.ts'
import { anonymityThreshold } from './round.ts'

/** Milliseconds for which earlier rounds count: 26 weeks. */
export const groupingPeriod = 26 * 7 * 86_400_000

export interface AnonymityHistory {
  /** Of each earlier round of the period: to whom answers without a name were offered. */
  rounds: readonly ReadonlySet<string>[]
  /**
   * Everybody who was ever invited and did not leave by their own will. Whoever the asker removed still counts:
   * removing somebody must not make a group small enough to look away from.
   */
  counted: ReadonlySet<string>
}

/** The largest set of `asked` that keeps every group large enough; empty = this round takes signed answers only. */
export function whoMayBeAnonymous(asked: readonly string[], history: AnonymityHistory): string[] {
  const chosen: string[] = []
  for (const group of groupsBefore(asked, history)) {
    const picked = largestPick(group, asked)
    if (!picked) return []
    chosen.push(...picked)
  }
  return chosen.length >= anonymityThreshold.asked ? chosen : []
}

interface Group {
  members: string[]
  /** Whether they were offered such answers before; those who were not can stay out one by one. */
  isKnown: boolean
}

function groupsBefore(asked: readonly string[], { rounds, counted }: AnonymityHistory): Group[] {
  const everybody = [...rounds.flatMap((round) => [...round]), ...asked].filter((one) => counted.has(one))
  return groupByAskings(everybody, rounds).map(({ members, signature }) => ({
    members,
    isKnown: signature.includes(true),
  }))
}

/** As many of a group as can take part, so that they and those who stay out are none or three; undefined = impossible. */
function largestPick({ members, isKnown }: Group, asked: readonly string[]): string[] | undefined {
  const smallest = anonymityThreshold.answered
  const able = members.filter((person) => asked.includes(person))
  if (!isKnown) return able.length >= smallest ? able : []
  if (members.length < smallest) return undefined
  if (able.length === members.length) return able
  const room = Math.min(able.length, members.length - smallest)
  return room >= smallest ? able.slice(0, room) : []
}

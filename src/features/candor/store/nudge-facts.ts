/** Reads what candor's messages say, for a whole batch of one workspace. */
import type { Scope } from '../../../db/database.ts'
import { listAllies, listWhys } from '../../../circles/allies.ts'
import type { Nudge } from '../../../nudges/kinds.ts'
import type { People, Person } from '../../../people/person.ts'
import { findPeople } from '../../../people/store.ts'
import type { Answer } from '../domain/answer.ts'
import type { Ask, Round } from '../domain/round.ts'
import { findAnswersIn } from './answer-store.ts'
import { findSchedule } from './schedule-store.ts'
import { findAsks, listAsks } from './ask-store.ts'
import { findRounds } from './round-store.ts'
import { countUnread, lastToldOfUnread, type UnreadCount } from './unread.ts'

export interface RoundFacts {
  round: Round
  allies: string[]
  people: People
}

export async function loadRounds(scope: Scope, nudges: readonly Nudge[]): Promise<Map<string, RoundFacts>> {
  const ids = subjectsOf(nudges)
  const rounds = await findRounds(scope, ids)
  const asks = await listAsks(scope, ids)
  const people = await findPeople(scope.db, scope.teamId, [
    ...asks.map((ask) => ask.ally),
    ...[...rounds.values()].map((round) => round.asker),
  ])
  return forEach(nudges, (nudge) => {
    const round = rounds.get(nudge.subjectId ?? '')
    const allies = asks.filter((ask) => ask.roundId === round?.id).map((ask) => ask.ally)
    return round && { round, allies, people }
  })
}

export interface ClosedFacts {
  round: Round
  signed: number
}

/** Rounds that have closed, with how many answers came with a name. */
export async function loadClosed(scope: Scope, nudges: readonly Nudge[]): Promise<Map<string, ClosedFacts>> {
  const ids = subjectsOf(nudges)
  const rounds = await findRounds(scope, ids)
  const answers = await findAnswersIn(scope, ids)
  return forEach(nudges, (nudge) => {
    const round = rounds.get(nudge.subjectId ?? '')
    return round && { round, signed: answers.filter((answer) => answer.roundId === round.id).length }
  })
}

/** Whether somebody still has nobody to ask, and the prompt is that of their current turn. */
export async function loadStillAlone(
  scope: Scope,
  nudges: readonly Nudge[],
): Promise<Map<string, { stillAlone: boolean }>> {
  const facts = new Map<string, { stillAlone: boolean }>()
  for (const nudge of nudges) {
    const schedule = await findSchedule(scope, nudge.userId)
    const allies = await listAllies(scope, nudge.userId)
    facts.set(nudge.id, { stillAlone: !allies.length && schedule?.turn === nudge.subjectVersion })
  }
  return facts
}

export interface AskFacts {
  round: Round
  ask: Ask
  /** Their signed answer, where there is one. */
  answer: Answer | undefined
  /** Whether they are still in the asker's circle. */
  isAlly: boolean
  /** With what the asker asked them into the circle. */
  why: string
  people: People
  viewer: Person
}

export async function loadAsks(scope: Scope, nudges: readonly Nudge[]): Promise<Map<string, AskFacts>> {
  const asks = await findAsks(scope, subjectsOf(nudges))
  const ids = [...asks.values()].map((ask) => ask.roundId)
  const rounds = await findRounds(scope, ids)
  const answers = await findAnswersIn(scope, ids)
  const askers = [...rounds.values()].map((round) => round.asker)
  const allies = [...asks.values()].map((ask) => ask.ally)
  const userIds = [...askers, ...allies, ...nudges.map((nudge) => nudge.userId)]
  const people = await findPeople(scope.db, scope.teamId, userIds)
  const circles = new Map<string, Map<string, string>>()
  for (const asker of new Set(askers)) circles.set(asker, await listWhys(scope, asker))
  return forEach(nudges, (nudge) => {
    const ask = asks.get(nudge.subjectId ?? '')
    const round = rounds.get(ask?.roundId ?? '')
    const viewer = people.get(nudge.userId)
    if (!ask || !round || !viewer) return undefined
    const answer = answers.find((one) => one.roundId === round.id && one.writer === ask.ally)
    const why = circles.get(round.asker)?.get(ask.ally)
    return { round, ask, answer, people, viewer, isAlly: why !== undefined, why: why ?? '' }
  })
}

export interface UnreadFacts extends UnreadCount {
  /** A later message says how many wait, too. */
  isOutdated: boolean
}

export async function loadUnread(scope: Scope, nudges: readonly Nudge[]): Promise<Map<string, UnreadFacts>> {
  const readers = [...new Set(nudges.map((nudge) => nudge.userId))]
  const last = await lastToldOfUnread(scope, readers)
  const counts = new Map<string, UnreadCount>()
  for (const userId of readers) counts.set(userId, await countUnread(scope, userId))
  return forEach(nudges, ({ userId, dueAt }) => {
    const newest = last.get(userId)
    return { ...counts.get(userId)!, isOutdated: newest !== undefined && dueAt < newest }
  })
}

export function subjectsOf(nudges: readonly Nudge[]): string[] {
  return [...new Set(nudges.flatMap((nudge) => nudge.subjectId ?? []))]
}

export function forEach<Facts>(
  nudges: readonly Nudge[],
  factsOf: (nudge: Nudge) => Facts | undefined,
): Map<string, Facts> {
  return new Map(
    nudges.flatMap((nudge) => {
      const facts = factsOf(nudge)
      return facts === undefined ? [] : [[nudge.id, facts] as const]
    }),
  )
}

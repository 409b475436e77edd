/** What people hear of shared goals: that they are asked in, that somebody joined, and thanks when it closes. */
import type { Scope } from '../../db/database.ts'
import { nudgeKind, type AnyNudgeKind, type Nudge, type NudgeKind } from '../../nudges/kinds.ts'
import type { People } from '../../people/person.ts'
import { findPeople } from '../../people/store.ts'
import { stateIn, type Goal } from './domain/goal.ts'
import { kinds } from './domain/kinds.ts'
import type { ReadPromises } from './handlers/goals.ts'
import { listPromiseIds } from './store/goal-promise-store.ts'
import { findGoals } from './store/goal-store.ts'
import { goalInvitation, goalJoined, goalThanks } from './views/goal-messages.ts'

interface Facts {
  goal: Goal
  people: People
}

async function load(scope: Scope, nudges: readonly Nudge[]): Promise<Map<string, Facts>> {
  const goals = await findGoals(
    scope,
    nudges.flatMap(({ subjectId }) => subjectId ?? []),
  )
  const ids = [...goals.values()].flatMap(({ madeBy, members }) =>
    members.map(({ userId }) => userId).concat(madeBy),
  )
  const people = await findPeople(scope.db, scope.teamId, ids)
  return new Map(
    nudges.flatMap((nudge) => {
      const goal = goals.get(nudge.subjectId ?? '')
      return goal ? [[nudge.id, { goal, people }] as const] : []
    }),
  )
}

const invite: NudgeKind<Facts> = {
  id: kinds.goal_invite,
  title: 'a question to join a shared goal',
  load,
  isFinal: ({ goal }) => goal.closedAt !== undefined,
  isDue: ({ goal }, { userId }) => !goal.closedAt && stateIn(goal, userId) === 'invited',
  render: ({ goal, people }, { userId }) => goalInvitation(goal, userId, people),
}

const joinedKind: NudgeKind<Facts> = {
  id: kinds.goal_joined,
  title: 'word that a colleague is in a shared goal',
  load,
  isDue: ({ goal }, { from = '' }) => stateIn(goal, from) === 'in',
  render: ({ goal, people }, { from = '' }) => goalJoined(goal, from, people),
}

function closedKind(readPromises: ReadPromises): NudgeKind<Facts & { kept: number }> {
  return {
    id: kinds.goal_closed,
    title: 'thanks for a shared goal',
    async load(scope, nudges) {
      const found = new Map<string, Facts & { kept: number }>()
      for (const [id, facts] of await load(scope, nudges)) {
        const promises = await readPromises(scope, await listPromiseIds(scope, facts.goal.id, mostPromises))
        found.set(id, { ...facts, kept: promises.filter(({ state }) => state === 'kept').length })
      }
      return found
    },
    isDue: ({ goal }, { userId }) => stateIn(goal, userId) === 'in',
    render: ({ goal, people, kept }) => goalThanks(goal, kept, people),
  }
}

/** Promises that are counted for one goal. */
const mostPromises = 1000

export function goalNudges(readPromises: ReadPromises): readonly AnyNudgeKind[] {
  return [nudgeKind(invite), nudgeKind(joinedKind), nudgeKind(closedKind(readPromises))]
}

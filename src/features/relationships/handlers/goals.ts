/** Shared goals: the list, one page of each, asking, answering, leaving, closing. */
import { randomUUID } from 'node:crypto'
import type { ActionCall, Call, Feature, PromiseSummary, Reply } from '../../../feature.ts'
import type { Scope } from '../../../db/database.ts'
import { planNudges } from '../../../nudges/plan.ts'
import { markStale } from '../../../nudges/update-planned.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { isIn, peopleIn, stateIn, type Goal } from '../domain/goal.ts'
import { kinds } from '../domain/kinds.ts'
import { closeDeserted, setMember } from '../store/goal-member-store.ts'
import { listPromiseIds } from '../store/goal-promise-store.ts'
import { closeGoal, findGoals, listOpenGoals, lockGoal } from '../store/goal-store.ts'
import { goalClosed, goalDeclined, goalLeft, notYourGoal } from '../views/goal-messages.ts'
import { goalModal, goalsModal } from '../views/goals.ts'

export type ReadPromises = (scope: Scope, ids: readonly string[]) => Promise<PromiseSummary[]>

export function promiseReaderOf(sources: readonly Feature[]): ReadPromises {
  return async (scope, ids) => {
    const all: PromiseSummary[] = []
    for (const source of sources) all.push(...((await source.promiseSummaries?.(scope, ids)) ?? []))
    return all
  }
}

export async function listGoals(call: Call, said?: string): Promise<Reply> {
  const { me, db, teamId } = call
  const goals = await listOpenGoals(call, me.userId)
  const ids = goals.flatMap((goal) => [goal.madeBy, ...peopleIn(goal)])
  return { open: goalsModal(goals, { me: me.userId, people: await findPeople(db, teamId, ids), said }) }
}

/** Promises that are looked at for one page. */
const mostPromises = 200

export function showGoal(readPromises: ReadPromises) {
  return async (call: ActionCall): Promise<Reply> => {
    const { me, now, db, teamId } = call
    const goal = (await findGoals(call, [call.value])).get(call.value)
    if (!goal || !isIn(goal, me.userId)) return { say: textMessage(notYourGoal) }
    const promises = await readPromises(call, await listPromiseIds(call, goal.id, mostPromises))
    const ids = promises.flatMap(({ promisor, promisee }) => [promisor, promisee])
    const people = await findPeople(db, teamId, [...peopleIn(goal), goal.madeBy, ...ids])
    return { open: goalModal({ goal, me: me.userId, people, promises, now, zone: me.hours.zone }) }
  }
}

export async function acceptGoal(call: ActionCall): Promise<Reply> {
  const goal = await invitedTo(call)
  if (!goal) return { say: textMessage(notYourGoal) }
  const { me, now, db, teamId } = call
  await setMember(call, { goalId: goal.id, userId: me.userId, state: 'in' })
  await markStale(db, teamId, goal.id)
  const joined = {
    userId: goal.madeBy,
    from: me.userId,
    kind: kinds.goal_joined,
    subjectId: goal.id,
    // It may not name who joined: where they are forgotten, it stays in somebody else's row.
    dedupeKey: `${goal.id}:joined:${randomUUID()}`,
    dueAt: now,
  }
  await planNudges(db, teamId, isIn(goal, goal.madeBy) ? [joined] : [], now)
  return call.view ? listGoals(call) : {}
}

export async function declineGoal(call: ActionCall): Promise<Reply> {
  const goal = await invitedTo(call)
  if (!goal) return { say: textMessage(notYourGoal) }
  await setMember(call, { goalId: goal.id, userId: call.me.userId, state: 'declined' })
  await markStale(call.db, call.teamId, goal.id)
  return call.view ? listGoals(call, goalDeclined) : {}
}

async function invitedTo(call: ActionCall): Promise<Goal | undefined> {
  const goal = await lockGoal(call, call.value)
  return goal && !goal.closedAt && stateIn(goal, call.me.userId) === 'invited' ? goal : undefined
}

export async function leaveGoal(call: ActionCall): Promise<Reply> {
  const { me, now, db, teamId } = call
  const goal = await lockGoal(call, call.value)
  if (!goal || !isIn(goal, me.userId)) return { say: textMessage(notYourGoal) }
  await setMember(call, { goalId: goal.id, userId: me.userId, state: 'left' })
  await closeDeserted(call, me.userId, now)
  await markStale(db, teamId, goal.id)
  return listGoals(call, goalLeft)
}

/** Whoever made it closes it; where they have left it, anybody in it. */
export async function endGoal(call: ActionCall): Promise<Reply> {
  const { me, now, db, teamId } = call
  const goal = await lockGoal(call, call.value)
  const isTheirs = goal && isIn(goal, me.userId) && (goal.madeBy === me.userId || !isIn(goal, goal.madeBy))
  if (!isTheirs || goal.closedAt) return { say: textMessage(notYourGoal) }
  await closeGoal(call, goal.id, now)
  await markStale(db, teamId, goal.id)
  const thanks = peopleIn(goal).map((userId) => ({
    userId,
    from: userId === me.userId ? undefined : me.userId,
    kind: kinds.goal_closed,
    subjectId: goal.id,
    dedupeKey: `${goal.id}:closed:${userId}`,
    dueAt: now,
  }))
  await planNudges(db, teamId, thanks, now)
  return listGoals(call, goalClosed)
}

/** The forms of shared goals, and the promises that serve one. */
import type { InputBlock, ModalView } from '@slack/types'
import type { ActionCall, Call, Links, Reply, SubmissionCall } from '../../../feature.ts'
import { whyNotAColleague } from '../../../circles/membership.ts'
import { planNudges } from '../../../nudges/plan.ts'
import { heldLines } from '../../../nudges/views/held-line.ts'
import { whenHeard } from '../../../nudges/when-heard.ts'
import { findBlocked } from '../../../people/block-store.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { escape } from '../../../slack/mrkdwn.ts'
import { goalLimits, isIn, type Goal } from '../domain/goal.ts'
import { kinds } from '../domain/kinds.ts'
import { insertMembers } from '../store/goal-member-store.ts'
import { linkPromises } from '../store/goal-promise-store.ts'
import { insertGoal, listOpenGoals, lockGoal } from '../store/goal-store.ts'
import { notForGuests } from '../views/between-messages.ts'
import {
  cannotJoin,
  goalAsked,
  goalChoice,
  goalIsFull,
  goalNeedsName,
  notYourGoal,
  tooManyGoals,
} from '../views/goal-messages.ts'
import { goalAskForm, goalForm, readGoal } from '../views/goals.ts'
import { listGoals } from './goals.ts'

export async function openGoalForm({ me }: ActionCall): Promise<Reply> {
  return me.isGuest || me.isExternal ? { say: textMessage(notForGuests) } : { open: goalForm() }
}

export async function openGoalAskForm(call: ActionCall): Promise<Reply> {
  const goal = await lockGoal(call, call.value)
  const isMine = goal && !goal.closedAt && isIn(goal, call.me.userId)
  return isMine ? { open: goalAskForm(goal) } : { say: textMessage(notYourGoal) }
}

export async function submitGoal(call: SubmissionCall): Promise<Reply> {
  const { me, now } = call
  const { name, why, people } = readGoal(call.values)
  if (!name) return { errors: { name: goalNeedsName } }
  const refused = await whyNotJoin(call, people)
  if (refused) return { errors: { people: refused } }
  const mine = (await listOpenGoals(call, me.userId)).filter((goal) => isIn(goal, me.userId))
  if (mine.length >= goalLimits.open) return { errors: { name: tooManyGoals() } }
  const id = await insertGoal(call, { name, why, madeBy: me.userId, now })
  await insertMembers(call, { goalId: id, userIds: [me.userId], state: 'in', now })
  return listGoals(call, await askInto(call, id, people))
}

export async function submitGoalAsk(call: SubmissionCall): Promise<Reply> {
  const goal = await lockGoal(call, call.metadata)
  const { people } = readGoal(call.values)
  if (!goal || goal.closedAt || !isIn(goal, call.me.userId)) return { errors: { people: notYourGoal } }
  const refused = await whyNotJoin(call, people)
  if (refused) return { errors: { people: refused } }
  if (goal.members.length + people.length > goalLimits.people) return { errors: { people: goalIsFull() } }
  return listGoals(call, await askInto(call, goal.id, people))
}

async function whyNotJoin(call: Call, ids: readonly string[]): Promise<string | undefined> {
  if (call.me.isGuest || call.me.isExternal) return notForGuests
  const people = await findPeople(call.db, call.teamId, ids)
  for (const id of ids) {
    const person = people.get(id)
    if (!person) return notYourGoal
    const reason = whyNotAColleague(person, call.me)
    if (reason) return cannotJoin(reason, escape(person.displayName))
  }
  return undefined
}

/** The same words whoever was asked before, said no, or blocks the one who asks. */
async function askInto(call: Call, goalId: string, ids: readonly string[]): Promise<string | undefined> {
  const { me, now, db, teamId } = call
  if (!ids.length) return undefined
  const asked = await insertMembers(call, { goalId, userIds: ids, state: 'invited', now })
  const blocked = await findBlocked(call, asked, me.userId)
  const cards = asked
    .filter((userId) => !blocked.has(userId))
    .map((userId) => ({
      userId,
      from: me.userId,
      kind: kinds.goal_invite,
      subjectId: goalId,
      dedupeKey: `${goalId}:goal_invite:${userId}`,
      dueAt: now,
    }))
  await planNudges(db, teamId, cards, now)
  const people = await findPeople(db, teamId, ids)
  const others = ids.flatMap((id) => people.get(id) ?? [])
  return goalAsked(people, ids, heldLines(await whenHeard(call, others), others, me, now))
}

/** In the form of a promise: one of the goals that one is in, where there are any, in place of words of one's own. */
export async function withGoals(call: Call, { form, goalId }: Links['completeForm']): Promise<ModalView> {
  const goals = await goalsOf(call)
  if (!goals.length) return form
  const isGoal = (block: { type: string; block_id?: string }): block is InputBlock =>
    block.type === 'input' && block.block_id === 'goal'
  const blocks = form.blocks.map((block) => (isGoal(block) ? goalChoice(goals, goalId) : block))
  return { ...form, blocks }
}

/** A promise serves the goal that was chosen for it, while whoever made it is in that goal. */
export async function promisesMade(call: Call, { goalId, promises }: Links['promisesMade']): Promise<Reply> {
  const goal = (await goalsOf(call)).find(({ id }) => id === goalId)
  if (goal) await linkPromises(call, goal.id, promises)
  return {}
}

async function goalsOf(call: Call): Promise<Goal[]> {
  const { userId } = call.me
  return (await listOpenGoals(call, userId)).filter((goal) => isIn(goal, userId))
}

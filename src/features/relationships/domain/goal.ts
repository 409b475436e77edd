/** A goal that some colleagues share, each by their own yes. Pure. */

export type GoalMemberState = 'invited' | 'in' | 'declined' | 'left'

export interface GoalMember {
  userId: string
  state: GoalMemberState
}

export interface Goal {
  id: string
  madeBy: string
  name: string
  why: string
  madeAt: Date
  closedAt: Date | undefined
  members: readonly GoalMember[]
}

/** Characters of a goal (its name is an option of a select), people in it, and open goals of one person. */
export const goalLimits = { name: 75, why: 1000, people: 20, open: 20 } as const

export function isIn(goal: Goal, userId: string): boolean {
  return stateIn(goal, userId) === 'in'
}

export function stateIn(goal: Goal, userId: string): GoalMemberState | undefined {
  return goal.members.find((member) => member.userId === userId)?.state
}

export function peopleIn(goal: Goal): string[] {
  return goal.members.flatMap(({ userId, state }) => (state === 'in' ? [userId] : []))
}

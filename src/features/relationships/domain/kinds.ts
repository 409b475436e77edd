/** The kinds of nudge of relationships. */
import { defineKinds } from '../../../nudges/kinds.ts'

export const kinds = defineKinds('relationships', {
  note: 'notice',
  quiet: 'nudge',
  week: 'timer',
  invite: 'notice',
  shared: 'notice',
  balance: 'nudge',
  quarter: 'timer',
  goal_invite: 'notice',
  goal_joined: 'notice',
  goal_closed: 'notice',
})

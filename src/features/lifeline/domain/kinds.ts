/** The kinds of nudge and timer of lifeline groups. */
import { defineKinds } from '../../../nudges/kinds.ts'

export const kinds = defineKinds('lifeline', {
  invite: 'notice',
  started: 'notice',
  not_together: 'notice',
  month: 'nudge',
  turn: 'timer',
  expire: 'timer',
})

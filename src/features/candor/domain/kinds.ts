/** The kinds of nudge and timer of candor. */
import { defineKinds } from '../../../nudges/kinds.ts'

export const kinds = defineKinds('candor', {
  begin: 'timer',
  turn: 'timer',
  close: 'timer',
  rewrite: 'timer',
  recheck: 'timer',
  prompt: 'nudge',
  alone: 'nudge',
  ask: 'nudge',
  reminder: 'nudge',
  went_out: 'notice',
  closed: 'notice',
  too_few: 'notice',
  waiting: 'notice',
  outcome: 'notice',
  outcome_all: 'notice',
  asked_back: 'notice',
  replied: 'notice',
  changed: 'nudge',
  change_told: 'notice',
  offer: 'notice',
  offer_answered: 'notice',
})

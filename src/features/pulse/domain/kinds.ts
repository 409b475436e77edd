/** The kinds of nudge and timer of the pulse. */
import { defineKinds } from '../../../nudges/kinds.ts'

export const kinds = defineKinds('pulse', {
  invite: 'timer',
  close: 'timer',
  rewrite: 'timer',
  ask: 'nudge',
  reminder: 'nudge',
  closed: 'notice',
})

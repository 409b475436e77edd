/** The kinds of nudge of aims. */
import { defineKinds } from '../../../nudges/kinds.ts'

export const kinds = defineKinds('aims', {
  look: 'timer',
  found: 'nudge',
  asked: 'notice',
  introduced: 'notice',
})

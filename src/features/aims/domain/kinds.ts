/** The kinds of nudge of aims. */
import { defineKinds } from '../../../nudges/kinds.ts'

export const kinds = defineKinds('aims', { asked: 'notice', introduced: 'notice' })

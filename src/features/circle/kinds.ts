/** The kinds of nudge of circles. */
import { defineKinds } from '../../nudges/kinds.ts'

export const kinds = defineKinds('circle', { invite: 'notice', joined: 'notice' })

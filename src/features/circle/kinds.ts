/** The kinds of message that circles have. */
import { defineKinds } from '../../nudges/kinds.ts'

export const kinds = defineKinds('circle', { invite: 'notice', joined: 'notice' })

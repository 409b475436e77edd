/** The kinds of message to those who are the first. */
import { defineKinds } from '../../nudges/kinds.ts'

export const kinds = defineKinds('welcome', { first: 'notice', installer: 'notice' })

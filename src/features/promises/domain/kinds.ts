/** The kinds of message and timer that promises have. */
import { defineKinds } from '../../../nudges/kinds.ts'

export const kinds = defineKinds('promises', {
  news: 'notice',
  day_before: 'nudge',
  due_day: 'nudge',
  due: 'nudge',
  snoozed: 'nudge',
  follow_up: 'nudge',
  slipped: 'nudge',
  witness_slip: 'nudge',
  unanswered: 'nudge',
  last_call: 'nudge',
  lapse: 'timer',
  expire: 'timer',
  presume_kept: 'timer',
  past_due: 'timer',
  next: 'timer',
  week: 'timer',
  digest: 'nudge',
})

/** The kinds of message and timer that promises have: every rung of the ladder, and those that belong to no rung. */
import { defineKinds } from '../../../nudges/kinds.ts'
import { rungNames, rungs, type RungName } from './rungs.ts'

type RungClasses = { [Name in RungName]: (typeof rungs)[Name]['class'] }
const rungClasses = Object.fromEntries(rungNames.map((name) => [name, rungs[name].class])) as RungClasses

export const kinds = defineKinds('promises', {
  news: 'notice',
  unreachable: 'notice',
  ...rungClasses,
  series_slipped: 'nudge',
  next: 'timer',
  week: 'timer',
  digest: 'nudge',
})

/** What a closed promise, or one with a new due time, says no more. */
export const ladderKinds = rungNames.map((name) => kinds[name])
/** What "Remind me in…" puts off. */
export const snoozableKinds = rungNames.filter((name) => rungs[name].isSnoozable).map((name) => kinds[name])

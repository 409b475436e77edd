import type { SwitchedOff } from '../../../feature.ts'
import { nameOf } from '../../../people/display-name.ts'
import type { People } from '../../../people/person.ts'
import type { Commitment } from '../domain/commitment.ts'
import { brief, quoted } from './promise-view.ts'

/** `name` is a name as `nameOf` gives it. */
export function requestsStopped(name: string, userId: string): SwitchedOff {
  return {
    text: `${name} can't ask you for promises.`,
    label: 'Take requests again',
    actionId: 'promises.allow_requests',
    value: userId,
  }
}

export function subjectTitle(promise: Commitment, people: People): string {
  const words = quoted(brief(promise))
  return `${words}, from ${nameOf(people, promise.promisor)} to ${nameOf(people, promise.promisee)}`
}

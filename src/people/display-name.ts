/** What people are called in a sentence. Pure. */
import { escape } from '../slack/mrkdwn.ts'
import type { People } from './person.ts'

/** "Bob", or "someone who left" for a person who is no longer known. Safe in mrkdwn. */
export function nameOf(people: People, userId: string): string {
  const person = people.get(userId)
  return person ? escape(person.displayName) : 'someone who left'
}

/** "Ana", "Ana and Bob", "Ana, Bob and Carol": by name, so that the order in which rows stand tells nothing. */
export function namesOf(people: People, userIds: readonly string[]): string {
  const names = userIds.map((id) => nameOf(people, id)).toSorted()
  const last = names.pop() ?? 'nobody'
  return names.length ? `${names.join(', ')} and ${last}` : last
}

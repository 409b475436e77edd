/** The names of people in a sentence. */
import { escape } from '../slack/mrkdwn.ts'
import type { People } from './person.ts'

/** "Bob", or "someone who left" for a person who is no longer known. Safe in mrkdwn. */
export function nameOf(people: People, userId: string): string {
  const person = people.get(userId)
  return person ? escape(person.displayName) : 'someone who left'
}

/** All that somebody learns of a block. `name` as `nameOf` gives it. */
export function cannotBeSent(name: string): string {
  return `${name} can't be sent this.`
}

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' })

/** "Ana", "Ana and Bob", "Ana, Bob and Carol": sorted by name, so that the order of the rows reveals nothing. */
export function namesOf(people: People, userIds: readonly string[]): string {
  const names = userIds.map((id) => nameOf(people, id)).toSorted()
  return names.length ? list.format(names) : 'nobody'
}

/** People as a text names them. */
import type { Db, Tx } from '../db/database.ts'
import type { Mention } from '../slack/mentions.ts'
import { escape } from '../slack/text.ts'
import type { People, Person } from './person.ts'
import { findPeopleByName } from './store.ts'

/** "Bob", or "someone who left" for a person who is no longer known. Safe in mrkdwn. */
export function nameOf(people: People, userId: string): string {
  const person = people.get(userId)
  return person ? escape(person.realName) : 'someone who left'
}

/** "Ana", "Ana and Bob", "Ana, Bob and Carol": by name, so that the order in which rows stand tells nothing. */
export function namesOf(people: People, userIds: readonly string[]): string {
  const names = userIds.map((id) => nameOf(people, id)).toSorted()
  const last = names.pop() ?? 'nobody'
  return names.length ? `${names.join(', ')} and ${last}` : last
}

export interface Naming {
  teamId: string
  people: People
  db: Db | Tx
}

/** The one person whom a mention means, or why it is nobody, in words. */
export async function findNamed(
  { teamId, people, db }: Naming,
  mention: Mention,
): Promise<Person | { refused: string }> {
  if (mention.kind !== 'user')
    return { refused: "Name people one by one, please: a group or a channel can't answer." }
  const shown = escape(mention.name ?? 'that person')
  const matches = mention.id
    ? [people.get(mention.id)].filter((person) => person !== undefined)
    : await findPeopleByName(db, teamId, mention.name ?? '')
  const [person] = matches
  if (!person)
    return {
      refused: `I don't know anybody called @${shown} here. Type @ and pick the colleague from Slack's list.`,
    }
  if (matches.length > 1)
    return {
      refused: `More than one colleague is called @${shown}. Type @ and pick the right one from Slack's list.`,
    }
  return person
}

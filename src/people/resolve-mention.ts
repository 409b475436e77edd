import type { Db, Tx } from '../db/database.ts'
import type { Mention } from '../slack/mentions.ts'
import { escape } from '../slack/mrkdwn.ts'
import type { People, Person } from './person.ts'
import { findPeopleByName } from './store.ts'

interface MentionScope {
  teamId: string
  people: People
  db: Db | Tx
}

/** The person whom a mention means, or in words why there is none. */
export async function resolveMention(
  { teamId, people, db }: MentionScope,
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

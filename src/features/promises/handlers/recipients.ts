/** Whom a promise is to: the people that a text or a form named, or a refusal in words. */
import type { Call } from '../../../feature.ts'
import { findPeopleByName } from '../../../people/store.ts'
import type { Person } from '../../../people/person.ts'
import { escape } from '../../../slack/mrkdwn.ts'
import type { Mention } from '../../../slack/mentions.ts'

export type Recipients = { found: Person[] } | { refused: string }

/** People that one promise may be given to. */
const maxRecipients = 10

export async function findRecipients(call: Call, mentions: readonly Mention[]): Promise<Recipients> {
  if (!mentions.length) return { refused: 'Who is it for? Start with a colleague.' }
  if (mentions.length > maxRecipients)
    return { refused: `One promise goes to at most ${maxRecipients} people.` }
  const found = new Map<string, Person>()
  for (const mention of mentions) {
    const person = await findRecipient(call, mention)
    if (typeof person === 'string') return { refused: person }
    found.set(person.userId, person)
  }
  return { found: [...found.values()] }
}

async function findRecipient(call: Call, mention: Mention): Promise<Person | string> {
  if (mention.kind !== 'user')
    return 'A promise goes to people, one by one: a group or a channel can’t say thanks.'
  const shown = escape(mention.name ?? 'that person')
  const matches = mention.id
    ? [call.people.get(mention.id)].filter((p) => p !== undefined)
    : await byName(call, mention.name ?? '')
  const [person] = matches
  if (!person)
    return `I don't know anybody called @${shown} here. Type @ and pick the colleague from Slack's list.`
  if (matches.length > 1)
    return `More than one colleague is called @${shown}. Type @ and pick the right one from Slack's list.`
  return unfit(person, call.me) ?? person
}

async function byName(call: Call, name: string): Promise<Person[]> {
  return findPeopleByName(call.db, call.teamId, name)
}

/** Why somebody can't be the other side of a promise; undefined = they can. */
export function unfit(person: Person, me: Person): string | undefined {
  if (person.userId === me.userId)
    return 'A promise is a word to somebody else. For yourself, Slack’s own reminders do.'
  if (person.isBot)
    return `${escape(person.displayName)} is an app, and an app can't hold you to your word. Pick a person.`
  if (person.isDeactivated) return `${escape(person.displayName)} has left this workspace.`
  return undefined
}

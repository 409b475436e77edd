/** Whom a promise is to: the people that a text or a form named, or a refusal in words. */
import type { Call } from '../../../feature.ts'
import type { Person } from '../../../people/person.ts'
import { findPeopleByName } from '../../../people/store.ts'
import type { Mention } from '../../../slack/mentions.ts'
import { hasPromised } from '../store/colleague-store.ts'
import {
  ambiguousName,
  hasLeft,
  isAGuest,
  isApp,
  noRecipient,
  notAPerson,
  oneself,
  tooManyRecipients,
  unknownName,
  youAreAGuest,
} from '../views/recipient-words.ts'

export type Recipients = { found: Person[] } | { refused: string }

/** People that one promise may be given to. */
const maxRecipients = 10

/** `isRequest` undefined = nothing is to go to them. */
export async function findColleagues(
  call: Call,
  mentions: readonly Mention[],
  isRequest?: boolean,
): Promise<Recipients> {
  if (!mentions.length) return { refused: noRecipient }
  if (mentions.length > maxRecipients) return { refused: tooManyRecipients(maxRecipients) }
  const found = new Map<string, Person>()
  for (const mention of mentions) {
    const person = await findRecipient(call, mention)
    if (typeof person === 'string') return { refused: person }
    found.set(person.userId, person)
  }
  for (const person of found.values()) {
    const closed = isRequest !== undefined && (await whyNotWithGuest(call, person, isRequest))
    if (closed) return { refused: closed }
  }
  return { found: [...found.values()] }
}

/**
 * A guest promises, and is asked for promises, only where the other one has given the guest their word before. A full
 * member may always give a guest theirs.
 */
async function whyNotWithGuest(call: Call, other: Person, isRequest: boolean): Promise<string | undefined> {
  const { me } = call
  if (!me.isGuest && !(other.isGuest && isRequest)) return undefined
  const [giver, guest] = me.isGuest ? [other, me] : [me, other]
  if (await hasPromised(call, giver.userId, guest.userId)) return undefined
  return me.isGuest ? youAreAGuest(other.displayName) : isAGuest(other.displayName)
}

async function findRecipient(call: Call, { kind, id, name }: Mention): Promise<Person | string> {
  if (kind !== 'user') return notAPerson
  const shown = name ?? 'that person'
  const matches = id
    ? [call.people.get(id)].filter((person) => person !== undefined)
    : await findPeopleByName(call.db, call.teamId, name ?? '')
  const [person] = matches
  if (!person) return unknownName(shown)
  if (matches.length > 1) return ambiguousName(shown)
  return whyUnfit(person, call.me) ?? person
}

/** Why somebody can't be the other side of a promise; undefined = they can. */
function whyUnfit(person: Person, me: Person): string | undefined {
  if (person.userId === me.userId) return oneself
  if (person.isBot) return isApp(person.displayName)
  return person.isDeactivated ? hasLeft(person.displayName) : undefined
}

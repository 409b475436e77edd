/** Whom a promise is to: the people that a text or a form named, or a refusal in words. */
import type { OpenCall } from '../../../feature.ts'
import { cannotBeSent } from '../../../people/display-name.ts'
import type { Person } from '../../../people/person.ts'
import { findPeopleByName } from '../../../people/store.ts'
import type { Mention } from '../../../slack/mentions.ts'
import type { Draft } from '../domain/new-promise.ts'
import { hasPromised } from '../store/colleague-store.ts'
import { findBlocking } from '../store/request-block-store.ts'
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
import { takesNoRequests } from '../views/replies.ts'

export type Recipients = { found: Person[] } | { refused: string }

/** People that one promise may be given to. */
const maxRecipients = 10

/** `isRequest` undefined = nothing is to go to them. */
export async function findColleagues(
  call: OpenCall,
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
async function whyNotWithGuest(
  call: OpenCall,
  other: Person,
  isRequest: boolean,
): Promise<string | undefined> {
  const { me } = call
  if (!me.isGuest && !(other.isGuest && isRequest)) return undefined
  const [giver, guest] = me.isGuest ? [other, me] : [me, other]
  if (await hasPromised(call, giver.userId, guest.userId)) return undefined
  return me.isGuest ? youAreAGuest(other.displayName) : isAGuest(other.displayName)
}

async function findRecipient(call: OpenCall, { kind, id, name }: Mention): Promise<Person | string> {
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

/** Nothing goes to somebody who wants nothing from this person, and no request to somebody who takes none from them. */
export async function whoCanBeSent(
  call: OpenCall,
  { to, isRequest }: Draft,
  closed: ReadonlySet<string>,
): Promise<{ to: readonly Person[]; unasked: string[] }> {
  const ids = to.map(({ userId }) => userId)
  const blocking = isRequest ? await findBlocking(call, call.me.userId, ids) : new Set()
  return {
    to: to.filter(({ userId }) => !closed.has(userId) && !blocking.has(userId)),
    unasked: to.flatMap((one) => {
      if (closed.has(one.userId)) return cannotBeSent(one.displayName)
      return blocking.has(one.userId) ? takesNoRequests(one) : []
    }),
  }
}

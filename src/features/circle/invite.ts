/** Inviting colleagues into one's circle. */
import type { Call, Reply, SubmissionCall } from '../../feature.ts'
import {
  isAwaited,
  maxAllies,
  maxWhy,
  mayBeAsked,
  placesLeft,
  whyNotAColleague,
  type Membership,
} from '../../circles/membership.ts'
import { insertInvitation, lockCircle, setStatus } from '../../circles/store.ts'
import { planNudges } from '../../nudges/plan.ts'
import { markStale } from '../../nudges/update-planned.ts'
import { heldLines } from '../../nudges/views/held-line.ts'
import { whenHeard } from '../../nudges/when-heard.ts'
import { findBlock, findClosedTo } from '../../people/block-store.ts'
import { cannotBeSent, nameOf } from '../../people/display-name.ts'
import type { Person } from '../../people/person.ts'
import { resolveMention } from '../../people/resolve-mention.ts'
import type { Mention } from '../../slack/mentions.ts'
import { unescape } from '../../slack/mrkdwn.ts'
import { planInvitation } from './nudges.ts'
import { readInvite } from './views/invite-form.ts'
import {
  cannotBeAsked,
  circlesAreForColleagues,
  invited,
  nobodyFound,
  nobodyPicked,
  noRoom,
  whyIsTooLong,
} from './views/replies.ts'

export async function submitInvite(call: SubmissionCall): Promise<Reply> {
  const { to, why } = readInvite(call.values)
  if (!to.length) return { errors: { to: nobodyPicked } }
  return inviteColleagues(
    call,
    to.map((id) => ({ kind: 'user' as const, id })),
    why,
  )
}

export async function inviteColleagues(
  call: Call,
  named: readonly Mention[],
  typedWhy: string,
): Promise<Reply> {
  const { me, now } = call
  if (me.isGuest || me.isExternal) return { say: circlesAreForColleagues() }
  const { found, refused } = await resolveAll(call, named)
  if (!found.length) return { say: nobodyFound(refused) }
  const why = unescape(typedWhy, (id) => call.people.get(id)?.displayName)
  const length = Array.from(why).length
  if (length > maxWhy) return { say: whyIsTooLong(length) }
  const circle = await lockCircle(call, me.userId)
  const before = new Map(circle.map((one) => [one.ally, one]))
  const alreadyIn = found.filter((person) => before.get(person.userId)?.status === 'in')
  const asked = found.filter((person) => !alreadyIn.includes(person))
  const takingPlaces = asked.filter((person) => !isCounted(before.get(person.userId), now))
  const room = placesLeft(circle, now)
  if (takingPlaces.length > room) return { say: noRoom(room, takingPlaces.length) }
  for (const person of asked) {
    const membership = before.get(person.userId)
    if (mayBeAsked(membership, now)) await ask(call, person, why)
    else if (membership) await reopen(call, membership)
  }
  const people = new Map([...call.people, ...found.map((person) => [person.userId, person] as const)])
  const waits = heldLines(await whenHeard(call, asked), asked, me, now)
  return {
    say: invited(people, { asked: idsOf(asked), alreadyIn: idsOf(alreadyIn), refused, waits }),
    home: true,
  }
}

/** Somebody who blocks the asker hears nothing, and the asker can't tell. */
async function ask(call: Call, person: Person, why: string): Promise<void> {
  const { teamId, me, db, now } = call
  const id = await insertInvitation(call, { asker: me.userId, ally: person.userId, why, now })
  if (await findBlock(call, person.userId, me.userId)) return
  const pair = { asker: me.userId, ally: person.userId }
  await planNudges(db, teamId, [planInvitation(id, pair, now)], now)
}

/** Within the quiet time nobody is told anything new: the earlier invitation stands again as it was. */
async function reopen(call: Call, { id, status }: Membership): Promise<void> {
  if (status === 'removed') await setStatus(call, id, 'invited')
  if (status === 'left') await setStatus(call, id, 'declined')
  await markStale(call.db, call.teamId, id)
}

async function resolveAll(call: Call, named: readonly Mention[]) {
  const found = new Map<string, Person>()
  const refused: string[] = []
  for (const mention of named.slice(0, 3 * maxAllies)) {
    const person = await resolveMention(call, mention)
    if ('refused' in person) {
      refused.push(person.refused)
      continue
    }
    const unfit = whyNotAColleague(person, call.me)
    if (unfit) refused.push(cannotBeAsked(unfit, nameOf(new Map([[person.userId, person]]), person.userId)))
    else found.set(person.userId, person)
  }
  for (const userId of await findClosedTo(call, call.me.userId, [...found.keys()])) {
    refused.push(cannotBeSent(nameOf(found, userId)))
    found.delete(userId)
  }
  return { found: [...found.values()], refused: [...new Set(refused)] }
}

function isCounted(before: Membership | undefined, now: Date): boolean {
  return before !== undefined && isAwaited(before, now)
}

function idsOf(people: readonly Person[]): string[] {
  return people.map((person) => person.userId)
}

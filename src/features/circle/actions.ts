/** What people do with circles: invite, say yes or no, leave, keep away. */
import type { Call, SubmissionCall, ActionCall, Reply } from '../../feature.ts'
import { cancelNudges, markStale } from '../../nudges/update-planned.ts'
import { planNudges } from '../../nudges/plan.ts'
import { isBlocked } from '../../circles/allies.ts'
import { nameOf } from '../../people/display-name.ts'
import { resolveMention } from '../../people/resolve-mention.ts'
import type { Person } from '../../people/person.ts'
import { findPeople } from '../../people/store.ts'
import { textMessage } from '../../slack/blocks.ts'
import type { Mention } from '../../slack/mentions.ts'
import { unescape, shorten } from '../../slack/mrkdwn.ts'
import {
  isAwaited,
  maxAllies,
  maxWhy,
  mayBeAsked,
  placesLeft,
  whyNotAnAlly,
  type Membership,
} from '../../circles/membership.ts'
import { invited, readInvite, whichCircle } from './views.ts'
import { invitesFor, yesFor } from './nudges.ts'
import {
  deleteBlock,
  findMembership,
  insertInvitation,
  listBetween,
  lockCircle,
  insertBlock,
  setStatus,
} from '../../circles/store.ts'
import { kinds } from './kinds.ts'

export async function inviteColleagues(
  call: Call,
  named: readonly Mention[],
  typedWhy: string,
): Promise<Reply> {
  const { me, now } = call
  if (me.isGuest || me.isExternal)
    return { say: textMessage('Circles are for the colleagues of this workspace.') }
  const { found, refused } = await sort(call, named)
  if (!found.length)
    return {
      say: textMessage(
        `${refused.join('\n')}\nFor example: \`/circle @colleague because you see how I run meetings\``,
      ),
    }
  const circle = await lockCircle(call, me.userId)
  const before = new Map(circle.map((one) => [one.ally, one]))
  const alreadyIn = found.filter((person) => before.get(person.userId)?.status === 'in')
  const asked = found.filter((person) => !alreadyIn.includes(person))
  const fresh = asked.filter((person) => !isCounted(before.get(person.userId), now))
  const room = placesLeft(circle, now)
  if (fresh.length > room)
    return {
      say: textMessage(
        `A circle holds ${maxAllies} people, and yours has room for ${room}. You asked ${fresh.length} more. ` +
          '`/circle leave @colleague` makes room; `/circle list` shows who is in it.',
      ),
    }
  const why = shorten(
    unescape(typedWhy, (id) => call.people.get(id)?.displayName),
    maxWhy,
  )
  for (const person of asked) {
    const standing = before.get(person.userId)
    if (mayBeAsked(standing, now)) await ask(call, person, why)
    else if (standing) await revive(call, standing)
  }
  const people = new Map([...call.people, ...found.map((person) => [person.userId, person] as const)])
  return { say: invited(people, idsOf(asked), idsOf(alreadyIn), refused), home: true }
}

/** Somebody who keeps away from the asker hears nothing, and the asker can't tell. */
async function ask(call: Call, person: Person, why: string): Promise<void> {
  const { teamId, me, db, now } = call
  const id = await insertInvitation(call, { asker: me.userId, ally: person.userId, why, now })
  if (await isBlocked(call, person.userId, me.userId)) return
  await planNudges(db, teamId, invitesFor(id, person.userId, now), now)
}

/** Within the quiet time nothing new is said: what stood before the asker let them go stands again. */
async function revive(call: Call, { id, status: standing }: Membership): Promise<void> {
  const { teamId, db } = call
  if (standing === 'removed') await setStatus(call, id, 'invited')
  if (standing === 'left') await setStatus(call, id, 'declined')
  await markStale(db, teamId, id)
}

async function sort(call: Call, named: readonly Mention[]) {
  const found = new Map<string, Person>()
  const refused: string[] = []
  for (const mention of named.slice(0, 3 * maxAllies)) {
    const person = await resolveMention(call, mention)
    if ('refused' in person) refused.push(person.refused)
    else {
      const why = whyNotAnAlly(person, call.me)
      if (why) refused.push(why)
      else found.set(person.userId, person)
    }
  }
  return { found: [...found.values()], refused: [...new Set(refused)] }
}

function isCounted(before: Membership | undefined, now: Date): boolean {
  return before !== undefined && isAwaited(before, now)
}

function idsOf(people: readonly Person[]): string[] {
  return people.map((person) => person.userId)
}

export async function submitInvite(call: SubmissionCall): Promise<Reply> {
  const { to, why } = readInvite(call.values)
  if (!to.length) return { errors: { to: 'Pick at least one colleague.' } }
  return inviteColleagues(
    call,
    to.map((id) => ({ kind: 'user' as const, id })),
    why,
  )
}

const notYours = "I don't know this invitation, or it is not yours. Nothing changed."

export async function acceptInvitation(call: ActionCall): Promise<Reply> {
  const { teamId, me, db, now, value } = call
  const found = await findMembership(call, value)
  if (found?.ally !== me.userId) return { say: textMessage(notYours) }
  const circle = await lockCircle(call, found.asker)
  const membership = circle.find((one) => one.id === value)
  if (membership?.status !== 'invited') return answeredBefore(call, value)
  const asker = (await findPeople(db, teamId, [found.asker])).get(found.asker)
  if (!asker || asker.isDeactivated)
    return { say: textMessage('The colleague who asked you has left this workspace.') }
  if (circle.filter((one) => one.status === 'in').length >= maxAllies) {
    return {
      say: textMessage(
        'Thank you. Their circle filled up in the meantime; if you like, press again some other day.',
      ),
    }
  }
  await setStatus(call, value, 'in')
  await markStale(db, teamId, value)
  await planNudges(db, teamId, yesFor(membership, now), now)
  return { home: true, next: { to: 'startWeeklyQuestion', input: { userId: membership.asker } } }
}

export async function declineInvitation(call: ActionCall): Promise<Reply> {
  const { teamId, me, db, value } = call
  const membership = await findMembership(call, value)
  if (membership?.ally !== me.userId) return { say: textMessage(notYours) }
  if (membership.status !== 'invited') return answeredBefore(call, value)
  await setStatus(call, value, 'declined')
  await markStale(db, teamId, value)
  return {}
}

async function answeredBefore({ teamId, db }: Call, id: string): Promise<Reply> {
  await markStale(db, teamId, id)
  return { say: textMessage('This invitation is answered already. `/circle list` shows how it stands.') }
}

/** "Not with this person", on an invitation. */
export async function blockFromInvitation(call: ActionCall): Promise<Reply> {
  const membership = await findMembership(call, call.value)
  if (membership?.ally !== call.me.userId) return { say: textMessage(notYours) }
  return block(call, membership.asker)
}

/** Ends what is between the two where `me` answers, and lets nothing new begin. The other side sees nothing of it. */
export async function block(call: Call, other: string): Promise<Reply> {
  const { teamId, me, db } = call
  await insertBlock(call, me.userId, other)
  for (const one of await listBetween(call, me.userId, other)) {
    if (one.ally === me.userId && one.status === 'invited') await end(call, one, 'declined')
    else if (one.status === 'in' || one.status === 'invited')
      await end(call, one, one.ally === me.userId ? 'left' : 'removed')
  }
  const people = await findPeople(db, teamId, [other])
  return {
    say: textMessage(
      `You will not be asked by ${nameOf(people, other)} any more, nor be offered feedback by them. ` +
        'Only you know of this; `/circle allow @colleague` takes it back.',
    ),
    home: true,
  }
}

export async function unblock(call: Call, other: Person): Promise<Reply> {
  await deleteBlock(call, call.me.userId, other.userId)
  return {
    say: textMessage(`${nameOf(new Map([[other.userId, other]]), other.userId)} may ask you again.`),
    home: true,
  }
}

/** Either side ends it, and the other is not told. The value names the membership. */
export async function leave(call: ActionCall): Promise<Reply> {
  const membership = await findMembership(call, call.value)
  const { userId } = call.me
  if (!membership || (membership.asker !== userId && membership.ally !== userId))
    return { say: textMessage(notYours) }
  return endFor(call, membership)
}

export async function leaveNamed(call: Call, other: Person): Promise<Reply> {
  const { me, now } = call
  const between = await listBetween(call, me.userId, other.userId)
  const mine = between.find((one) => one.asker === me.userId && (one.status === 'in' || isAwaited(one, now)))
  const theirs = between.find((one) => one.ally === me.userId && one.status === 'in')
  const people = new Map([[other.userId, other]])
  if (mine && theirs) return { say: whichCircle(mine, theirs, people) }
  const one = mine ?? theirs
  if (!one)
    return { say: textMessage(`${nameOf(people, other.userId)} is not in your circle, nor you in theirs.`) }
  return endFor(call, one)
}

async function endFor(call: Call, membership: Membership): Promise<Reply> {
  const isMine = membership.asker === call.me.userId
  const people = await findPeople(call.db, call.teamId, [membership.asker, membership.ally])
  // A "left" that is still quiet reads as a no when it is asked again, so a no stays a no.
  if (membership.status !== 'left')
    await end(call, membership, isMine && membership.status !== 'declined' ? 'removed' : 'left')
  const done = isMine
    ? `${nameOf(people, membership.ally)} is no longer in your circle.`
    : `You are no longer in ${nameOf(people, membership.asker)}'s circle.`
  return { say: textMessage(`${done} Nobody is told.`), home: true }
}

async function end(call: Call, { id }: Membership, standing: 'left' | 'removed' | 'declined'): Promise<void> {
  const { teamId, db } = call
  await setStatus(call, id, standing)
  await cancelNudges(db, teamId, { subjectId: id, kinds: [kinds.invite, kinds.joined] })
  await markStale(db, teamId, id)
}

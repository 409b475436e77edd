/** Leaving a circle, letting an ally go, and blocking a person. The other side is never told. */
import type { ActionCall, Call, Reply, SwitchedOff } from '../../feature.ts'
import { isAwaited, type Membership } from '../../circles/membership.ts'
import { findMembership, listBetween, setStatus } from '../../circles/store.ts'
import { cancelNudges, markStale } from '../../nudges/update-planned.ts'
import { deleteBlock, insertBlock, listBlocks } from '../../people/block-store.ts'
import { nameOf } from '../../people/display-name.ts'
import type { Person } from '../../people/person.ts'
import { findPeople } from '../../people/store.ts'
import { textMessage } from '../../slack/blocks.ts'
import { kinds } from './kinds.ts'
import { whichCircle } from './views/cards.ts'
import {
  blocked,
  blockedLine,
  hasLeft,
  letGo,
  notConnected,
  notYourInvitation,
  unblocked,
} from './views/replies.ts'

/** Ends the memberships between the two, and lets `other` begin nothing new with `me`. */
export async function block(call: Call, other: string): Promise<Reply> {
  const { teamId, me, db } = call
  await insertBlock(call, me.userId, { other, everything: false })
  const endedMine = await endBetween(call, other)
  return { say: blocked(nameOf(await findPeople(db, teamId, [other]), other), endedMine), home: true }
}

/** Ends the memberships between the two, either way round; answers whether `other` was in my circle. */
export async function endBetween(call: Call, other: string): Promise<boolean> {
  const { me } = call
  let endedMine = false
  for (const one of await listBetween(call, me.userId, other)) {
    if (one.ally === me.userId && one.status === 'invited') await end(call, one, 'declined')
    else if (one.status === 'in' || one.status === 'invited') {
      await end(call, one, one.ally === me.userId ? 'left' : 'removed')
      endedMine ||= one.asker === me.userId && one.status === 'in'
    }
  }
  return endedMine
}

export async function unblock(call: Call, other: Person): Promise<Reply> {
  await deleteBlock(call, call.me.userId, { other: other.userId, everything: false })
  return { say: unblocked(nameOf(new Map([[other.userId, other]]), other.userId)), home: true }
}

/** The button's value is the person to hear from again. */
export async function unblockById(call: ActionCall): Promise<Reply> {
  await deleteBlock(call, call.me.userId, { other: call.value, everything: false })
  return {
    say: unblocked(nameOf(await findPeople(call.db, call.teamId, [call.value]), call.value)),
    home: true,
  }
}

export async function blockedPeople(call: Call): Promise<SwitchedOff[]> {
  const blocks = await listBlocks(call, call.me.userId)
  const blockedIds = blocks.flatMap((one) => (one.everything ? [] : [one.other]))
  const people = await findPeople(call.db, call.teamId, blockedIds)
  return blockedIds.map((userId) => blockedLine(nameOf(people, userId), userId))
}

/** The button's value names the membership. */
export async function leave(call: ActionCall): Promise<Reply> {
  const membership = await findMembership(call, call.value)
  const { userId } = call.me
  if (!membership || (membership.asker !== userId && membership.ally !== userId))
    return { say: textMessage(notYourInvitation) }
  return endMembership(call, membership)
}

export async function leaveNamed(call: Call, other: Person): Promise<Reply> {
  const { me, now } = call
  const between = await listBetween(call, me.userId, other.userId)
  const mine = between.find((one) => one.asker === me.userId && (one.status === 'in' || isAwaited(one, now)))
  const theirs = between.find((one) => one.ally === me.userId && one.status === 'in')
  const people = new Map([[other.userId, other]])
  if (mine && theirs) return { say: whichCircle(mine, theirs, people) }
  const one = mine ?? theirs
  return one ? endMembership(call, one) : { say: notConnected(nameOf(people, other.userId)) }
}

async function endMembership(call: Call, membership: Membership): Promise<Reply> {
  const { asker, ally, status } = membership
  const isMine = asker === call.me.userId
  const people = await findPeople(call.db, call.teamId, [asker, ally])
  // Within the quiet time "left" is answered like a no when they are invited again, so a no stays a no.
  if (status !== 'left') await end(call, membership, isMine && status !== 'declined' ? 'removed' : 'left')
  return { say: isMine ? letGo(nameOf(people, ally)) : hasLeft(nameOf(people, asker)), home: true }
}

async function end(call: Call, { id }: Membership, status: 'left' | 'removed' | 'declined'): Promise<void> {
  const { teamId, db } = call
  await setStatus(call, id, status)
  await cancelNudges(db, teamId, { subjectId: id, kinds: [kinds.invite, kinds.joined] })
  await markStale(db, teamId, id)
}

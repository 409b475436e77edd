/** `/between`: asking a colleague, answering, looking at it, ending it. */
import type { ActionCall, Call, CommandCall, Reply } from '../../../feature.ts'
import { isBlocked } from '../../../circles/allies.ts'
import { whyNotAColleague } from '../../../circles/membership.ts'
import { planNudges } from '../../../nudges/plan.ts'
import { heldLines } from '../../../nudges/views/held-line.ts'
import { whenHeard } from '../../../nudges/when-heard.ts'
import { markStale } from '../../../nudges/update-planned.ts'
import { findClosedTo } from '../../../people/block-store.ts'
import { cannotBeSent } from '../../../people/display-name.ts'
import type { Person } from '../../../people/person.ts'
import { resolveMention } from '../../../people/resolve-mention.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import type { Mention } from '../../../slack/mentions.ts'
import { escape } from '../../../slack/mrkdwn.ts'
import { kinds } from '../domain/kinds.ts'
import { colleagueIn, inviting, isOneOf, pairOf, type Sharing } from '../domain/sharing.ts'
import { quarterAfter } from '../domain/week.ts'
import {
  endSharing,
  findSharings,
  inviteAgain,
  inviteOrLock,
  listSharings,
  lockSharing,
  setSharing,
} from '../store/sharing-store.ts'
import {
  cannotShare,
  ended,
  invited,
  notForGuests,
  notShared,
  notYourInvitation,
} from '../views/between-messages.ts'
import { betweenList } from '../views/between.ts'
import { openBetween } from './between-window.ts'
import type { ReadDealings } from './dealings.ts'

export async function showSharings(call: Call, said?: string): Promise<Reply> {
  const { me, now, db, teamId } = call
  const all = await listSharings(call, me.userId)
  const people = await findPeople(
    db,
    teamId,
    all.map((one) => colleagueIn(one, me.userId)),
  )
  const isHere = (one: Sharing) => people.get(colleagueIn(one, me.userId))?.isDeactivated === false
  const shared = all.filter((one) => one.state === 'shared' && isHere(one))
  // Whatever was answered but yes looks the same.
  const asked = all.filter(
    (one) => one.state !== 'shared' && one.invitedBy === me.userId && one.quietUntil && one.quietUntil > now,
  )
  const lists = { shared, asked: asked.filter(isHere), ...(said && { said }) }
  return { open: betweenList(lists, { me: me.userId, people }) }
}

/** `/between @bob` */
export function showOrInvite(read: ReadDealings) {
  return async (call: CommandCall, named: Mention): Promise<Reply> => {
    const person = await resolveMention(call, named)
    if ('refused' in person) return { say: textMessage(person.refused) }
    const reason = whyNotAColleague(person, call.me)
    if (reason) return { say: textMessage(cannotShare(reason, escape(person.displayName))) }
    if (call.me.isGuest || call.me.isExternal) return { say: textMessage(notForGuests) }
    const closed = await findClosedTo(call, call.me.userId, [person.userId])
    if (closed.size) return { say: textMessage(cannotBeSent(escape(person.displayName))) }
    const { sharing, isNew } = await inviteOrLock(call, {
      from: call.me.userId,
      to: person.userId,
      now: call.now,
    })
    const does = isNew ? 'invite' : inviting(sharing, call.me.userId, call.now)
    if (does === 'already') return openBetween(read, call, sharing, person)
    if (does === 'agree') return agree(read, call, sharing, person)
    if (does === 'invite') await invite(call, sharing, person, isNew)
    const waits = heldLines(await whenHeard(call, [person]), [person], call.me, call.now)
    return { say: invited(escape(person.displayName), waits) }
  }
}

/** Whoever blocks the one who asks hears nothing; the asker is told the same as ever. */
async function invite(call: Call, sharing: Sharing, to: Person, isNew: boolean): Promise<void> {
  const { me, now, db, teamId } = call
  const id = isNew ? sharing.id : await inviteAgain(call, sharing, { from: me.userId, now })
  if (await isBlocked(call, to.userId, me.userId)) return
  const about = { kind: kinds.invite, subjectId: id, dedupeKey: `${id}:invite`, dueAt: now }
  await planNudges(db, teamId, [{ ...about, userId: to.userId, from: me.userId }], now)
}

async function agree(read: ReadDealings, call: Call, sharing: Sharing, other: Person): Promise<Reply> {
  const { me, now, db, teamId } = call
  const { id } = sharing
  await setSharing(call, id, { state: 'shared', now })
  await markStale(db, teamId, id)
  const told = {
    userId: other.userId,
    from: me.userId,
    kind: kinds.shared,
    subjectId: id,
    dedupeKey: `${id}:shared`,
    dueAt: now,
  }
  await planNudges(db, teamId, [told, quarterAfter(sharing, 1, now)], now)
  const reply = await openBetween(read, call, { ...sharing, state: 'shared' }, other)
  return { ...reply, home: me.userId !== other.userId }
}

export function share(read: ReadDealings) {
  return async (call: ActionCall): Promise<Reply> => {
    const found = await invitationTo(call)
    return found ? agree(read, call, found.sharing, found.other) : { say: textMessage(notYourInvitation) }
  }
}

export async function notShare(call: ActionCall): Promise<Reply> {
  const found = await invitationTo(call)
  if (!found) return { say: textMessage(notYourInvitation) }
  await setSharing(call, found.sharing.id, { state: 'declined', now: call.now })
  await markStale(call.db, call.teamId, found.sharing.id)
  return {}
}

/** An open invitation to the one who presses, locked, and who sent it, if they are still here. */
async function invitationTo(call: ActionCall): Promise<{ sharing: Sharing; other: Person } | undefined> {
  const named = (await findSharings(call, [call.value])).get(call.value)
  const sharing = named && (await lockSharing(call, named))
  const isOpen = sharing?.id === call.value && sharing.state === 'invited'
  if (!isOpen || !isOneOf(sharing, call.me.userId) || sharing.invitedBy === call.me.userId) return undefined
  const other = (await findPeople(call.db, call.teamId, [sharing.invitedBy])).get(sharing.invitedBy)
  return other?.isDeactivated === false ? { sharing, other } : undefined
}

export async function endByPress(call: ActionCall): Promise<Reply> {
  const sharing = (await findSharings(call, [call.value])).get(call.value)
  if (!sharing || !isOneOf(sharing, call.me.userId)) return { say: textMessage(notShared) }
  return end(call, sharing)
}

export async function endTyped(call: CommandCall, named: Mention): Promise<Reply> {
  const person = await resolveMention(call, named)
  if ('refused' in person) return { say: textMessage(person.refused) }
  const sharing = await lockSharing(call, pairOf(call.me.userId, person.userId))
  return sharing ? end(call, sharing) : { say: textMessage(notShared) }
}

async function end(call: Call, sharing: Sharing): Promise<Reply> {
  const { me, now, db, teamId } = call
  if (sharing.state !== 'shared') return { say: textMessage(notShared) }
  await endSharing(call, sharing.id, { left: colleagueIn(sharing, me.userId), now })
  await markStale(db, teamId, sharing.id)
  return { say: textMessage(ended) }
}

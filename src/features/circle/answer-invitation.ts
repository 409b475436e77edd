/** What somebody answers to an invitation: yes, no, or never from this person. */
import type { ActionCall, Reply } from '../../feature.ts'
import { maxAllies } from '../../circles/membership.ts'
import { findMembership, lockCircle, setStatus } from '../../circles/store.ts'
import { planNudges } from '../../nudges/plan.ts'
import { markStale } from '../../nudges/update-planned.ts'
import { nameOf } from '../../people/display-name.ts'
import { findPeople } from '../../people/store.ts'
import { textMessage } from '../../slack/blocks.ts'
import { block } from './leave.ts'
import { planJoined } from './nudges.ts'
import { answeredBefore, askerLeft, circleIsFull, notYourInvitation } from './views/replies.ts'

export async function acceptInvitation(call: ActionCall): Promise<Reply> {
  const { teamId, me, db, now, value } = call
  const found = await findMembership(call, value)
  if (found?.ally !== me.userId) return { say: textMessage(notYourInvitation) }
  const circle = await lockCircle(call, found.asker)
  const membership = circle.find((one) => one.id === value)
  if (membership?.status !== 'invited') return refuseAnswered(call)
  const people = await findPeople(db, teamId, [found.asker])
  if (people.get(found.asker)?.isDeactivated !== false) return { say: askerLeft() }
  if (circle.filter((one) => one.status === 'in').length >= maxAllies)
    return { say: circleIsFull(nameOf(people, found.asker)) }
  await setStatus(call, value, 'in')
  await markStale(db, teamId, value)
  await planNudges(db, teamId, [planJoined(membership, now)], now)
  return { home: true, next: { to: 'startWeeklyQuestion', input: { userId: membership.asker } } }
}

export async function declineInvitation(call: ActionCall): Promise<Reply> {
  const { teamId, me, db, value } = call
  const membership = await findMembership(call, value)
  if (membership?.ally !== me.userId) return { say: textMessage(notYourInvitation) }
  if (membership.status !== 'invited') return refuseAnswered(call)
  await setStatus(call, value, 'declined')
  await markStale(db, teamId, value)
  return {}
}

async function refuseAnswered({ teamId, db, value }: ActionCall): Promise<Reply> {
  await markStale(db, teamId, value)
  return { say: answeredBefore() }
}

/** "Not with this person". */
export async function blockFromInvitation(call: ActionCall): Promise<Reply> {
  const membership = await findMembership(call, call.value || (call.picked ?? ''))
  if (membership?.ally !== call.me.userId) return { say: textMessage(notYourInvitation) }
  return block(call, membership.asker)
}

/** Yes and no to a group; the last yes begins it, and two weeks without one end it. */
import type { ActionCall, Reply } from '../../../feature.ts'
import { cancelNudges, markStale, markStaleFor } from '../../../nudges/update-planned.ts'
import { planNudges, type Planned } from '../../../nudges/plan.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { isUnanimous, monthBegins, type Group, type MemberState } from '../domain/group.ts'
import { kinds } from '../domain/kinds.ts'
import { lockGroup, saveGroup, saveMember } from '../store/group-store.ts'
import { findPeople } from '../../../people/store.ts'
import type { PersonChange } from '../../../people/profile-change.ts'
import { answeredBefore, notYourGroup } from '../views/replies.ts'

/** What changes a group needs: the handler's transaction, or that of the clock. */
export type GroupScope = Omit<PersonChange, 'userId'>

export function accept(call: ActionCall): Promise<Reply> {
  return answer(call, 'in')
}

export function decline(call: ActionCall): Promise<Reply> {
  return answer(call, 'declined')
}

async function answer(call: ActionCall, state: MemberState): Promise<Reply> {
  const { me, db, teamId } = call
  const group = await lockGroup(call, call.value)
  const mine = group?.members.find((one) => one.userId === me.userId)
  if (!group || !mine) return { say: textMessage(notYourGroup) }
  // Theirs alone: the others' cards must not show that somebody answered.
  await markStaleFor(db, teamId, group.id, me.userId)
  if (group.state !== 'gathering' || mine.state !== 'invited') return { say: answeredBefore() }
  await saveMember(call, group.id, me.userId, state)
  const members = group.members.map((one) => (one.userId === me.userId ? { ...one, state } : one))
  await beginIfUnanimous(call, { ...group, members })
  return { home: true }
}

async function beginIfUnanimous(scope: GroupScope, gathering: Group): Promise<void> {
  const { db, teamId, now } = scope
  if (!isUnanimous(gathering)) return
  const group: Group = { ...gathering, state: 'on', startedAt: now }
  await saveGroup(scope, group)
  await cancelNudges(db, teamId, { subjectId: group.id })
  await markStale(db, teamId, group.id)
  const started = group.members.map((one): Planned => ({
    userId: one.userId,
    // Not from whoever said yes last: who that was is told to nobody.
    from: one.userId === group.starter ? undefined : group.starter,
    kind: kinds.started,
    subjectId: group.id,
    dedupeKey: `${group.id}:started:${one.userId}`,
    dueAt: now,
  }))
  await planNudges(db, teamId, started, now)
  for (const one of group.members) await planTurn(scope, group, one.userId, 1)
}

/** Each member has a timer of their own, so that nobody's leaving stops the others'. */
export async function planTurn(
  scope: GroupScope,
  group: Group,
  userId: string,
  month: number,
): Promise<void> {
  const { db, teamId, now } = scope
  const person = (await findPeople(db, teamId, [userId])).get(userId)
  if (!person || person.isDeactivated) return
  const turn: Planned = {
    userId,
    kind: kinds.turn,
    subjectId: group.id,
    subjectVersion: month,
    dedupeKey: `${group.id}:turn:${userId}:${month}`,
    dueAt: monthBegins(group, month, person.hours),
  }
  await planNudges(db, teamId, [turn], now)
}

/** Two weeks on: a group that is still gathering does not come about; its starter hears so, and not why. */
export async function expire(scope: GroupScope, groupId: string): Promise<void> {
  const { db, teamId, now } = scope
  const group = await lockGroup(scope, groupId)
  if (group?.state !== 'gathering') return
  await endGroup(scope, group)
  const told: Planned = {
    userId: group.starter,
    kind: kinds.not_together,
    subjectId: group.id,
    dedupeKey: `${group.id}:not_together`,
    dueAt: now,
  }
  await planNudges(db, teamId, [told], now)
}

/** Silently: its cards say so from then on. */
export async function endGroup(scope: GroupScope, group: Group): Promise<void> {
  const { db, teamId, now } = scope
  await saveGroup(scope, { ...group, state: 'ended', endedAt: now })
  await cancelNudges(db, teamId, { subjectId: group.id })
  await markStale(db, teamId, group.id)
}

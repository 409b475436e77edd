/** What happens in a group month by month: writing, reading, leaving, and its end after three silent months. */
import type { ActionCall, Call, HomeCall, Reply, SubmissionCall } from '../../../feature.ts'
import { planNudges } from '../../../nudges/plan.ts'
import { cancelNudges, markStale } from '../../../nudges/update-planned.ts'
import { namesOf } from '../../../people/display-name.ts'
import type { PersonChange } from '../../../people/profile-change.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { existingPage, type HomeSection } from '../../../slack/home-section.ts'
import { isMember, isTooSmall, monthOf, othersIn, silenceOf, type Group } from '../domain/group.ts'
import { kinds } from '../domain/kinds.ts'
import { deleteEntries, listEntries, listWriters, saveEntry } from '../store/entry-store.ts'
import { listGroupsOf, lockGroup, saveMember } from '../store/group-store.ts'
import { loadGroupView } from '../store/group-views.ts'
import { groupModal, readWriteForm, writeForm } from '../views/group-modal.ts'
import { groupsSection } from '../views/home.ts'
import { aimIsEmpty, leftGroup, notYourGroup, shared, sharedWithOne, stepIsEmpty } from '../views/replies.ts'
import { endGroup, planTurn, type GroupScope } from './answer.ts'

/** A group that `me` is in, and that goes on. */
async function lockMine(call: Call, id: string): Promise<Group | undefined> {
  const group = await lockGroup(call, id)
  return group?.state === 'on' && isMember(group, call.me.userId) ? group : undefined
}

export async function openRead(call: ActionCall): Promise<Reply> {
  const group = await lockMine(call, call.value)
  if (!group) return { say: textMessage(notYourGroup) }
  const view = await loadGroupView(call, group, call.me.userId)
  const entries = await listEntries(call, group.id, monthOf(group, call.now) - 1)
  return { open: groupModal(view, entries, call.now) }
}

export async function openWrite(call: ActionCall): Promise<Reply> {
  const group = await lockMine(call, call.value)
  if (!group) return { say: textMessage(notYourGroup) }
  const view = await loadGroupView(call, group, call.me.userId)
  const entries = await listEntries(call, group.id, monthOf(group, call.now))
  return {
    open: writeForm(
      view,
      entries.find((one) => one.userId === call.me.userId),
    ),
  }
}

export async function submitWrite(call: SubmissionCall): Promise<Reply> {
  const { db, teamId, me, now } = call
  const { aim, step } = readWriteForm(call.values)
  const errors = { ...(!aim && { aim: aimIsEmpty }), ...(!step && { step: stepIsEmpty }) }
  if (Object.keys(errors).length) return { errors }
  const group = await lockMine(call, call.metadata)
  if (!group) return { errors: { aim: notYourGroup } }
  const month = monthOf(group, now)
  await saveEntry(call, group.id, { month, userId: me.userId, aim, step, writtenAt: now })
  await markStale(db, teamId, group.id)
  const { people } = await loadGroupView(call, group, me.userId)
  const others = othersIn(group, me.userId)
  const names = namesOf(people, others)
  return { say: others.length === 1 ? sharedWithOne(names) : shared(names), home: true }
}

/** A step becomes a promise to the others of the group. */
export async function promiseStep(call: ActionCall): Promise<Reply> {
  const [id = '', month = ''] = call.value.split(':')
  const group = await lockMine(call, id)
  const entries = group ? await listEntries(call, group.id, monthOf(group, call.now) - 1) : []
  const mine = entries.find((one) => one.userId === call.me.userId && String(one.month) === month)
  if (!group || !mine) return { say: textMessage(notYourGroup) }
  const what = mine.step.replace(/\s+/g, ' ')
  return { next: { to: 'openPromiseForm', input: { to: othersIn(group, call.me.userId), what } } }
}

export async function leave(call: ActionCall): Promise<Reply> {
  const group = await lockMine(call, call.value || (call.picked ?? ''))
  if (!group) return { say: textMessage(notYourGroup) }
  await takeOut(call, group, call.me.userId)
  return { say: leftGroup(), home: true }
}

async function takeOut(scope: GroupScope, group: Group, userId: string): Promise<void> {
  const { db, teamId } = scope
  await saveMember(scope, group.id, userId, 'left')
  await deleteEntries(scope, group.id, userId)
  await cancelNudges(db, teamId, { subjectId: group.id, userId })
  await markStale(db, teamId, group.id)
  const members = group.members.map((one) =>
    one.userId === userId ? { ...one, state: 'left' as const } : one,
  )
  if (group.state === 'on' && isTooSmall({ ...group, members })) await endGroup(scope, { ...group, members })
}

/** Somebody left the workspace: their groups go on without them; one that they asked together and that gathers does not. */
export async function leaveAllGroups(change: PersonChange): Promise<void> {
  for (const { id } of await listGroupsOf(change, change.userId)) {
    const group = await lockGroup(change, id)
    if (!group) continue
    await takeOut(change, group, change.userId)
    if (group.state === 'gathering' && group.starter === change.userId) await endGroup(change, group)
  }
}

/** The beginning of one member's month. */
export async function runTurn(
  scope: GroupScope,
  groupId: string,
  userId: string,
  month: number,
): Promise<void> {
  const { db, teamId, now } = scope
  const group = await lockGroup(scope, groupId)
  if (group?.state !== 'on' || !isMember(group, userId)) return
  const written = (await listWriters(scope, groupId)).map((one) => one.writtenAt)
  if (silenceOf(group, written, now) === 'ends') return endGroup(scope, group)
  // Later where the process was down for months: what was missed stays missed.
  const current = Math.max(month, monthOf(group, now))
  await markStale(db, teamId, groupId)
  const asked = {
    userId,
    kind: kinds.month,
    subjectId: groupId,
    subjectVersion: current,
    dedupeKey: `${groupId}:month:${userId}:${current}`,
    dueAt: now,
    spread: true,
  }
  await planNudges(db, teamId, [asked], now)
  await planTurn(scope, group, userId, current + 1)
}

export async function lifelineHome(call: HomeCall): Promise<HomeSection[]> {
  const groups = await listGroupsOf(call, call.me.userId)
  const views = await Promise.all(groups.map((group) => loadGroupView(call, group, call.me.userId)))
  return [groupsSection(views, existingPage(call.pageOf('lifeline.groups'), views.length), call.now)]
}

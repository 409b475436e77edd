/** `/circle together @one @two`: asks colleagues into a group, which begins when everybody has said yes. */
import { randomUUID } from 'node:crypto'
import type { Call, Reply } from '../../../feature.ts'
import { whyNotAColleague } from '../../../circles/membership.ts'
import { planNudges, type Planned } from '../../../nudges/plan.ts'
import { heldLines } from '../../../nudges/views/held-line.ts'
import { whenHeard } from '../../../nudges/when-heard.ts'
import { nameOf, namesOf } from '../../../people/display-name.ts'
import { findBlocked } from '../../../people/block-store.ts'
import type { Person } from '../../../people/person.ts'
import { resolveMention } from '../../../people/resolve-mention.ts'
import type { Mention } from '../../../slack/mentions.ts'
import { gatheringEnds, groupSize, mayGatherFrom, type Group } from '../domain/group.ts'
import { kinds } from '../domain/kinds.ts'
import { findLastGathered, insertGroup } from '../store/group-store.ts'
import {
  cannotJoin,
  gathered,
  groupsAreForColleagues,
  notEnough,
  notYet,
  someCannot,
  tooMany,
} from '../views/replies.ts'

export async function gather(
  call: Call,
  { named, hasMoreWords }: { named: readonly Mention[]; hasMoreWords: boolean },
): Promise<Reply> {
  const { me, now } = call
  if (me.isGuest || me.isExternal) return { say: groupsAreForColleagues() }
  const { found, refused } = await resolveAll(call, named)
  if (found.length < groupSize.least - 1) return { say: notEnough(refused) }
  if (refused.length) return { say: someCannot(refused) }
  if (found.length > groupSize.most - 1) return { say: tooMany() }
  const last = await findLastGathered(call, me.userId)
  const from = mayGatherFrom(last, now, me.hours.zone)
  if (last && from) return { say: notYet(last.gatheredAt, from, me, now) }
  await insertAndAsk(call, found)
  const people = new Map(found.map((person) => [person.userId, person]))
  const names = namesOf(people, [...people.keys()])
  const waits = heldLines(await whenHeard(call, found), found, me, now)
  return { say: gathered(names, { hasMoreWords, waits }), home: true }
}

async function insertAndAsk(call: Call, found: readonly Person[]): Promise<void> {
  const { db, teamId, me, now } = call
  const group: Group = {
    id: randomUUID(),
    starter: me.userId,
    state: 'gathering',
    gatheredAt: now,
    startedAt: undefined,
    endedAt: undefined,
    members: [
      { userId: me.userId, state: 'in' },
      ...found.map(({ userId }) => ({ userId, state: 'invited' as const })),
    ],
  }
  await insertGroup(call, group)
  const planned: Planned[] = [
    {
      userId: me.userId,
      kind: kinds.expire,
      subjectId: group.id,
      dedupeKey: `${group.id}:expire`,
      dueAt: gatheringEnds(now),
    },
  ]
  // Who blocks the starter hears nothing, and the starter can't tell.
  const ids = found.map(({ userId }) => userId)
  const blocked = await findBlocked(call, ids, me.userId)
  for (const userId of ids)
    if (!blocked.has(userId))
      planned.push({
        userId,
        from: me.userId,
        kind: kinds.invite,
        subjectId: group.id,
        dedupeKey: `${group.id}:invite:${userId}`,
        dueAt: now,
      })
  await planNudges(db, teamId, planned, now)
}

async function resolveAll(call: Call, named: readonly Mention[]) {
  const found = new Map<string, Person>()
  const refused = new Set<string>()
  for (const mention of named.slice(0, 3 * groupSize.most)) {
    const person = await resolveMention(call, mention)
    if ('refused' in person) {
      refused.add(person.refused)
      continue
    }
    const unfit = whyNotAColleague(person, call.me)
    if (unfit) refused.add(cannotJoin(unfit, nameOf(new Map([[person.userId, person]]), person.userId)))
    else found.set(person.userId, person)
  }
  return { found: [...found.values()], refused: [...refused] }
}

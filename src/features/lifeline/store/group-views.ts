/** Reads groups as one of their people sees them. */
import type { Scope } from '../../../db/database.ts'
import type { Nudge } from '../../../nudges/kinds.ts'
import type { People } from '../../../people/person.ts'
import { findPeople } from '../../../people/store.ts'
import type { Group } from '../domain/group.ts'
import { listWriters, type Writer } from './entry-store.ts'
import { findGroups } from './group-store.ts'

export interface GroupView {
  group: Group
  people: People
  viewer: string
  /** Who wrote when, without what. */
  writers: readonly Writer[]
}

export async function loadGroupView(scope: Scope, group: Group, viewer: string): Promise<GroupView> {
  const people = await findPeople(
    scope.db,
    scope.teamId,
    group.members.map((one) => one.userId).concat(group.starter),
  )
  return { group, people, viewer, writers: await listWriters(scope, group.id) }
}

export async function loadForNudges(scope: Scope, nudges: readonly Nudge[]): Promise<Map<string, GroupView>> {
  const groups = await findGroups(
    scope,
    nudges.flatMap((nudge) => nudge.subjectId ?? []),
  )
  const views = new Map<string, GroupView>()
  for (const nudge of nudges) {
    const group = groups.get(nudge.subjectId ?? '')
    if (group) views.set(nudge.id, await loadGroupView(scope, group, nudge.userId))
  }
  return views
}

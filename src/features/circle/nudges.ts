import type { Scope } from '../../db/database.ts'
import type { Planned } from '../../nudges/plan.ts'
import type { People } from '../../people/person.ts'
import { findPeople } from '../../people/store.ts'
import type { Membership } from '../../circles/membership.ts'
import { invitation, joined } from './views/cards.ts'
import { findMemberships } from '../../circles/store.ts'
import { nudgeKind, type Nudge, type NudgeKind, type AnyNudgeKind } from '../../nudges/kinds.ts'
import { kinds } from './kinds.ts'

interface Facts {
  membership: Membership
  people: People
}

async function load(scope: Scope, nudges: readonly Nudge[]): Promise<Map<string, Facts>> {
  const { db, teamId } = scope
  const memberships = await findMemberships(
    scope,
    nudges.flatMap((nudge) => nudge.subjectId ?? []),
  )
  const people = await findPeople(
    db,
    teamId,
    [...memberships.values()].flatMap((one) => [one.asker, one.ally]),
  )
  return new Map(
    nudges.flatMap((nudge) => {
      const membership = memberships.get(nudge.subjectId ?? '')
      return membership ? [[nudge.id, { membership, people }] as const] : []
    }),
  )
}

const invite: NudgeKind<Facts> = {
  id: kinds.invite,
  title: "an invitation to a colleague's circle",
  load,
  isDue: ({ membership, people }) =>
    membership.status === 'invited' && people.get(membership.asker)?.isDeactivated === false,
  render: ({ membership, people }) => invitation(membership, people),
}

const joining: NudgeKind<Facts> = {
  id: kinds.joined,
  title: 'word that a colleague is in your circle',
  load,
  isDue: ({ membership }) => membership.status === 'in',
  render: ({ membership, people }) => joined(membership, people),
}

export const circleNudges: readonly AnyNudgeKind[] = [nudgeKind(invite), nudgeKind(joining)]

export function planInvitation(
  id: string,
  { asker, ally }: Pick<Membership, 'asker' | 'ally'>,
  now: Date,
): Planned {
  return {
    userId: ally,
    from: asker,
    kind: kinds.invite,
    subjectId: id,
    dedupeKey: `${id}:invite`,
    dueAt: now,
  }
}

/** The asker is told of the yes. */
export function planJoined({ id, asker, ally }: Membership, now: Date): Planned {
  return {
    userId: asker,
    from: ally,
    kind: kinds.joined,
    subjectId: id,
    dedupeKey: `${id}:joined`,
    dueAt: now,
  }
}

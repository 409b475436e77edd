import type { Db, Tx } from '../../db/database.ts'
import type { Planned } from '../../nudges/plan.ts'
import type { People } from '../../people/person.ts'
import { findPeople } from '../../people/store.ts'
import type { Membership } from '../../circles/membership.ts'
import { invitation, joined } from './views.ts'
import { findMemberships } from '../../circles/store.ts'
import { nudgeKind, type Nudge, type NudgeKind, type AnyNudgeKind } from '../../nudges/kinds.ts'

interface Facts {
  membership: Membership
  people: People
}

async function load(db: Db | Tx, teamId: string, nudges: readonly Nudge[]): Promise<Map<string, Facts>> {
  const memberships = await findMemberships(
    db,
    teamId,
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
  manner: 'notice',
  title: "an invitation to a colleague's circle",
  load,
  isDue: ({ membership, people }) =>
    membership.status === 'invited' && people.get(membership.asker)?.isDeactivated === false,
  render: ({ membership, people }) => invitation(membership, people),
}

const joining: NudgeKind<Facts> = {
  manner: 'notice',
  title: 'word that a colleague is in your circle',
  load,
  isDue: ({ membership }) => membership.status === 'in',
  render: ({ membership, people }) => joined(membership, people),
}

export const circleNudges: Record<string, AnyNudgeKind> = {
  'circle.invite': nudgeKind(invite),
  'circle.joined': nudgeKind(joining),
}

export function invitesFor(id: string, ally: string, now: Date): Planned[] {
  return [
    {
      userId: ally,
      kind: 'circle.invite',
      manner: 'notice',
      subjectId: id,
      dedupeKey: `${id}:invite`,
      dueAt: now,
    },
  ]
}

/** The asker hears of the yes; and their weekly question begins, if it has not begun. */
export function yesFor({ id, asker }: Membership, now: Date): Planned[] {
  return [
    {
      userId: asker,
      kind: 'circle.joined',
      manner: 'notice',
      subjectId: id,
      dedupeKey: `${id}:joined`,
      dueAt: now,
    },
    {
      userId: asker,
      kind: 'candor.begin',
      manner: 'timer',
      subjectId: id,
      dedupeKey: `${id}:begin`,
      dueAt: now,
    },
  ]
}

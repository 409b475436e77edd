/** The kinds of message about introductions. */
import type { Scope } from '../../db/database.ts'
import { nudgeKind, type AnyNudgeKind, type Nudge } from '../../nudges/kinds.ts'
import type { People } from '../../people/person.ts'
import { findPeople } from '../../people/store.ts'
import { isOpen, type Introduction } from './domain/introduction.ts'
import { kinds } from './domain/kinds.ts'
import { findIntroductions } from './store/introduction-store.ts'
import { asked, foundByTheClock, introduced } from './views/messages.ts'

interface Facts {
  introduction: Introduction
  people: People
}

async function load(scope: Scope, nudges: readonly Nudge[]): Promise<Map<string, Facts>> {
  const found = await findIntroductions(
    scope,
    nudges.flatMap((nudge) => nudge.subjectId ?? []),
  )
  const ids = [...found.values()].flatMap((one) => [one.first, one.second])
  const people = await findPeople(scope.db, scope.teamId, ids)
  return new Map(
    nudges.flatMap((nudge) => {
      const introduction = found.get(nudge.subjectId ?? '')
      return introduction ? [[nudge.id, { introduction, people }] as const] : []
    }),
  )
}

export const aimNudges: readonly AnyNudgeKind[] = [
  nudgeKind<Facts>({
    id: kinds.found,
    title: 'that somebody shares your aims',
    load,
    isDue: ({ introduction, people }, _, now) =>
      introduction.state === 'offered' &&
      isOpen(introduction, now) &&
      people.get(introduction.second)?.isDeactivated === false,
    render: ({ introduction }, _, now) => foundByTheClock(introduction, now),
  }),
  nudgeKind<Facts>({
    id: kinds.asked,
    title: 'whether you would like to be introduced',
    load,
    isDue: ({ introduction, people }, _, now) =>
      introduction.state === 'asked' &&
      isOpen(introduction, now) &&
      people.get(introduction.first)?.isDeactivated === false,
    render: ({ introduction }, _, now) => asked(introduction, now),
  }),
  nudgeKind<Facts>({
    id: kinds.introduced,
    title: 'an introduction',
    load,
    isDue: ({ introduction }) => introduction.state === 'introduced',
    render: ({ introduction, people }, nudge) => introduced(introduction, people, nudge.userId),
  }),
]

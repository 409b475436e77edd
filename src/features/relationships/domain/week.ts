/** When a person's relationships are looked at: on the Monday morning of the digest, and once a quarter. */
import type { Planned } from '../../../nudges/plan.ts'
import type { Person } from '../../../people/person.ts'
import { localDay, morningOf } from '../../../time/working-hours.ts'
import { kinds } from './kinds.ts'
import { quarterWeeks, type Sharing } from './sharing.ts'

/** The first Monday after `from`, at the time of the weekly digest of promises, so that both come as one message. */
export function weekAfter(person: Person, from: Date): Planned {
  const day = localDay(from, person.hours.zone)
  const monday = day.add({ days: 8 - day.dayOfWeek })
  return {
    userId: person.userId,
    kind: kinds.week,
    dedupeKey: `relationships.week:${person.userId}:${monday.toString()}`,
    dueAt: morningOf(monday, person.hours),
    spread: true,
  }
}

/** The `n`th look at what two people share, at the end of a quarter of theirs. */
export function quarterAfter({ id, one }: Pick<Sharing, 'id' | 'one'>, n: number, from: Date): Planned {
  return {
    userId: one,
    kind: kinds.quarter,
    subjectId: id,
    dedupeKey: `${id}:quarter:${n}`,
    facts: { n },
    dueAt: new Date(from.getTime() + quarterWeeks * 7 * 86_400_000),
  }
}

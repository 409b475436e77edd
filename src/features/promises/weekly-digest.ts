/** The weekly digest: planned by a timer where there is something to say, and true to what it named from then on. */
import type { Scope } from '../../db/database.ts'
import {
  nudgeKind,
  type AnyNudgeKind,
  type Nudge,
  type NudgeKind,
  type TimerKind,
} from '../../nudges/kinds.ts'
import { planNudges } from '../../nudges/plan.ts'
import type { People, Person } from '../../people/person.ts'
import { findPeople } from '../../people/store.ts'
import { isClosed, type Commitment } from './domain/commitment.ts'
import { kinds } from './domain/kinds.ts'
import { weekAfter } from './domain/ladder.ts'
import { participantIds } from './domain/participants.ts'
import { countPresumedKept, listSlipped } from './store/list-queries.ts'
import { findPromises } from './store/promise-store.ts'
import { titles } from './views/titles.ts'
import { weeklyMessage } from './views/weekly-message.ts'

/** Promises named in one digest; App Home has the others. */
const mostNamed = 15

const week: TimerKind = {
  id: kinds.week,
  title: titles.week,
  async run(call) {
    const { teamId, nudge, now, db } = call
    const person = (await findPeople(db, teamId, [nudge.userId])).get(nudge.userId)
    if (!person || person.isDeactivated) return
    const slipped = await listSlipped(call, person.userId, { now, limit: mostNamed + 1 })
    const presumed = await countPresumedKept(call, person.userId, nudge.dueAt)
    if (!slipped.length && !presumed) return
    const facts: DigestFacts = {
      promises: slipped.slice(0, mostNamed).map(({ id }) => id),
      more: Math.max(0, slipped.length - mostNamed),
      presumed,
    }
    const day = nudge.dueAt.toISOString().slice(0, 10)
    const digest = {
      userId: person.userId,
      kind: kinds.digest,
      dedupeKey: `promises.digest:${person.userId}:${day}`,
      facts: { ...facts },
      dueAt: now,
    }
    const nextWeek = slipped.length ? [weekAfter(person, now)] : []
    await planNudges(db, teamId, [digest, ...nextWeek], now)
  },
}

/** What one digest names, so that it can be brought up to date without being emptied. */
interface DigestFacts {
  promises: readonly string[]
  more: number
  presumed: number
}

interface Digest extends DigestFacts {
  viewer: Person
  people: People
  named: readonly Commitment[]
}

const digest: NudgeKind<Digest> = {
  id: kinds.digest,
  title: titles.digest,
  async load(scope: Scope, nudges) {
    const found = new Map(nudges.map((nudge) => [nudge.id, readFacts(nudge)]))
    const promises = await findPromises(
      scope,
      [...found.values()].flatMap((facts) => facts.promises),
    )
    const ids = [...promises.values()].flatMap(participantIds)
    const people = await findPeople(scope.db, scope.teamId, [...ids, ...nudges.map(({ userId }) => userId)])
    const digests = new Map<string, Digest>()
    for (const nudge of nudges) {
      const viewer = people.get(nudge.userId)
      const facts = found.get(nudge.id)!
      const named = facts.promises.flatMap((id) => promises.get(id) ?? [])
      if (viewer) digests.set(nudge.id, { ...facts, viewer, people, named })
    }
    return digests
  },
  isFinal: ({ named }) => named.every(isClosed),
  isWholeInDigest: true,
  isDue: ({ named, presumed, more }) =>
    named.some((promise) => promise.state === 'open') || presumed + more > 0,
  render({ viewer, people, named, more, presumed }, _, now) {
    return weeklyMessage({
      views: named.map((promise) => ({ promise, viewer, people, now })),
      more,
      presumed,
    })
  },
}

function readFacts({ facts }: Nudge): DigestFacts {
  const { promises, more, presumed } = facts
  return {
    promises: Array.isArray(promises) ? promises.filter((id) => typeof id === 'string') : [],
    more: typeof more === 'number' ? more : 0,
    presumed: typeof presumed === 'number' ? presumed : 0,
  }
}

export const weeklyKinds: readonly (AnyNudgeKind | TimerKind)[] = [week, nudgeKind(digest)]

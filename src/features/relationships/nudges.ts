/** What relationships say by themselves, and when each is still to be said. */
import type { Scope } from '../../db/database.ts'
import {
  nudgeKind,
  type AnyNudgeKind,
  type Nudge,
  type NudgeKind,
  type TimerKind,
} from '../../nudges/kinds.ts'
import { planNudges } from '../../nudges/plan.ts'
import type { People } from '../../people/person.ts'
import { findPeople } from '../../people/store.ts'
import { kinds } from './domain/kinds.ts'
import type { Note } from './domain/note.ts'
import { quietOf, verbFor } from './domain/quiet.ts'
import { byColleague } from './domain/tally.ts'
import { weekAfter } from './domain/week.ts'
import { weeksBefore, type ReadDealings } from './handlers/dealings.ts'
import { findLabels, listLabels, markMentioned } from './store/label-store.ts'
import { findNotes } from './store/note-store.ts'
import { noteMessage } from './views/notes.ts'
import { quietMessage, type Quiet } from './views/quiet.ts'

const note: NudgeKind<{ note: Note; people: People }> = {
  id: kinds.note,
  title: 'thanks, or the wish to talk, of a colleague',
  async load(scope: Scope, nudges) {
    const notes = await findNotes(
      scope,
      nudges.flatMap(({ subjectId }) => subjectId ?? []),
    )
    const people = await findPeople(
      scope.db,
      scope.teamId,
      [...notes.values()].map(({ writer }) => writer),
    )
    return new Map(
      nudges.flatMap(({ id, subjectId }) => {
        const found = notes.get(subjectId ?? '')
        return found ? [[id, { note: found, people }] as const] : []
      }),
    )
  },
  isDue: ({ note: { writer }, people }) => people.get(writer)?.isDeactivated === false,
  render: ({ note: found, people }) => noteMessage(found, people),
}

/** Looks once a week with whom it has gone quiet, for those who labelled somebody a partner or a friend. */
function weekTimer(read: ReadDealings): TimerKind {
  return {
    id: kinds.week,
    title: 'the look at your people',
    async run(call) {
      const { teamId, nudge, now, db } = call
      const { userId } = nudge
      const person = (await findPeople(db, teamId, [userId])).get(userId)
      const labelled = await listLabels(call, userId)
      if (!person || person.isDeactivated || !labelled.length) return
      const dealings = await read(call, { userId, from: weeksBefore(now, longest), to: now })
      const quiet = quietOf(labelled, byColleague(dealings, userId), now)
      await markMentioned(
        call,
        quiet.map(({ id }) => id),
        now,
      )
      const day = nudge.dueAt.toISOString().slice(0, 10)
      const digest = {
        userId,
        kind: kinds.quiet,
        dedupeKey: `relationships.quiet:${userId}:${day}`,
        facts: { labels: quiet.map(({ id }) => id) },
        dueAt: now,
      }
      await planNudges(db, teamId, [...(quiet.length ? [digest] : []), weekAfter(person, now)], now)
    },
  }
}

/** Weeks of dealings that are looked at for it. */
const longest = 52

interface QuietFacts {
  quiet: readonly Quiet[]
  people: People
}

/** By ids of labels alone: whom somebody calls what stands nowhere in the ledger. */
function quietKind(read: ReadDealings): NudgeKind<QuietFacts> {
  return {
    id: kinds.quiet,
    title: 'with whom it has gone quiet',
    async load(scope, nudges) {
      const found = new Map<string, QuietFacts>()
      for (const nudge of nudges) found.set(nudge.id, await quietFacts(scope, nudge, read))
      return found
    },
    isWholeInDigest: true,
    // What is said once stays as it was said: its buttons do no harm later.
    isFinal: () => true,
    isDue: ({ quiet }) => quiet.length > 0,
    render: ({ quiet, people }) => quietMessage(quiet, people),
  }
}

async function quietFacts(scope: Scope, nudge: Nudge, read: ReadDealings): Promise<QuietFacts> {
  const { labels } = nudge.facts
  const ids = Array.isArray(labels) ? labels.filter((id) => typeof id === 'string') : []
  const own = (await findLabels(scope, ids)).filter(({ userId }) => userId === nudge.userId)
  const { userId, plannedAt } = nudge
  const dealings = await read(scope, { userId, from: weeksBefore(plannedAt, longest), to: plannedAt })
  const between = byColleague(dealings, userId)
  const people = await findPeople(
    scope.db,
    scope.teamId,
    own.map(({ other }) => other),
  )
  const here = own.filter(({ other }) => people.get(other)?.isDeactivated === false)
  return { people, quiet: here.map((labelled) => verbFor(labelled, between.get(labelled.other), plannedAt)) }
}

export function relationshipNudges(read: ReadDealings): readonly (AnyNudgeKind | TimerKind)[] {
  return [nudgeKind(note), nudgeKind(quietKind(read)), weekTimer(read)]
}

/** What the promises say by themselves, and how each is said when its time comes. */
import { nudgeKind, type Nudge, type NudgeKind, type SealedNudgeKind, type TimerKind } from '../../feature.ts'
import type { Db, Tx } from '../../db/database.ts'
import { findPeople } from '../../people/store.ts'
import type { People, Person } from '../../people/person.ts'
import { isClosed, roleOf, type Commitment } from './commitment.ts'
import { carryOut } from './decision.ts'
import { card, nameOf, newsHeadline, reminderHeadlines, type Seen } from './messages.ts'
import { findEvents, findPromises, lockPromise, type HistoryEntry } from './store.ts'

interface Facts {
  promise: Commitment
  viewer: Person
  people: People
  entry: HistoryEntry | undefined
}

async function load(db: Db | Tx, teamId: string, nudges: readonly Nudge[]): Promise<Map<string, Facts>> {
  const ids = [...new Set(nudges.flatMap((nudge) => nudge.subjectId ?? []))]
  const promises = await findPromises(db, teamId, ids)
  const sides = [...promises.values()].flatMap((promise) => [promise.promisor, promise.promisee])
  const people = await findPeople(db, teamId, sides)
  const told = nudges.filter((nudge) => nudge.kind === 'promises.news')
  const events = await findEvents(
    db,
    teamId,
    told.map((nudge) => ({ promiseId: nudge.subjectId!, seq: nudge.subjectVersion })),
  )
  const entries = new Map(events.map((entry) => [`${entry.promiseId}:${entry.seq}`, entry]))
  return new Map(
    nudges.flatMap((nudge) => {
      const promise = promises.get(nudge.subjectId ?? '')
      const viewer = people.get(nudge.userId)
      if (!promise || !viewer) return []
      return [
        [
          nudge.id,
          { promise, viewer, people, entry: entries.get(`${promise.id}:${nudge.subjectVersion}`) },
        ] as const,
      ]
    }),
  )
}

const newsKind: NudgeKind<Facts> = {
  manner: 'notice',
  title: 'what a colleague did',
  load,
  isDue: ({ entry, viewer }) => entry !== undefined && !viewer.hasLeft,
  say({ promise, viewer, people, entry }, _, now) {
    const seen: Seen = { promise, viewer, people, now }
    // Only the newest message about a promise carries its buttons, so that no two ask the same thing.
    return card(seen, newsHeadline(entry!, seen), { withControls: entry!.seq === promise.lastSeq })
  },
}

function reminder(rung: keyof typeof reminderHeadlines, title: string): NudgeKind<Facts> {
  return {
    manner: 'nudge',
    title,
    load,
    isDue: ({ promise, viewer }, nudge, now) =>
      promise.state === 'open' &&
      promise.dueVersion === nudge.subjectVersion &&
      !viewer.hasLeft &&
      !isOvertaken(rung, promise, now),
    say({ promise, viewer, people }, _, now) {
      const seen: Seen = { promise, viewer, people, now }
      const other = roleOf(promise, viewer.userId) === 'promisor' ? promise.promisee : promise.promisor
      return card(seen, reminderHeadlines[rung](promise, nameOf(people, other)))
    },
  }
}

/** "Due tomorrow" said late, when the due time has come, would be untrue: the rung at the due time says it all. */
function isOvertaken(rung: string, promise: Commitment, now: Date): boolean {
  return (rung === 'day_before' || rung === 'due_day') && promise.due.at <= now
}

const lapse: TimerKind = {
  manner: 'timer',
  title: 'a promise of which nobody spoke lapses',
  async act({ teamId, nudge, now, db }) {
    const promise = await lockPromise(db, teamId, nudge.subjectId!)
    if (!promise || isClosed(promise) || promise.dueVersion !== nudge.subjectVersion) return
    await carryOut({ teamId, db, now }, promise.id, { do: 'lapse' }, undefined)
  },
}

const presumeKept: TimerKind = {
  manner: 'timer',
  title: 'a claim that nobody answered counts as kept',
  async act({ teamId, nudge, now, db }) {
    const promise = await lockPromise(db, teamId, nudge.subjectId!)
    if (promise?.state !== 'claimed' || promise.lastSeq !== nudge.subjectVersion) return
    await carryOut({ teamId, db, now }, promise.id, { do: 'presume_kept' }, undefined)
  },
}

export const promiseNudges: Record<string, SealedNudgeKind | TimerKind> = {
  'promises.news': nudgeKind(newsKind),
  'promises.day_before': nudgeKind(reminder('day_before', 'the reminder on the working day before')),
  'promises.due_day': nudgeKind(reminder('due_day', 'the reminder in the morning of the due day')),
  'promises.due': nudgeKind(reminder('due', 'the reminder at the due time')),
  'promises.snoozed': nudgeKind(reminder('snoozed', 'the reminder that was put off')),
  'promises.follow_up': nudgeKind(reminder('follow_up', 'the follow-up one working day after')),
  'promises.slipped': nudgeKind(reminder('slipped', 'word that a promise slipped')),
  'promises.last_call': nudgeKind(reminder('last_call', 'the last question before a promise lapses')),
  'promises.lapse': lapse,
  'promises.presume_kept': presumeKept,
}

/** What the promises say by themselves, and how each is said when its time comes. */
import { isPlanned, planNudges } from '../../nudges/plan.ts'
import { findPeople } from '../../people/store.ts'
import type { People, Person } from '../../people/person.ts'
import type { Action } from './domain/action.ts'
import { isClosed, roleOf, type Commitment } from './domain/commitment.ts'
import { brief, card, otherOf } from './views/card.ts'
import { nameOf } from '../../people/display-name.ts'
import { applyAction } from './handlers/apply-action.ts'
import { ladderAfter, planLapse } from './domain/ladder.ts'
import {
  newsHeadline,
  reminderHeadlines,
  witnessMessage,
  witnessSlip,
  type Headline,
} from './views/headlines.ts'
import { countOpenOf, openNext } from './store/series-store.ts'
import { participantIds, participantsOf } from './domain/participants.ts'
import {
  findEvents,
  findLatestWord,
  findPromises,
  lockPromise,
  type HistoryEntry,
} from './store/promise-store.ts'
import { promiseLine } from './views/digest-line.ts'
import { weeklyNudges } from './weekly-digest.ts'
import {
  nudgeKind,
  type KindId,
  type Nudge,
  type NudgeKind,
  type AnyNudgeKind,
  type TimerKind,
} from '../../nudges/kinds.ts'
import type { DigestLine } from '../../nudges/views/digest-line.ts'
import { kinds } from './domain/kinds.ts'
import type { Scope } from '../../db/database.ts'

interface Facts {
  promise: Commitment
  viewer: Person
  people: People
  entry: HistoryEntry | undefined
  /** Nothing was said to the viewer about the promise since. */
  isLatest: boolean
}

async function load({ db, teamId }: Scope, nudges: readonly Nudge[]) {
  const ids = [...new Set(nudges.flatMap((nudge) => nudge.subjectId ?? []))]
  const promises = await findPromises(db, teamId, ids)
  const people = await findPeople(db, teamId, [...promises.values()].flatMap(participantIds))
  const told = nudges.filter((nudge) => nudge.kind === kinds.news.name)
  const named = told.map((nudge) => ({ promiseId: nudge.subjectId!, seq: nudge.subjectVersion }))
  const events = await findEvents(db, teamId, named)
  const entries = new Map(events.map((entry) => [`${entry.promiseId}:${entry.seq}`, entry]))
  const latest = await findLatestWord(db, teamId, told.length ? ids : [])
  const facts = new Map<string, Facts>()
  for (const nudge of nudges) {
    const promise = promises.get(nudge.subjectId ?? '')
    const viewer = people.get(nudge.userId)
    if (!promise || !viewer) continue
    const entry = entries.get(`${promise.id}:${nudge.subjectVersion}`)
    const isLatest = latest.get(`${promise.id}:${viewer.userId}`) === nudge.subjectVersion
    facts.set(nudge.id, { promise, viewer, people, entry, isLatest })
  }
  return facts
}

const isFinal = ({ promise }: Facts) => isClosed(promise)
const digestLine = (facts: Facts, { dueAt }: Nudge, now: Date) => promiseLine({ ...facts, now }, dueAt)

/** News says what happened; that a promise has ended is news too, and struck only by later news. */
function newsLine(facts: Facts, nudge: Nudge, now: Date): DigestLine {
  const line = digestLine(facts, nudge, now)
  const { entry, isLatest, promise, viewer, people } = facts
  if (!entry || roleOf(promise, viewer.userId) === 'witness') return line
  const [headline] = newsHeadline(entry, { promise: brief(promise), viewer, people, now }).split('\n')
  return { ...line, text: headline!, isClosed: line.isClosed && !isLatest }
}

const newsKind: NudgeKind<Facts> = {
  id: kinds.news,
  title: 'what a colleague did',
  load,
  isFinal,
  digestLine: newsLine,
  // Without a person behind it the clock did it: lapsed, passed, counted as kept.
  keepsHours: ({ entry }) => entry !== undefined && !entry.who,
  isDue: ({ entry, promise, viewer }) =>
    entry !== undefined && !viewer.isDeactivated && roleOf(promise, viewer.userId) !== 'stranger',
  render({ promise, viewer, people, entry, isLatest }, _, now) {
    const seen = { promise, viewer, people, now }
    const role = roleOf(promise, viewer.userId)
    if (role === 'witness' || role === 'stranger') return witnessMessage(seen)
    // Only the newest word about a promise carries its buttons, so that no two ask the same thing.
    return card(seen, newsHeadline(entry!, seen), { withControls: isLatest })
  },
}

function reminder(rung: keyof typeof reminderHeadlines, title: string): NudgeKind<Facts> {
  const headline: Headline = reminderHeadlines[rung]
  return {
    id: kinds[rung],
    title,
    load,
    isFinal,
    digestLine,
    isDue: ({ promise, viewer }, nudge, now) =>
      (rung === 'unanswered'
        ? promise.state === 'requested' && !promise.proposal
        : promise.state === 'open') &&
      promise.dueVersion === nudge.subjectVersion &&
      !viewer.isDeactivated &&
      !isOvertaken(rung, promise, now),
    render({ promise, viewer, people }, _, now) {
      const seen = { promise, viewer, people, now }
      return card(seen, headline(promise, nameOf(people, otherOf(seen)), seen))
    },
  }
}

/** "Due tomorrow" said late, when the due time has come, would be untrue: the rung at the due time says it all. */
function isOvertaken(rung: string, promise: Commitment, now: Date): boolean {
  return (rung === 'day_before' || rung === 'due_day' || rung === 'unanswered') && promise.due.at <= now
}

const slipForWitness: NudgeKind<Facts> = {
  id: kinds.witness_slip,
  title: 'word to the witness that a promise slipped',
  load,
  isFinal,
  digestLine,
  isDue: ({ promise, viewer }, nudge) =>
    promise.state === 'open' &&
    promise.witnessState === 'yes' &&
    promise.dueVersion === nudge.subjectVersion &&
    !viewer.isDeactivated,
  render: ({ promise, viewer, people }, _, now) => witnessSlip({ promise, viewer, people, now }),
}

/** A move of the clock, made if it is still to be made. */
function timer(
  id: KindId<'timer'>,
  title: string,
  action: Action,
  isDue: (promise: Commitment, nudge: Nudge) => boolean,
): TimerKind {
  return {
    id,
    title,
    async run({ teamId, nudge, now, db }) {
      const promise = await lockPromise(db, teamId, nudge.subjectId!)
      if (promise && isDue(promise, nudge))
        await applyAction({ teamId, db, now }, promise.id, action, undefined)
    },
  }
}

/** Occurrences of one series that may be open together. */
const mostAtOnce = 3

/** The due time has come: what is to be said when nobody says anything. */
const pastDue: TimerKind = {
  id: kinds.past_due,
  title: 'the due time',
  async run({ teamId, nudge, now, db }) {
    const promise = await lockPromise(db, teamId, nudge.subjectId!)
    if (!promise || isClosed(promise) || promise.dueVersion !== nudge.subjectVersion) return
    const party = participantsOf(promise, await findPeople(db, teamId, participantIds(promise)))
    if (!party) return
    // A word that came between the due time and this look has planned the silence after it.
    const isSpokenOf = await isPlanned(db, teamId, promise.id, kinds.last_call)
    const silent = isSpokenOf ? [] : planLapse(promise, party, promise.due.at)
    await planNudges(db, teamId, [...ladderAfter(promise, party), ...silent], now)
  },
}

const next: TimerKind = {
  id: kinds.next,
  title: 'the next one of a promise that repeats opens',
  async run({ teamId, nudge, now, db }) {
    const promise = await lockPromise(db, teamId, nudge.subjectId!)
    if (!promise?.series || promise.series.followed || isClosed(promise) || promise.state === 'requested')
      return
    // More than a few at once are no promise any more; the next one waits until one of them closes.
    if ((await countOpenOf(db, teamId, promise.series.id)) >= mostAtOnce) return
    await openNext({ teamId, db, now }, promise)
  },
}

export const promiseNudges: readonly (AnyNudgeKind | TimerKind)[] = [
  nudgeKind(newsKind),
  nudgeKind(reminder('day_before', 'the reminder on the working day before')),
  nudgeKind(reminder('due_day', 'the reminder in the morning of the due day')),
  nudgeKind(reminder('due', 'the reminder at the due time')),
  nudgeKind(reminder('snoozed', 'the reminder that was put off')),
  nudgeKind(reminder('follow_up', 'the follow-up one working day after')),
  nudgeKind(reminder('slipped', 'word that a promise slipped')),
  nudgeKind(slipForWitness),
  nudgeKind(reminder('unanswered', 'the reminder of a request without an answer')),
  nudgeKind(reminder('last_call', 'the last question before a promise lapses')),
  timer(
    kinds.lapse,
    'a promise of which nobody spoke lapses',
    { do: 'lapse' },
    (promise, nudge) => promise.state === 'open' && promise.dueVersion === nudge.subjectVersion,
  ),
  timer(
    kinds.expire,
    'a request that nobody answered passes',
    { do: 'expire' },
    (promise, nudge) => promise.state === 'requested' && promise.dueVersion === nudge.subjectVersion,
  ),
  timer(
    kinds.presume_kept,
    'a claim that nobody answered counts as kept',
    { do: 'presume_kept' },
    (promise, nudge) => promise.state === 'claimed' && promise.lastSeq === nudge.subjectVersion,
  ),
  pastDue,
  next,
  ...weeklyNudges,
]

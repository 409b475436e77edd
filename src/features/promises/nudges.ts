/** What promises say by themselves, and when each is still to be said. */
import type { Scope } from '../../db/database.ts'
import {
  nudgeKind,
  type AnyNudgeKind,
  type Nudge,
  type NudgeKind,
  type TimerKind,
} from '../../nudges/kinds.ts'
import type { DigestLine } from '../../nudges/views/digest-line.ts'
import type { People, Person } from '../../people/person.ts'
import { findPeople } from '../../people/store.ts'
import { hasSlipped, isClosed, roleOf, type Commitment } from './domain/commitment.ts'
import { kinds } from './domain/kinds.ts'
import { participantIds } from './domain/participants.ts'
import { rungNames, rungs, type NudgeRung } from './domain/rungs.ts'
import { needsQuestion, slipsBeforeQuestion } from './domain/series.ts'
import { findAnswers, findEvents, findLatestWord, type HistoryEntry } from './store/event-store.ts'
import { findPromises } from './store/promise-store.ts'
import { findOpenOfSeries } from './store/series-store.ts'
import { promiseTimers } from './timers.ts'
import { promiseLine } from './views/digest-line.ts'
import { newsCard, newsHeadline } from './views/news.ts'
import { brief } from './views/promise-view.ts'
import { rungCard, seriesQuestionCard, settledSeriesCard } from './views/rung-words.ts'
import { titles } from './views/titles.ts'
import { witnessCard, witnessSlipCard } from './views/witness.ts'
import { weeklyKinds } from './weekly-digest.ts'

interface Facts {
  promise: Commitment
  viewer: Person
  people: People
  /** Of news: the event, and what answered it since. */
  entry: HistoryEntry | undefined
  answer: HistoryEntry | undefined
  /** Nothing was said to the viewer about the promise since. */
  isLatest: boolean
  /** The open occurrences of its series, the earliest first. */
  openOfSeries: readonly Commitment[]
}

async function load(scope: Scope, nudges: readonly Nudge[]): Promise<Map<string, Facts>> {
  const { db, teamId } = scope
  const ids = [...new Set(nudges.flatMap((nudge) => nudge.subjectId ?? []))]
  const promises = await findPromises(scope, ids)
  const news = nudges.filter((nudge) => nudge.kind === kinds.news.name)
  const named = news.map((nudge) => ({ promiseId: nudge.subjectId!, seq: nudge.subjectVersion }))
  const events = await findEvents(scope, named)
  const answers = await findAnswers(scope, named)
  const entries = new Map(events.map((entry) => [`${entry.promiseId}:${entry.seq}`, entry]))
  const latest = await findLatestWord(scope, news.length ? ids : [])
  const seriesIds = nudges.length > news.length ? seriesOf([...promises.values()]) : []
  const openOfSeries = await findOpenOfSeries(scope, seriesIds)
  const people = await findPeople(db, teamId, [...promises.values()].flatMap(participantIds))
  const facts = new Map<string, Facts>()
  for (const nudge of nudges) {
    const promise = promises.get(nudge.subjectId ?? '')
    const viewer = people.get(nudge.userId)
    if (!promise || !viewer) continue
    const key = `${promise.id}:${nudge.subjectVersion}`
    facts.set(nudge.id, {
      promise,
      viewer,
      people,
      entry: entries.get(key),
      answer: answers.get(key),
      isLatest: latest.get(`${promise.id}:${viewer.userId}`) === nudge.subjectVersion,
      openOfSeries: openOfSeries.get(promise.series?.id ?? '') ?? [],
    })
  }
  return facts
}

function seriesOf(promises: readonly Commitment[]): string[] {
  return [...new Set(promises.flatMap(({ series }) => series?.id ?? []))]
}

const isFinal = ({ promise }: Facts) => isClosed(promise)
const digestLine = (facts: Facts, { dueAt }: Nudge, now: Date) => promiseLine({ ...facts, now }, dueAt)

/** News says what happened; that a promise has ended is news too, and struck only by later news. */
function newsLine(facts: Facts, nudge: Nudge, now: Date): DigestLine {
  const line = digestLine(facts, nudge, now)
  const { entry, isLatest, promise, viewer, people } = facts
  if (!entry || roleOf(promise, viewer.userId) === 'witness') return line
  const text = newsHeadline(entry, { promise: brief(promise), viewer, people, now })
  return { ...line, text, isClosed: line.isClosed && !isLatest }
}

const newsKind: NudgeKind<Facts> = {
  id: kinds.news,
  title: titles.news,
  load,
  isFinal,
  digestLine: newsLine,
  // Without a person behind it the clock did it: lapsed, passed, counted as kept.
  keepsHours: ({ entry }) => entry !== undefined && !entry.who,
  isDue: ({ entry, promise, viewer }) =>
    entry !== undefined &&
    !viewer.isDeactivated &&
    roleOf(promise, viewer.userId) !== 'stranger' &&
    // A claim that was taken back before it was told.
    !(entry.action === 'claim' && promise.state === 'open'),
  render({ promise, viewer, people, entry, answer, isLatest }, _, now) {
    const view = { promise, viewer, people, now }
    const role = roleOf(promise, viewer.userId)
    if (role === 'witness' || role === 'stranger') return witnessCard(view, { isLatest })
    return newsCard({ entry: entry!, answer, isLatest }, view)
  },
}

function rungKind(name: NudgeRung): NudgeKind<Facts> {
  return {
    id: kinds[name],
    title: titles[name],
    load,
    isFinal,
    digestLine,
    isDue: (facts, nudge, now) =>
      !facts.viewer.isDeactivated && isTrue(name, facts, nudge, now) && !isToldTogether(name, facts),
    render(facts, nudge, now) {
      const { promise, viewer, people } = facts
      const view = { promise, viewer, people, now }
      if (name === 'witness_slip') return witnessSlipCard(view)
      return rungCard(name, view, isTrue(name, facts, nudge, now))
    },
  }
}

/** Whether a rung still says what is so. */
function isTrue(name: NudgeRung, { promise }: Facts, nudge: Nudge, now: Date): boolean {
  const { state, isForBeforeDue } = rungs[name]
  return (
    promise.state === state &&
    promise.dueVersion === nudge.subjectVersion &&
    !(isForBeforeDue && promise.due.at <= now) &&
    // Once another time is on offer there is something else to answer.
    !(promise.proposal && (name === 'slipped' || name === 'unanswered')) &&
    (name !== 'witness_slip' || promise.witnessState === 'yes')
  )
}

/** Of the occurrences of a series that slipped the first is told of by itself; the next ones are asked about together. */
function isToldTogether(name: NudgeRung, { promise, openOfSeries }: Facts): boolean {
  if (name !== 'follow_up' && name !== 'slipped' && name !== 'witness_slip') return false
  return openOfSeries.some(({ series }) => series!.due < promise.series!.due)
}

const seriesSlipped: NudgeKind<Facts> = {
  id: kinds.series_slipped,
  title: titles.series_slipped,
  load,
  isFinal: ({ promise }) => isClosed(promise) || promise.series!.followed || promise.series!.stopped,
  isDue: (facts, _, now) => !facts.viewer.isDeactivated && isAsked(facts, now),
  render(facts, _, now) {
    const { promise, viewer, people, openOfSeries } = facts
    const view = { promise, viewer, people, now }
    if (!isAsked(facts, now)) return settledSeriesCard(view)
    return seriesQuestionCard(
      view,
      openOfSeries.filter((one) => hasSlipped(one, now)).slice(-slipsBeforeQuestion),
    )
  },
}

function isAsked({ promise, openOfSeries }: Facts, now: Date): boolean {
  const { series } = promise
  if (!series || series.followed || series.stopped) return false
  return promise.state === 'broken' || needsQuestion(openOfSeries.toReversed(), now)
}

const nudgeRungs = rungNames.filter((name): name is NudgeRung => rungs[name].class === 'nudge')

export const promiseNudges: readonly (AnyNudgeKind | TimerKind)[] = [
  nudgeKind(newsKind),
  ...nudgeRungs.map((name) => nudgeKind(rungKind(name))),
  nudgeKind(seriesSlipped),
  ...promiseTimers,
  ...weeklyKinds,
]

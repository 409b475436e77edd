/** What promises say by themselves, and when each is still to be said. */
import {
  nudgeKind,
  type AnyNudgeKind,
  type Nudge,
  type NudgeKind,
  type TimerKind,
} from '../../nudges/kinds.ts'
import type { DigestLine } from '../../nudges/views/digest-line.ts'
import { hasSlipped, isClosed, type Commitment } from './domain/commitment.ts'
import { roleOf } from './domain/roles.ts'
import { kinds } from './domain/kinds.ts'
import { rungNames, rungs, type NudgeRung } from './domain/rungs.ts'
import { needsQuestion, slipsBeforeQuestion } from './domain/series.ts'
import { loadFacts as load, type Facts } from './nudge-facts.ts'
import { startsAnew } from './domain/consequences.ts'
import { promiseTimers } from './timers.ts'
import { promiseLine } from './views/digest-line.ts'
import { asks, isMissAsked, newsCard } from './views/news.ts'
import { newsHeadline, pastHeadline } from './views/news-headline.ts'
import { missMenu } from './views/miss.ts'
import { brief, withBoldWords } from './views/promise-view.ts'
import { isOtherUnreachable, reachCard, reachDigestLine } from './views/reach.ts'
import { rungCard } from './views/rung-words.ts'
import { seriesQuestionCard, settledSeriesCard } from './views/series-cards.ts'
import { titles } from './views/titles.ts'
import { witnessCard, witnessSlipCard } from './views/witness.ts'
import { weeklyKinds } from './weekly-digest.ts'

const isFinal = ({ promise }: Facts) => isClosed(promise)
const digestLine = (facts: Facts, { dueAt }: Nudge, now: Date) => promiseLine({ ...facts, now }, dueAt)

/**
 * News says what happened; that a promise has ended is news too, and struck only by later news, or once nothing is left to
 * answer.
 */
function newsLine(facts: Facts, nudge: Nudge, now: Date): DigestLine {
  const line = digestLine(facts, nudge, now)
  const { entry, isLatest, promise, viewer, people } = facts
  if (!entry || roleOf(promise, viewer.userId) === 'witness') return line
  const view = { promise: brief(promise), viewer, people, now }
  if (!isClosed(promise)) return { ...line, text: withBoldWords(newsHeadline(entry, view), view) }
  const text = withBoldWords(pastHeadline(entry, view), view)
  if (!isLatest || asks.has(entry.action)) return { ...line, text }
  // How it ended stands in the words themselves.
  const { note: _, ...rest } = line
  const end = { promise, viewer, people, now }
  if (!isMissAsked({ entry }, end)) return { ...rest, text, group: 'news', isClosed: false }
  return { ...rest, text, group: 'asked', menu: [...missMenu(end), ...line.menu], isClosed: false }
}

const newsKind: NudgeKind<Facts> = {
  id: kinds.news,
  title: titles.news,
  load,
  // A lapse asks its promisor something, until they answer.
  isFinal: ({ entry, promise, viewer, people }) =>
    isClosed(promise) && !(entry && isMissAsked({ entry }, { promise, viewer, people, now: entry.at })),
  digestLine: newsLine,
  // Without a person behind it the clock did it: lapsed, passed, counted as kept. That keeps.
  neededBy: ({ entry, promise }) => (entry?.who ? promise.due.at : undefined),
  isOwed: ({ entry }) => entry !== undefined && !startsAnew.has(entry.action),
  saysOnlyState: ({ entry }) => !entry?.note,
  isDue: ({ entry, promise, viewer, isLapsedBefore }) =>
    entry !== undefined &&
    !(entry.action === 'lapse' && isLapsedBefore) &&
    !viewer.isDeactivated &&
    roleOf(promise, viewer.userId) !== 'stranger' &&
    // A claim that was taken back before it was told.
    !(entry.action === 'claim' && promise.state === 'open'),
  render(facts, _, now) {
    const { promise, viewer, people, entry, answer, isLatest, week } = facts
    const view = { promise, viewer, people, now }
    const role = roleOf(promise, viewer.userId)
    if (role === 'witness' || role === 'stranger') return witnessCard(view, { isLatest })
    return newsCard({ entry: entry!, answer, isLatest, week, later: laterSlips(facts, now) }, view)
  },
}

const unreachable: NudgeKind<Facts> = {
  id: kinds.unreachable,
  title: titles.unreachable,
  load,
  isFinal,
  isDue: (facts, _, now) => !facts.viewer.isDeactivated && isOtherUnreachable({ ...facts, now }),
  render: (facts, _, now) => reachCard({ ...facts, now }),
  digestLine: (facts, { dueAt }, now) => reachDigestLine({ ...facts, now }, dueAt),
}

function rungKind(name: NudgeRung): NudgeKind<Facts> {
  return {
    id: kinds[name],
    title: titles[name],
    load,
    isFinal,
    digestLine,
    saysOnlyState: () => true,
    isDue: (facts, nudge, now) =>
      !facts.viewer.isDeactivated && isTrue(name, facts, nudge, now) && !isAskedTogether(name, facts, now),
    render(facts, nudge, now) {
      const { promise, viewer, people } = facts
      const view = { promise, viewer, people, now }
      if (name === 'witness_slip') return witnessSlipCard(view)
      return rungCard(name, view, {
        isTrue: isTrue(name, facts, nudge, now),
        earlier: earlierSlips(facts),
        later: laterSlips(facts, now),
        week: facts.week,
      })
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

/** The third slip in a row is told by the question whether to go on, and one last question speaks for all that slipped. */
function isAskedTogether(name: NudgeRung, facts: Facts, now: Date): boolean {
  if (name === 'last_call') return facts.isAskedBefore
  return (name === 'follow_up' || name === 'slipped') && isAsked(facts, now)
}

/** The occurrences after this one that slipped too. */
function laterSlips({ promise: { series }, openOfSeries }: Facts, now: Date): readonly Commitment[] {
  return openOfSeries.filter((one) => hasSlipped(one, now) && one.series!.due > series!.due)
}

/** The occurrences before this one that are open too: what slipped is told of together. */
function earlierSlips({ promise, openOfSeries }: Facts): readonly Commitment[] {
  return openOfSeries.filter(({ series }) => series!.due < promise.series!.due)
}

const seriesSlipped: NudgeKind<Facts> = {
  id: kinds.series_slipped,
  title: titles.series_slipped,
  load,
  digestGroup: 'slipped',
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
  nudgeKind(unreachable),
  ...nudgeRungs.map((name) => nudgeKind(rungKind(name))),
  nudgeKind(seriesSlipped),
  ...promiseTimers,
  ...weeklyKinds,
]

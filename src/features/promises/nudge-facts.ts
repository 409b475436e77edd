/** What a batch of nudges is about, read at once. */
import type { Scope } from '../../db/database.ts'
import type { Nudge } from '../../nudges/kinds.ts'
import type { People, Person } from '../../people/person.ts'
import { findPeople } from '../../people/store.ts'
import { instantOf, localDay } from '../../time/working-hours.ts'
import type { Commitment } from './domain/commitment.ts'
import { kinds } from './domain/kinds.ts'
import { participantIds } from './domain/participants.ts'
import { findAnswers, findEvents, findLatestWord, type HistoryEntry } from './store/event-store.ts'
import { findPromises } from './store/promise-store.ts'
import { findOpenOfSeries } from './store/series-store.ts'
import { findSeriesSilence, type SeriesSilence } from './store/series-silence-store.ts'
import { countWeeks, type WantedWeek, type WeekLoad } from './store/week-store.ts'

export interface Facts {
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
  /** Its series' earlier occurrences have said it already: that nobody speaks of them, and that they have lapsed. */
  isAskedBefore: boolean
  isLapsedBefore: boolean
  /** Of a request: what else is due in its week. */
  week: WeekLoad | undefined
}

export async function loadFacts(scope: Scope, nudges: readonly Nudge[]): Promise<Map<string, Facts>> {
  const { db, teamId } = scope
  const ids = [...new Set(nudges.flatMap((nudge) => nudge.subjectId ?? []))]
  const promises = await findPromises(scope, ids)
  const news = nudges.filter((nudge) => nudge.kind === kinds.news.name)
  const named = news.map((nudge) => ({ promiseId: nudge.subjectId!, seq: nudge.subjectVersion }))
  const events = await findEvents(scope, named)
  const answers = await findAnswers(scope, named)
  const entries = new Map(events.map((entry) => [`${entry.promiseId}:${entry.seq}`, entry]))
  const latest = await findLatestWord(scope, news.length ? ids : [])
  const seriesIds = seriesOf([...promises.values()])
  const openOfSeries = await findOpenOfSeries(scope, seriesIds)
  const silence = await findSeriesSilence(scope, seriesIds)
  const people = await findPeople(db, teamId, [...promises.values()].flatMap(participantIds))
  const weeks = await countWeeks(scope, weeksOfRequests([...promises.values()], people))
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
      ...saidBefore(promise, viewer, silence),
      week: viewer.userId === promise.promisor ? weeks.get(promise.id) : undefined,
    })
  }
  return facts
}

function saidBefore({ series, due, closedAt }: Commitment, { userId }: Person, silence: SeriesSilence) {
  const isEarlier = (one: { seriesId: string; due: Date }) =>
    series !== undefined && one.seriesId === series.id && one.due < series.due
  return {
    isAskedBefore: silence.asked.some((one) => isEarlier(one) && one.userId === userId),
    isLapsedBefore: silence.lapsed.some(
      (one) => isEarlier(one) && one.at > due.at && closedAt !== undefined && one.at <= closedAt,
    ),
  }
}

function seriesOf(promises: readonly Commitment[]): string[] {
  return [...new Set(promises.flatMap(({ series }) => series?.id ?? []))]
}

/** The week, from Monday, in which each request is due for the one who is asked. */
function weeksOfRequests(promises: readonly Commitment[], people: People): WantedWeek[] {
  return promises.flatMap(({ id, state, isOffer, promisor, promisee, due }) => {
    const zone = people.get(promisor)?.hours.zone
    if (state !== 'requested' || isOffer || !zone) return []
    const day = localDay(due.at, zone)
    const monday = day.subtract({ days: day.dayOfWeek - 1 })
    const [from, to] = [monday, monday.add({ days: 7 })].map((one) => instantOf(one, '00:00', zone))
    return [{ promiseId: id, promisor, promisee, from: from!, to: to! }]
  })
}

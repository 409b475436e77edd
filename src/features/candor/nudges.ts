import type { Scope } from '../../db/database.ts'
import { listAllies } from '../../circles/allies.ts'
import type { People, Person } from '../../people/person.ts'
import { findPeople } from '../../people/store.ts'
import { outcomes, type Answer } from './domain/answer.ts'
import { closeRound } from './handlers/close-round.ts'
import { runWeeklyTimer, startWeeklyQuestion } from './handlers/weekly-timer.ts'
import { findAnswers, findAnswersIn } from './store/answer-store.ts'
import * as says from './views/messages.ts'
import * as tells from './views/outcome-messages.ts'
import type { Offer } from './domain/offer.ts'
import { recheck } from './handlers/outcome.ts'
import type { Round } from './domain/round.ts'
import { findOffers } from './store/offer-store.ts'
import { findSchedule } from './store/schedule-store.ts'
import { findAsks, findRounds, listAsks } from './store/round-store.ts'
import { countUnread, type UnreadCount } from './store/unread.ts'
import {
  nudgeKind,
  type KindId,
  type Nudge,
  type NudgeKind,
  type AnyNudgeKind,
  type TimerKind,
} from '../../nudges/kinds.ts'
import { kinds } from './domain/kinds.ts'

type Loader<Facts> = NudgeKind<Facts>['load']

export function candorNudges(key: Buffer): readonly (AnyNudgeKind | TimerKind)[] {
  const asked = loadAsked(key)
  const answers = loadAnswers(key)
  const isOpen = ({ round, ask }: says.AskedOf) => round.state === 'open' && ask.state !== 'gone'
  return [
    // Planned by versions before 0.2; since then the link does it at once.
    timer(kinds.begin, 'the weekly question begins', async (desk, nudge) => {
      await startWeeklyQuestion(desk, nudge.userId)
    }),
    timer(kinds.turn, 'the weekly question', (desk, nudge) =>
      runWeeklyTimer(desk, nudge.userId, nudge.subjectVersion),
    ),
    timer(kinds.close, 'a question closes', (desk, nudge) => closeRound(desk, nudge.subjectId!)),
    timer(kinds.recheck, 'whether it has changed', (desk, nudge) => recheck(desk, nudge.subjectId!)),
    nudgeKind<Prompted>({
      id: kinds.prompt,
      title: 'your weekly question',
      load: loadPrompts(key),
      isDue: ({ round }) => round.state === 'proposed',
      render: ({ round, allies, people }, nudge) =>
        says.prompt(round, allies, people, nudge.facts.isLast === true),
    }),
    nudgeKind<{ stillAlone: boolean }>({
      id: kinds.alone,
      title: 'your weekly question, with nobody to ask yet',
      load: loadAlone,
      isDue: ({ stillAlone }) => stillAlone,
      render: (_, nudge) => says.alonePrompt(nudge.facts.isLast === true),
    }),
    nudgeKind<says.AskedOf>({
      id: kinds.ask,
      title: "a colleague's question",
      load: asked,
      isDue: (facts) => isOpen(facts) && facts.isAlly,
      render: (facts, _, now) => says.asking({ ...facts, now }),
    }),
    nudgeKind<says.AskedOf>({
      id: kinds.reminder,
      title: "the one reminder of a colleague's question",
      load: asked,
      // Where answers without a name are offered, whether one was given must not show in who is reminded.
      isDue: (facts) =>
        isOpen(facts) && facts.isAlly && (facts.round.anonymity === 'offered' || facts.ask.state === 'asked'),
      render: (facts, _, now) => says.reminder({ ...facts, now }),
    }),
    nudgeKind<says.AskedOf>({
      id: kinds.too_few,
      title: 'word that too few answered without a name',
      load: asked,
      isDue: ({ round }) => round.anonymity === 'erased',
      render: (facts, _, now) => says.tooFew({ ...facts, now }),
    }),
    nudgeKind<UnreadCount>({
      id: kinds.waiting,
      title: 'word that answers wait',
      load: loadWaiting(key),
      isDue: ({ signed, anonymous: nameless }) => signed + nameless > 0,
      render: (facts) => says.waiting(facts),
    }),
    nudgeKind<Answered>({
      id: kinds.outcome,
      title: 'what became of your answer',
      load: answers,
      isDue: ({ answer }) => answer.outcome !== undefined,
      render: ({ answer, round, people }) => tells.outcome(answer, round, people),
    }),
    nudgeKind<Prompted>({
      id: kinds.outcome_all,
      title: 'what became of an answer without a name',
      load: loadPrompts(key),
      isDue: () => true,
      render: ({ round, people }, nudge) =>
        tells.outcomeForAll(
          round,
          outcomes.find((known) => known === nudge.facts.outcome) ?? 'heard',
          people,
        ),
    }),
    nudgeKind<Answered>({
      id: kinds.asked_back,
      title: 'one question back about your answer',
      load: answers,
      isDue: ({ answer }) => answer.hasAskedBack && !answer.hasReply,
      render: ({ answer, people }) => tells.askedBack(answer, people),
    }),
    nudgeKind<Answered>({
      id: kinds.replied,
      title: 'a reply to what you asked back',
      load: answers,
      isDue: ({ answer }) => answer.hasReply,
      render: ({ answer, people }) => tells.replied(answer, people),
    }),
    nudgeKind<Answered>({
      id: kinds.changed,
      title: 'whether a promise changed something, four weeks after',
      load: answers,
      isDue: ({ answer }) => answer.outcome === 'promise' && answer.change === undefined,
      render: ({ answer, round, people }) => tells.changed(answer, round, people),
    }),
    nudgeKind<Answered>({
      id: kinds.change_told,
      title: 'whether your promise changed something',
      load: answers,
      isDue: ({ answer }) => answer.change !== undefined,
      render: ({ answer, people }) => tells.changeTold(answer, people),
    }),
    nudgeKind<Offered>({
      id: kinds.offer,
      title: 'an offer of feedback',
      load: loadOffers,
      isDue: ({ offer, people }) =>
        offer.state === 'offered' && people.get(offer.giver)?.isDeactivated === false,
      render: ({ offer, people }) => tells.offered(offer, people),
    }),
    nudgeKind<Offered>({
      id: kinds.offer_answered,
      title: 'the answer to your offer of feedback',
      load: loadOffers,
      isDue: ({ offer }) => offer.state === 'accepted' || offer.state === 'declined',
      render: ({ offer, people, viewer }, _, now) => tells.offerAnswered(offer, people, viewer, now),
    }),
  ]

  function timer(
    id: KindId<'timer'>,
    title: string,
    act: (desk: Parameters<typeof closeRound>[0], nudge: Nudge) => Promise<void>,
  ): TimerKind {
    return {
      id,
      title,
      run: ({ teamId, nudge, now, db }) => act({ teamId, db, now, key }, nudge),
    }
  }
}

interface Prompted {
  round: Round
  allies: string[]
  people: People
}

function loadPrompts(key: Buffer): Loader<Prompted> {
  return async ({ db, teamId }, nudges) => {
    const ids = subjectsOf(nudges)
    const rounds = await findRounds(db, key, teamId, ids)
    const asks = await listAsks(db, teamId, ids)
    const people = await findPeople(db, teamId, [
      ...asks.map((ask) => ask.ally),
      ...[...rounds.values()].map((round) => round.asker),
    ])
    return forEach(nudges, (nudge) => {
      const round = rounds.get(nudge.subjectId ?? '')
      const allies = asks.filter((ask) => ask.roundId === round?.id).map((ask) => ask.ally)
      return round && { round, allies, people }
    })
  }
}

async function loadAlone(
  { db, teamId }: Scope,
  nudges: readonly Nudge[],
): Promise<Map<string, { stillAlone: boolean }>> {
  const facts = new Map<string, { stillAlone: boolean }>()
  for (const nudge of nudges) {
    const schedule = await findSchedule(db, teamId, nudge.userId)
    const allies = await listAllies(db, teamId, nudge.userId)
    facts.set(nudge.id, { stillAlone: !allies.length && schedule?.turn === nudge.subjectVersion })
  }
  return facts
}

function loadAsked(key: Buffer): Loader<says.AskedOf> {
  return async ({ db, teamId }, nudges) => {
    const asks = await findAsks(db, teamId, subjectsOf(nudges))
    const ids = [...asks.values()].map((ask) => ask.roundId)
    const rounds = await findRounds(db, key, teamId, ids)
    const answers = await findAnswersIn(db, teamId, ids)
    const askers = [...rounds.values()].map((round) => round.asker)
    const people = await findPeople(db, teamId, [...askers, ...nudges.map((nudge) => nudge.userId)])
    const circles = new Map<string, string[]>()
    for (const asker of new Set(askers)) circles.set(asker, await listAllies(db, teamId, asker))
    return forEach(nudges, (nudge) => {
      const ask = asks.get(nudge.subjectId ?? '')
      const round = rounds.get(ask?.roundId ?? '')
      const viewer = people.get(nudge.userId)
      if (!ask || !round || !viewer) return undefined
      const answer = answers.find((one) => one.roundId === round.id && one.writer === ask.ally)
      const isAlly = circles.get(round.asker)?.includes(ask.ally) === true
      return { round, ask, answer, people, viewer, isAlly, now: nudge.dueAt }
    })
  }
}

interface Answered {
  answer: Answer
  round: Round | undefined
  people: People
}

function loadAnswers(key: Buffer): Loader<Answered> {
  return async ({ db, teamId }, nudges) => {
    const answers = await findAnswers(db, teamId, subjectsOf(nudges))
    const all = [...answers.values()]
    const rounds = await findRounds(
      db,
      key,
      teamId,
      all.flatMap((answer) => answer.roundId ?? []),
    )
    const people = await findPeople(
      db,
      teamId,
      all.flatMap((answer) => [answer.writer, answer.reader]),
    )
    return forEach(nudges, (nudge) => {
      const answer = answers.get(nudge.subjectId ?? '')
      return answer && { answer, round: rounds.get(answer.roundId ?? ''), people }
    })
  }
}

interface Offered {
  offer: Offer
  people: People
  viewer: Person
}

async function loadOffers({ db, teamId }: Scope, nudges: readonly Nudge[]): Promise<Map<string, Offered>> {
  const offers = await findOffers(db, teamId, subjectsOf(nudges))
  const people = await findPeople(
    db,
    teamId,
    [...offers.values()].flatMap((offer) => [offer.giver, offer.hearer]),
  )
  return forEach(nudges, (nudge) => {
    const offer = offers.get(nudge.subjectId ?? '')
    const viewer = people.get(nudge.userId)
    return offer && viewer && { offer, people, viewer }
  })
}

function loadWaiting(key: Buffer): Loader<UnreadCount> {
  return async ({ db, teamId }, nudges) => {
    const counts = new Map<string, UnreadCount>()
    for (const userId of new Set(nudges.map((nudge) => nudge.userId)))
      counts.set(userId, await countUnread(db, key, teamId, userId))
    return forEach(nudges, (nudge) => counts.get(nudge.userId))
  }
}

function subjectsOf(nudges: readonly Nudge[]): string[] {
  return [...new Set(nudges.flatMap((nudge) => nudge.subjectId ?? []))]
}

function forEach<Facts>(
  nudges: readonly Nudge[],
  factsOf: (nudge: Nudge) => Facts | undefined,
): Map<string, Facts> {
  return new Map(
    nudges.flatMap((nudge) => {
      const facts = factsOf(nudge)
      return facts === undefined ? [] : [[nudge.id, facts] as const]
    }),
  )
}

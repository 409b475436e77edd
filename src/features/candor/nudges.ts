/** The kinds of message and timer of candor: when each is still due, and which view says it. */
import { rewriteTables } from '../../anonymity/rewrite-tables.ts'
import { nudgeKind, type AnyNudgeKind, type KindId, type Nudge, type TimerKind } from '../../nudges/kinds.ts'
import { outcomes } from './domain/answer.ts'
import { kinds } from './domain/kinds.ts'
import { closeRound } from './handlers/close-round.ts'
import { recheck } from './handlers/outcome.ts'
import { runWeeklyTimer, startWeeklyQuestion } from './handlers/weekly-timer.ts'
import type { CandorScope } from './store/context.ts'
import {
  loadAnswers,
  loadAsks,
  loadClosed,
  loadOffers,
  loadRounds,
  loadStillAlone,
  loadUnread,
  type AnswerFacts,
  type AskFacts,
  type ClosedFacts,
  type OfferFacts,
  type RoundFacts,
} from './store/nudge-facts.ts'
import type { UnreadCount } from './store/unread.ts'
import * as messages from './views/messages.ts'
import * as outcomeMessages from './views/outcome-messages.ts'

const timers: readonly TimerKind[] = [
  // Planned by versions before 0.2; since then the link starts the weekly question at once.
  timer(kinds.begin, 'the weekly question begins', async (scope, nudge) => {
    await startWeeklyQuestion(scope, nudge.userId)
  }),
  timer(kinds.turn, 'the weekly question', (scope, nudge) =>
    runWeeklyTimer(scope, nudge.userId, nudge.subjectVersion),
  ),
  timer(kinds.close, 'a question closes', (scope, nudge) => closeRound(scope, nudge.subjectId!)),
  // A transaction of its own, as it locks two whole tables for as long as it takes to copy them.
  timer(kinds.rewrite, 'a question leaves nothing behind', (scope) =>
    rewriteTables(scope.db, ['candor_boxes', 'candor_asks']),
  ),
  timer(kinds.recheck, 'whether it has changed', (scope, nudge) => recheck(scope, nudge.subjectId!)),
]

const toAsker: readonly AnyNudgeKind[] = [
  nudgeKind<RoundFacts>({
    id: kinds.prompt,
    title: 'your weekly question',
    load: loadRounds,
    isDue: ({ round }) => round.state === 'proposed',
    render: ({ round, allies, people }, nudge) =>
      messages.prompt(round, allies, people, nudge.facts.isLast === true),
  }),
  nudgeKind<{ stillAlone: boolean }>({
    id: kinds.alone,
    title: 'your weekly question, with nobody to ask yet',
    load: loadStillAlone,
    isDue: ({ stillAlone }) => stillAlone,
    render: (_, nudge) => messages.alonePrompt(nudge.facts.isLast === true),
  }),
  nudgeKind<RoundFacts>({
    id: kinds.went_out,
    title: 'word that your question went out by itself',
    load: loadRounds,
    isDue: ({ round }) => round.state === 'open',
    render: ({ round, allies, people }, _, now) => messages.wentOut(round, allies, people, now),
  }),
  nudgeKind<ClosedFacts>({
    id: kinds.closed,
    title: 'word that your question has closed',
    load: loadClosed,
    isDue: () => true,
    render: (facts) => messages.closed(facts),
  }),
  nudgeKind<UnreadCount>({
    id: kinds.waiting,
    title: 'word that answers wait',
    load: loadUnread,
    isDue: ({ signed, anonymous }) => signed + anonymous > 0,
    render: (facts) => messages.waiting(facts),
  }),
  nudgeKind<AnswerFacts>({
    id: kinds.replied,
    title: 'a reply to what you asked back',
    load: loadAnswers,
    isDue: ({ answer }) => answer.hasReply,
    render: ({ answer, people }) => outcomeMessages.replied(answer, people),
  }),
  nudgeKind<AnswerFacts>({
    id: kinds.change_told,
    title: 'whether your promise changed something',
    load: loadAnswers,
    isDue: ({ answer }) => answer.change !== undefined,
    render: ({ answer, people }) => outcomeMessages.changeTold(answer, people),
  }),
]

const isOpen = ({ round, ask }: AskFacts) => round.state === 'open' && ask.state !== 'gone'

const toAllies: readonly AnyNudgeKind[] = [
  nudgeKind<AskFacts>({
    id: kinds.ask,
    title: "a colleague's question",
    load: loadAsks,
    isDue: (facts) => isOpen(facts) && facts.isAlly,
    render: (facts, _, now) => messages.asking({ ...facts, now }),
  }),
  nudgeKind<AskFacts>({
    id: kinds.reminder,
    title: "the one reminder of a colleague's question",
    load: loadAsks,
    // Where answers without a name are offered, who is reminded must not tell whether they gave one.
    isDue: (facts) =>
      isOpen(facts) && facts.isAlly && (facts.round.anonymity === 'offered' || facts.ask.state === 'asked'),
    render: (facts, _, now) => messages.reminder({ ...facts, now }),
  }),
  nudgeKind<AskFacts>({
    id: kinds.too_few,
    title: 'word that too few answered without a name',
    load: loadAsks,
    isDue: ({ round }) => round.anonymity === 'erased',
    render: (facts, _, now) => messages.tooFew({ ...facts, now }),
  }),
  nudgeKind<RoundFacts>({
    id: kinds.outcome_all,
    title: 'what became of an answer without a name',
    load: loadRounds,
    isDue: () => true,
    render: ({ round, people }, nudge) =>
      outcomeMessages.outcomeForAll(
        round,
        outcomes.find((known) => known === nudge.facts.outcome) ?? 'heard',
        people,
      ),
  }),
]

const toWriter: readonly AnyNudgeKind[] = [
  nudgeKind<AnswerFacts>({
    id: kinds.outcome,
    title: 'what became of your answer',
    load: loadAnswers,
    isDue: ({ answer }) => answer.outcome !== undefined,
    render: ({ answer, round, people }) => outcomeMessages.outcome(answer, round, people),
  }),
  nudgeKind<AnswerFacts>({
    id: kinds.asked_back,
    title: 'one question back about your answer',
    load: loadAnswers,
    isDue: ({ answer }) => answer.hasAskedBack && !answer.hasReply,
    render: ({ answer, people }) => outcomeMessages.askedBack(answer, people),
  }),
  nudgeKind<AnswerFacts>({
    id: kinds.changed,
    title: 'whether a promise changed something, four weeks after',
    load: loadAnswers,
    isDue: ({ answer }) => answer.outcome === 'promise' && answer.change === undefined,
    render: ({ answer, round, people }) => outcomeMessages.changed(answer, round, people),
  }),
]

const offers: readonly AnyNudgeKind[] = [
  nudgeKind<OfferFacts>({
    id: kinds.offer,
    title: 'an offer of feedback',
    load: loadOffers,
    isDue: ({ offer, people }) =>
      offer.state === 'offered' && people.get(offer.giver)?.isDeactivated === false,
    render: ({ offer, people }) => outcomeMessages.offered(offer, people),
  }),
  nudgeKind<OfferFacts>({
    id: kinds.offer_answered,
    title: 'the answer to your offer of feedback',
    load: loadOffers,
    isDue: ({ offer }) => offer.state === 'accepted' || offer.state === 'declined',
    render: ({ offer, people, viewer }, _, now) => outcomeMessages.offerAnswered(offer, people, viewer, now),
  }),
]

export const candorNudges = [...timers, ...toAsker, ...toAllies, ...toWriter, ...offers]

function timer(
  id: KindId<'timer'>,
  title: string,
  run: (scope: CandorScope, nudge: Nudge) => Promise<void>,
): TimerKind {
  return { id, title, run: (call) => run(call, call.nudge) }
}

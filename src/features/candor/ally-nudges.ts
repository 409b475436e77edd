/** The kinds of message to those who are asked: when each is still due, and which view says it. */
import { nudgeKind, type AnyNudgeKind } from '../../nudges/kinds.ts'
import { outcomes } from './domain/answer.ts'
import { kinds } from './domain/kinds.ts'
import { loadAnswers, type AnswerFacts } from './store/answer-facts.ts'
import { loadAsks, loadRounds, type AskFacts, type RoundFacts } from './store/nudge-facts.ts'
import * as messages from './views/ally-messages.ts'
import { inPersonAnswer } from './views/in-person.ts'
import * as outcomeMessages from './views/outcome-messages.ts'

const isOpen = ({ round, ask }: AskFacts) => round.state === 'open' && ask.state !== 'gone'

export const toAllies: readonly AnyNudgeKind[] = [
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
    id: kinds.in_person_answered,
    title: 'the answer to your saying it face to face',
    load: loadAsks,
    isDue: ({ ask }) => ask.inPerson === 'agreed' || ask.state === 'asked',
    render: (facts) => inPersonAnswer(facts),
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

export const toWriter: readonly AnyNudgeKind[] = [
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
  nudgeKind<AnswerFacts>({
    id: kinds.changed_again,
    title: 'whether a promise changed something, four weeks after "not yet"',
    load: loadAnswers,
    isDue: ({ answer }) => answer.asksAgain && answer.changeAgain === undefined,
    render: ({ answer, round, people }) => outcomeMessages.changedAgain(answer, round, people),
  }),
]

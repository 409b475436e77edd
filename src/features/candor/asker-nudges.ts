/** The kinds of message of a round to the one who asks: when each is still due, and which view says it. */
import { nudgeKind, type AnyNudgeKind } from '../../nudges/kinds.ts'
import { kinds } from './domain/kinds.ts'
import { loadAnswers, type AnswerFacts } from './store/answer-facts.ts'
import {
  loadAsks,
  loadClosed,
  loadRounds,
  loadStillAlone,
  loadUnread,
  type AskFacts,
  type ClosedFacts,
  type RoundFacts,
  type UnreadFacts,
} from './store/nudge-facts.ts'
import * as messages from './views/asker-messages.ts'
import { inPerson } from './views/in-person.ts'
import * as outcomeMessages from './views/outcome-messages.ts'

export const toAsker: readonly AnyNudgeKind[] = [
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
  nudgeKind<UnreadFacts>({
    id: kinds.waiting,
    title: 'word that answers wait',
    digestGroup: 'answers',
    load: loadUnread,
    isDue: ({ signed, anonymous }) => signed + anonymous > 0,
    render: (facts) => messages.waiting(facts),
  }),
  nudgeKind<AskFacts>({
    id: kinds.in_person,
    title: 'word that a colleague would rather say it face to face',
    load: loadAsks,
    isDue: ({ ask }) => ask.inPerson === 'offered' && ask.state !== 'gone',
    render: (facts) => inPerson(facts),
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
  nudgeKind<AnswerFacts>({
    id: kinds.change_told_again,
    title: 'whether your promise changed something, asked once more',
    load: loadAnswers,
    isDue: ({ answer }) => answer.changeAgain !== undefined,
    render: ({ answer, people }) => outcomeMessages.changeToldAgain(answer, people),
  }),
]

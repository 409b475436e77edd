/** The kinds of message and timer of candor. */
import { rewriteTables } from '../../anonymity/rewrite-tables.ts'
import { nudgeKind, type AnyNudgeKind, type KindId, type Nudge, type TimerKind } from '../../nudges/kinds.ts'
import { toAllies, toWriter } from './ally-nudges.ts'
import { toAsker } from './asker-nudges.ts'
import { kinds } from './domain/kinds.ts'
import { closeRound } from './handlers/close-round.ts'
import { recheck } from './handlers/outcome.ts'
import { runWeeklyTimer, startWeeklyQuestion } from './handlers/weekly-timer.ts'
import type { CandorScope } from './store/context.ts'
import { loadOffers, type OfferFacts } from './store/answer-facts.ts'
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

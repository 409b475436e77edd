/** Reads what candor's messages about one answer or one offer say, for a whole batch of one workspace. */
import type { Scope } from '../../../db/database.ts'
import type { Nudge } from '../../../nudges/kinds.ts'
import type { People, Person } from '../../../people/person.ts'
import { findPeople } from '../../../people/store.ts'
import type { Answer } from '../domain/answer.ts'
import type { Offer } from '../domain/offer.ts'
import type { Round } from '../domain/round.ts'
import { findAnswers } from './answer-store.ts'
import { forEach, subjectsOf } from './nudge-facts.ts'
import { findOffers } from './offer-store.ts'
import { findRounds } from './round-store.ts'

export interface AnswerFacts {
  answer: Answer
  round: Round | undefined
  people: People
}

export async function loadAnswers(scope: Scope, nudges: readonly Nudge[]): Promise<Map<string, AnswerFacts>> {
  const answers = await findAnswers(scope, subjectsOf(nudges))
  const all = [...answers.values()]
  const rounds = await findRounds(
    scope,
    all.flatMap((answer) => answer.roundId ?? []),
  )
  const userIds = all.flatMap((answer) => [answer.writer, answer.reader])
  const people = await findPeople(scope.db, scope.teamId, userIds)
  return forEach(nudges, (nudge) => {
    const answer = answers.get(nudge.subjectId ?? '')
    return answer && { answer, round: rounds.get(answer.roundId ?? ''), people }
  })
}

export interface OfferFacts {
  offer: Offer
  people: People
  viewer: Person
}

export async function loadOffers(scope: Scope, nudges: readonly Nudge[]): Promise<Map<string, OfferFacts>> {
  const offers = await findOffers(scope, subjectsOf(nudges))
  const userIds = [...offers.values()].flatMap((offer) => [offer.giver, offer.hearer])
  const people = await findPeople(scope.db, scope.teamId, userIds)
  return forEach(nudges, (nudge) => {
    const offer = offers.get(nudge.subjectId ?? '')
    const viewer = people.get(nudge.userId)
    return offer && viewer && { offer, people, viewer }
  })
}

/** The end of a round: answers without a name are released together, or erased unread. */
import { listAllies } from '../../../circles/allies.ts'
import { planNudges } from '../../../nudges/plan.ts'
import { markStale } from '../../../nudges/update-planned.ts'
import type { Person } from '../../../people/person.ts'
import { findPeople } from '../../../people/store.ts'
import { kinds } from '../domain/kinds.ts'
import { lateSigningEnds, releaseOf, type Ask, type Round } from '../domain/round.ts'
import {
  eraseAnonymousAnswers,
  readAnonymousAnswers,
  reshuffle,
  saveAnonymousAnswers,
} from '../store/anonymous-answer-store.ts'
import { listAsks } from '../store/ask-store.ts'
import type { CandorScope } from '../store/context.ts'
import { lockRound, saveRound } from '../store/round-store.ts'
import { findSchedule } from '../store/schedule-store.ts'
import { notifyUnread } from '../store/unread.ts'
import { planAbout } from './plan-about.ts'

export async function closeRound(scope: CandorScope, roundId: string): Promise<void> {
  const { db, teamId, now } = scope
  const round = await lockRound(scope, roundId)
  if (round?.state !== 'open') return
  const asks = await listAsks(scope, [roundId])
  const asker = (await findPeople(db, teamId, [round.asker])).get(round.asker)
  if (round.anonymity === 'offered' && asker && !asker.isDeactivated)
    await releaseOrErase(scope, round, asks, asker)
  else {
    await eraseAnonymousAnswers(scope, roundId)
    await saveRound(scope, { ...round, anonymity: 'no', state: 'closed', closedAt: now })
  }
  await markStale(
    db,
    teamId,
    asks.map(({ id }) => id),
  )
  const schedule = await findSchedule(scope, round.asker)
  const planned = [
    ...(schedule?.autopilot && !round.parent && !round.isSingle
      ? [planAbout(round.id, round.asker, kinds.closed, now)]
      : []),
    ...(round.anonymity === 'offered' ? [planAbout(round.id, round.asker, kinds.rewrite, now)] : []),
  ]
  await planNudges(db, teamId, planned, now)
}

async function releaseOrErase(
  scope: CandorScope,
  round: Round,
  asks: readonly Ask[],
  asker: Person,
): Promise<void> {
  const { db, teamId, now } = scope
  const answers = (await readAnonymousAnswers(scope, [round.id])).get(round.id) ?? []
  const allies = new Set(await listAllies(scope, round.asker))
  const present = asks.filter((ask) => ask.state !== 'gone' && allies.has(ask.ally))
  const hiding = present.filter((ask) => ask.mayBeAnonymous)
  const anonymity = releaseOf(answers.length, hiding.length)
  const closed: Round = { ...round, state: 'closed', anonymity, closedAt: now }
  if (anonymity === 'released') {
    await saveAnonymousAnswers(scope, closed, reshuffle(answers))
    await saveRound(scope, closed)
    return notifyUnread(scope, round.asker, round.id)
  }
  await eraseAnonymousAnswers(scope, round.id)
  await saveRound(scope, { ...closed, lateUntil: lateSigningEnds(asker.hours, now) })
  // The same to everybody who was asked, whatever each of them did.
  const told = present.map((ask) => planAbout(ask.id, ask.ally, kinds.too_few, now))
  await planNudges(db, teamId, told, now)
}

/** The end of a round: answers without a name are released together, or erased unread. */
import { markStale } from '../../../nudges/update-planned.ts'
import { planNudges, type Planned } from '../../../nudges/plan.ts'
import { listAllies } from '../../../circles/allies.ts'
import type { Person } from '../../../people/person.ts'
import { findPeople } from '../../../people/store.ts'
import {
  eraseAnonymousAnswers,
  reshuffle,
  readAnonymousAnswers,
  saveAnonymousAnswers,
} from '../store/anonymous-answer-store.ts'
import type { CandorScope } from '../store/context.ts'
import { lateSigningEnds, releaseOf, type Ask, type Round } from '../domain/round.ts'
import { listAsks, lockRound, saveRound } from '../store/round-store.ts'
import { notifyUnread } from '../store/unread.ts'
import { kinds } from '../domain/kinds.ts'

/** Five working days are over: answers without a name are released together, or erased unread. */
export async function closeRound(scope: CandorScope, roundId: string): Promise<void> {
  const { db, teamId, now } = scope
  const round = await lockRound(scope, roundId)
  if (round?.state !== 'open') return
  const asks = await listAsks(scope, [roundId])
  const asker = (await findPeople(db, teamId, [round.asker])).get(round.asker)
  if (round.anonymity === 'offered' && asker && !asker.isDeactivated)
    await settleBox(scope, round, asks, asker)
  else {
    await eraseAnonymousAnswers(scope, roundId)
    await saveRound(scope, { ...round, anonymity: 'no', state: 'closed', closedAt: now })
  }
  for (const ask of asks) await markStale(db, teamId, ask.id)
}

async function settleBox(
  scope: CandorScope,
  round: Round,
  asks: readonly Ask[],
  asker: Person,
): Promise<void> {
  const { db, teamId, now } = scope
  const box = await readAnonymousAnswers(scope, round.id)
  const allies = new Set(await listAllies(scope, round.asker))
  const present = asks.filter((ask) => ask.state !== 'gone' && allies.has(ask.ally))
  const nameless = releaseOf(box.length, present.length)
  const closed: Round = { ...round, state: 'closed', anonymity: nameless, closedAt: now }
  if (nameless === 'released') {
    await saveAnonymousAnswers(scope, round.id, reshuffle(box))
    await saveRound(scope, closed)
    await notifyUnread(scope, round.asker, round.id)
    return
  }
  await eraseAnonymousAnswers(scope, round.id)
  await saveRound(scope, { ...closed, lateUntil: lateSigningEnds(asker.hours, now) })
  await planNudges(
    db,
    teamId,
    present.map((ask) => tooFewOf(ask, now)),
    now,
  )
}

/** The same to everybody who was asked, whatever each of them did. */
function tooFewOf(ask: Ask, now: Date): Planned {
  return {
    userId: ask.ally,
    kind: kinds.too_few,
    subjectId: ask.id,
    dedupeKey: `${ask.id}:too_few`,
    dueAt: now,
  }
}

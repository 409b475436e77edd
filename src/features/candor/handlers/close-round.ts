/** The end of a round: answers without a name are released together, or erased unread. */
import { markStale } from '../../../nudges/update-planned.ts'
import { planNudges, type Planned } from '../../../nudges/plan.ts'
import { listAllies } from '../../../circles/allies.ts'
import type { Person } from '../../../people/person.ts'
import { findPeople } from '../../../people/store.ts'
import { eraseBox, inAnyOrder, readBox, sealBox } from '../store/anonymous-answer-store.ts'
import type { Desk } from '../store/context.ts'
import { lateTime, releaseOf, type Ask, type Round } from '../domain/round.ts'
import { listAsks, lockRound, saveRound } from '../store/round-store.ts'
import { tellWaiting } from '../store/unread.ts'

/** Five working days are over: answers without a name are released together, or erased unread. */
export async function closeRound(desk: Desk, roundId: string): Promise<void> {
  const { db, teamId, now, key } = desk
  const round = await lockRound(db, key, teamId, roundId)
  if (round?.state !== 'open') return
  const asks = await listAsks(db, teamId, [roundId])
  const asker = (await findPeople(db, teamId, [round.asker])).get(round.asker)
  if (round.nameless === 'offered' && asker && !asker.isDeactivated) await settleBox(desk, round, asks, asker)
  else {
    await eraseBox(db, teamId, roundId)
    await saveRound(db, key, teamId, { ...round, nameless: 'no', state: 'closed', closedAt: now })
  }
  for (const ask of asks) await markStale(db, teamId, ask.id)
}

async function settleBox(desk: Desk, round: Round, asks: readonly Ask[], asker: Person): Promise<void> {
  const { db, teamId, now, key } = desk
  const box = await readBox(db, key, teamId, round.id)
  const allies = new Set(await listAllies(db, teamId, round.asker))
  const present = asks.filter((ask) => ask.state !== 'gone' && allies.has(ask.ally))
  const nameless = releaseOf(box.length, present.length)
  const closed: Round = { ...round, state: 'closed', nameless, closedAt: now }
  if (nameless === 'released') {
    await sealBox(db, key, teamId, round.id, inAnyOrder(box))
    await saveRound(db, key, teamId, closed)
    await tellWaiting(desk, round.asker, round.id)
    return
  }
  await eraseBox(db, teamId, round.id)
  await saveRound(db, key, teamId, { ...closed, lateUntil: lateTime(asker.hours, now) })
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
    kind: 'candor.too_few',
    manner: 'notice',
    subjectId: ask.id,
    dedupeKey: `${ask.id}:too_few`,
    dueAt: now,
  }
}

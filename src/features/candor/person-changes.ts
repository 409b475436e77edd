/** What candor does when somebody leaves the workspace or changes their time zone. */
import { cancelNudges, markStale } from '../../nudges/update-planned.ts'
import { skipProposal } from './handlers/start-round.ts'
import { closeRound } from './handlers/close-round.ts'
import { planWeeklyTimer } from './handlers/weekly-timer.ts'
import { findPeople } from '../../people/store.ts'
import type { CandorScope } from './store/context.ts'
import { closeAsksOf } from './store/ask-store.ts'
import { lockSchedule, saveSchedule } from './store/schedule-store.ts'
import { listRounds } from './store/round-store.ts'

/** Closes what they were asked and what they asked. */
export async function endForLeaver(scope: CandorScope, userId: string): Promise<void> {
  const { db, teamId } = scope
  for (const ask of await closeAsksOf(scope, userId)) {
    await cancelNudges(db, teamId, { subjectId: ask.id })
    await markStale(db, teamId, ask.id)
  }
  const schedule = await lockSchedule(scope, userId)
  if (schedule) {
    await saveSchedule(scope, { ...schedule, paused: true, nextOn: undefined })
    await cancelNudges(db, teamId, { subjectId: schedule.id })
  }
  for (const round of await listRounds(scope, userId, {
    states: ['proposed', 'open'],
    limit: 100,
  })) {
    if (round.state === 'proposed') await skipProposal(scope, round)
    else await closeRound(scope, round.id)
  }
}

/** The weekly question keeps its time on the person's own wall clock. */
export async function moveToZone(scope: CandorScope, userId: string): Promise<void> {
  const schedule = await lockSchedule(scope, userId)
  const me = (await findPeople(scope.db, scope.teamId, [userId])).get(userId)
  if (schedule?.nextOn && me) await planWeeklyTimer(scope, me, schedule)
}

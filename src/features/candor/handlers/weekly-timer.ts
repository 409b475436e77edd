/** The weekly question: when it comes, and what is sent when nobody can be asked. */
import { randomUUID } from 'node:crypto'
import { cancelNudges } from '../../../nudges/update-planned.ts'
import { planNudges, type Planned } from '../../../nudges/plan.ts'
import { listAllies } from '../../../circles/allies.ts'
import type { Person } from '../../../people/person.ts'
import { findPeople } from '../../../people/store.ts'
import { planAbout } from './plan-about.ts'
import { startRound, proposeRound, skipProposal } from './start-round.ts'
import type { CandorScope } from '../store/context.ts'
import type { Round } from '../domain/round.ts'
import { lockSchedule, saveSchedule } from '../store/schedule-store.ts'
import {
  dayAfter,
  firstQuestionDay,
  instantOn,
  maxUnanswered,
  usual,
  type Schedule,
} from '../domain/schedule.ts'
import { listAsks } from '../store/ask-store.ts'
import { listRounds } from '../store/round-store.ts'
import { kinds } from '../domain/kinds.ts'
import type { Reply } from '../../../feature.ts'

/** The schedule of `me`, created if there is none, with its next question planned unless it is paused. */
export async function beginSchedule(scope: CandorScope, me: Person): Promise<Schedule> {
  const found = await lockSchedule(scope, me.userId)
  const schedule = found ?? { ...usual, id: randomUUID(), userId: me.userId }
  if (schedule.nextOn || schedule.paused) return schedule
  return planWeeklyTimer(scope, me, {
    ...schedule,
    unanswered: 0,
    nextOn: firstQuestionDay(schedule, me.hours.zone, scope.now),
  })
}

/** Starts the weekly question of somebody who has an ally now. */
export async function startWeeklyQuestion(scope: CandorScope, userId: string): Promise<Reply> {
  const me = (await findPeople(scope.db, scope.teamId, [userId])).get(userId)
  if (me && !me.isDeactivated) await beginSchedule(scope, me)
  return {}
}

/** Plans the question of `nextOn` in place of what was planned before. */
export async function planWeeklyTimer(scope: CandorScope, me: Person, schedule: Schedule): Promise<Schedule> {
  const next = { ...schedule, turn: schedule.turn + 1 }
  await saveSchedule(scope, next)
  await cancelNudges(scope.db, scope.teamId, { subjectId: next.id, kinds: [kinds.turn] })
  if (!next.nextOn || next.paused) return next
  await planNudges(scope.db, scope.teamId, [planTurn(next, me)], scope.now)
  return next
}

function planTurn(schedule: Schedule, me: Person): Planned {
  return {
    userId: me.userId,
    kind: kinds.turn,
    subjectId: schedule.id,
    subjectVersion: schedule.turn,
    dedupeKey: `${schedule.id}:turn:${schedule.turn}`,
    dueAt: instantOn(schedule.nextOn!, schedule, me.hours.zone),
  }
}

/**
 * Runs at the time of the weekly question: drops the proposal that was ignored, plans the next question, and shows this
 * one to the asker or, on autopilot, asks it. A timer of an older turn does nothing.
 */
export async function runWeeklyTimer(scope: CandorScope, userId: string, turn: number): Promise<void> {
  const { db, teamId, now } = scope
  const schedule = await lockSchedule(scope, userId)
  const me = (await findPeople(db, teamId, [userId])).get(userId)
  if (!schedule?.nextOn || schedule.turn !== turn || schedule.paused || !me || me.isDeactivated) return
  const allies = await listAllies(scope, userId)
  const wasIgnored = await skipIgnored(scope, userId)
  const unanswered = wasIgnored || !allies.length ? schedule.unanswered + 1 : 0
  const nextOn = unanswered < maxUnanswered ? dayAfter(schedule, me.hours.zone, now) : undefined
  const next = await planWeeklyTimer(scope, me, { ...schedule, unanswered, nextOn })
  const isLast = nextOn === undefined
  if (!allies.length) return planNudges(db, teamId, [planAlone(next, isLast, now)], now)
  const round = await proposeRound(scope, me, next)
  if (!round) return
  if (next.autopilot) {
    const asks = await listAsks(scope, [round.id])
    const wanted = asks.map((ask) => ask.ally)
    const opened = await startRound(scope, me, round, wanted)
    if (opened) await planNudges(db, teamId, [planAbout(round.id, round.asker, kinds.went_out, now)], now)
  } else await planNudges(db, teamId, [planPrompt(round, isLast, now)], now)
}

function planPrompt(round: Round, isLast: boolean, now: Date): Planned {
  return {
    userId: round.asker,
    kind: kinds.prompt,
    subjectId: round.id,
    dedupeKey: `${round.id}:prompt`,
    facts: { isLast },
    dueAt: now,
    spread: true,
  }
}

function planAlone(schedule: Schedule, isLast: boolean, now: Date): Planned {
  return {
    userId: schedule.userId,
    kind: kinds.alone,
    subjectId: schedule.id,
    subjectVersion: schedule.turn,
    dedupeKey: `${schedule.id}:alone:${schedule.turn}`,
    facts: { isLast },
    dueAt: now,
    spread: true,
  }
}

/** Skips proposals on which nobody pressed anything; answers whether there were any. */
async function skipIgnored(scope: CandorScope, asker: string): Promise<boolean> {
  const left = await listRounds(scope, asker, { states: ['proposed'], limit: 10 })
  for (const round of left) await skipProposal(scope, round)
  return left.length > 0
}

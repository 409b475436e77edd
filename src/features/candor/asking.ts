/** The asker's side of a round: the weekly turn, the choice, the asking, and its end. */
import { randomUUID } from 'node:crypto'
import { cancelNudges, markStale, planNudges, type Planned } from '../../nudges/plan.ts'
import { listAllies } from '../../people/circles.ts'
import type { Person } from '../../people/person.ts'
import { findPeople } from '../../people/store.ts'
import type { Desk } from './desk.ts'
import { eraseBox, inAnyOrder, openBox, sealBox } from './letters.ts'
import { questionOf } from './question.ts'
import {
  closingTime,
  hasRoom,
  lateTime,
  offersNameless,
  releaseOf,
  reminderTime,
  whoseTurn,
  type Ask,
  type Candidate,
  type Round,
} from './round.ts'
import { dayAfter, firstDay, instantOn, maxUnanswered, usual, type Schedule } from './schedule.ts'
import {
  deleteAsks,
  findWorkspaceQuestions,
  insertAsks,
  insertRound,
  listAsks,
  listRounds,
  lockAskedTimes,
  lockRound,
  lockSchedule,
  saveRound,
  saveSchedule,
} from './store.ts'
import { tellWaiting } from './waiting.ts'

/** The schedule of somebody, made where there is none, and its next turn planned where none is. */
export async function beginSchedule(desk: Desk, me: Person): Promise<Schedule> {
  const found = await lockSchedule(desk.db, desk.teamId, me.userId)
  const schedule = found ?? { ...usual, id: randomUUID(), userId: me.userId }
  if (schedule.nextOn || schedule.paused) return schedule
  return planTurn(desk, me, {
    ...schedule,
    unanswered: 0,
    nextOn: firstDay(schedule, me.hours.zone, desk.now),
  })
}

/** Plans the turn of `nextOn` in place of whatever was planned before. */
export async function planTurn(desk: Desk, me: Person, schedule: Schedule): Promise<Schedule> {
  const next = { ...schedule, turn: schedule.turn + 1 }
  await saveSchedule(desk.db, desk.teamId, next)
  await cancelNudges(desk.db, desk.teamId, { subjectId: next.id, kinds: ['candor.turn'] })
  if (!next.nextOn || next.paused) return next
  await planNudges(desk.db, desk.teamId, [turnOf(next, me)], desk.now)
  return next
}

function turnOf(schedule: Schedule, me: Person): Planned {
  return {
    userId: me.userId,
    kind: 'candor.turn',
    manner: 'timer',
    subjectId: schedule.id,
    subjectVersion: schedule.turn,
    dedupeKey: `${schedule.id}:turn:${schedule.turn}`,
    dueAt: instantOn(schedule.nextOn!, schedule, me.hours.zone),
  }
}

/** The weekly turn: what was left lying is let go, the next turn is planned, and this one's question is shown or asked. */
export async function takeTurn(desk: Desk, userId: string, turn: number): Promise<void> {
  const { db, teamId, now } = desk
  const schedule = await lockSchedule(db, teamId, userId)
  const me = (await findPeople(db, teamId, [userId])).get(userId)
  if (!schedule?.nextOn || schedule.turn !== turn || schedule.paused || !me || me.hasLeft) return
  const allies = await listAllies(db, teamId, userId)
  const wasIgnored = await letGoOfProposed(desk, userId)
  const unanswered = wasIgnored || !allies.length ? schedule.unanswered + 1 : 0
  const nextOn = unanswered < maxUnanswered ? dayAfter(schedule, me.hours.zone, now) : undefined
  const next = await planTurn(desk, me, { ...schedule, unanswered, nextOn })
  const isLast = nextOn === undefined
  if (!allies.length) return planNudges(db, teamId, [aloneOf(next, isLast, now)], now)
  const round = await propose(desk, me, next)
  if (!round) return
  if (next.autopilot) {
    const asks = await listAsks(db, teamId, [round.id])
    await openRound(
      desk,
      me,
      round,
      asks.map((ask) => ask.ally),
    )
  } else await planNudges(db, teamId, [promptOf(round, isLast, now)], now)
}

function promptOf(round: Round, isLast: boolean, now: Date): Planned {
  return {
    userId: round.asker,
    kind: 'candor.prompt',
    manner: 'nudge',
    subjectId: round.id,
    dedupeKey: `${round.id}:prompt`,
    facts: { isLast },
    dueAt: now,
    spread: true,
  }
}

function aloneOf(schedule: Schedule, isLast: boolean, now: Date): Planned {
  return {
    userId: schedule.userId,
    kind: 'candor.alone',
    manner: 'nudge',
    subjectId: schedule.id,
    subjectVersion: schedule.turn,
    dedupeKey: `${schedule.id}:alone:${schedule.turn}`,
    facts: { isLast },
    dueAt: now,
    spread: true,
  }
}

/** A question and those whose turn it is, for the asker to look at; undefined = nobody can be asked this week. */
export async function propose(desk: Desk, me: Person, schedule: Schedule): Promise<Round | undefined> {
  const { db, teamId, now, key } = desk
  const chosen = whoseTurn(await candidates(desk, me), schedule.perRound, now)
  if (!chosen.length) return undefined
  const workspace = await findWorkspaceQuestions(db, teamId)
  const round = newRound(me.userId, questionOf(schedule.begun, workspace?.questions, schedule.questions))
  await insertRound(db, key, teamId, round, now)
  await insertAsks(
    db,
    teamId,
    chosen.map((ally) => newAsk(round, ally, 'chosen')),
  )
  await saveSchedule(db, teamId, { ...schedule, begun: schedule.begun + 1 })
  return round
}

async function candidates({ db, teamId, now }: Desk, me: Person): Promise<Candidate[]> {
  const allies = await listAllies(db, teamId, me.userId)
  const times = await lockAskedTimes(db, teamId, me.userId, allies, now)
  const people = await findPeople(db, teamId, allies)
  return allies.map((userId) => ({
    userId,
    zone: people.get(userId)?.hours.zone ?? me.hours.zone,
    asked: times.get(userId)?.recent ?? [],
    lastByAsker: times.get(userId)?.lastByAsker,
  }))
}

export function newRound(asker: string, question: string, parent?: string): Round {
  return {
    id: randomUUID(),
    asker,
    question,
    state: 'proposed',
    nameless: 'no',
    parent,
    openedAt: undefined,
    closesAt: undefined,
    closedAt: undefined,
    lateUntil: undefined,
  }
}

function newAsk(round: Round, ally: string, state: Ask['state']): Ask {
  return { id: randomUUID(), roundId: round.id, ally, state }
}

/** A proposal nobody pressed anything on is over when the next one comes. */
async function letGoOfProposed(desk: Desk, asker: string): Promise<boolean> {
  const left = await listRounds(desk.db, desk.key, desk.teamId, asker, { states: ['proposed'], limit: 10 })
  for (const round of left) await skip(desk, round)
  return left.length > 0
}

export async function skip({ db, teamId, key }: Desk, round: Round): Promise<void> {
  await saveRound(db, key, teamId, { ...round, state: 'skipped' })
  await deleteAsks(db, teamId, round.id)
  await cancelNudges(db, teamId, { subjectId: round.id })
  await markStale(db, teamId, round.id)
}

/** Those of `wanted` who are in the circle and had their two questions this week. */
export async function listSpent(desk: Desk, me: Person, wanted: readonly string[]): Promise<string[]> {
  const able = await candidates(desk, me)
  return able.filter((one) => wanted.includes(one.userId) && !hasRoom(one, desk.now)).map((one) => one.userId)
}

export interface Opened {
  round: Round
  asked: string[]
  /** Wanted, but no longer in the circle, or with two questions this week already. */
  leftOut: string[]
}

/** Puts the round's question to those of `wanted` who can be asked now; undefined = to nobody. */
export async function openRound(
  desk: Desk,
  me: Person,
  round: Round,
  wanted: readonly string[],
): Promise<Opened | undefined> {
  const { db, teamId, now, key } = desk
  const able = new Map((await candidates(desk, me)).map((one) => [one.userId, one]))
  const isAble = (ally: string) => {
    const candidate = able.get(ally)
    return candidate !== undefined && hasRoom(candidate, now)
  }
  const asked = [...new Set(wanted)].filter(isAble)
  if (!asked.length) return undefined
  const nameless = offersNameless(asked.length) ? 'offered' : 'no'
  const open: Round = {
    ...round,
    state: 'open',
    nameless,
    openedAt: now,
    closesAt: closingTime(me.hours, now),
  }
  await saveRound(db, key, teamId, open)
  await deleteAsks(db, teamId, round.id)
  const asks = asked.map((ally) => newAsk(round, ally, 'asked'))
  await insertAsks(db, teamId, asks)
  if (nameless === 'offered') await sealBox(db, key, teamId, round.id, [])
  const people = await findPeople(db, teamId, asked)
  await cancelNudges(db, teamId, { subjectId: round.id })
  await markStale(db, teamId, round.id)
  await planNudges(
    db,
    teamId,
    [...asks.flatMap((ask) => askPlans(ask, people.get(ask.ally)!, now)), closeOf(open)],
    now,
  )
  return { round: open, asked, leftOut: wanted.filter((ally) => !asked.includes(ally)) }
}

function askPlans(ask: Ask, ally: Person, now: Date): Planned[] {
  const about = { userId: ask.ally, manner: 'nudge' as const, subjectId: ask.id }
  return [
    { ...about, kind: 'candor.ask', dedupeKey: `${ask.id}:ask`, dueAt: now },
    {
      ...about,
      kind: 'candor.reminder',
      dedupeKey: `${ask.id}:reminder`,
      dueAt: reminderTime(ally.hours, now),
    },
  ]
}

function closeOf(round: Round): Planned {
  return {
    userId: round.asker,
    kind: 'candor.close',
    manner: 'timer',
    subjectId: round.id,
    dedupeKey: `${round.id}:close`,
    dueAt: round.closesAt!,
  }
}

/** Five working days are over: answers without a name are released together, or erased unread. */
export async function closeRound(desk: Desk, roundId: string): Promise<void> {
  const { db, teamId, now, key } = desk
  const round = await lockRound(db, key, teamId, roundId)
  if (round?.state !== 'open') return
  const asks = await listAsks(db, teamId, [roundId])
  const asker = (await findPeople(db, teamId, [round.asker])).get(round.asker)
  if (round.nameless === 'offered' && asker && !asker.hasLeft) await settleBox(desk, round, asks, asker)
  else {
    await eraseBox(db, teamId, roundId)
    await saveRound(db, key, teamId, { ...round, nameless: 'no', state: 'closed', closedAt: now })
  }
  for (const ask of asks) await markStale(db, teamId, ask.id)
}

async function settleBox(desk: Desk, round: Round, asks: readonly Ask[], asker: Person): Promise<void> {
  const { db, teamId, now, key } = desk
  const box = (await openBox(db, key, teamId, round.id)) ?? []
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

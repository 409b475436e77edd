/** Proposes a round to the asker, puts its question to allies, or skips it. */
import { randomUUID } from 'node:crypto'
import { listAllies } from '../../../circles/allies.ts'
import { planNudges, type Planned } from '../../../nudges/plan.ts'
import { cancelNudges, markStale } from '../../../nudges/update-planned.ts'
import type { Person } from '../../../people/person.ts'
import { findPeople } from '../../../people/store.ts'
import { groupingPeriod, whoMayBeAnonymous } from '../domain/anonymity-groups.ts'
import { kinds } from '../domain/kinds.ts'
import { questionOf } from '../domain/question.ts'
import {
  closingTime,
  hasRoom,
  reminderTime,
  whoseTurn,
  type Ask,
  type RoundCandidate,
  type Round,
} from '../domain/round.ts'
import type { Schedule } from '../domain/schedule.ts'
import { saveAnonymousAnswers } from '../store/anonymous-answer-store.ts'
import { findAnonymityHistory } from '../store/anonymity-history.ts'
import { deleteAsks, insertAsks } from '../store/ask-store.ts'
import { lockAskedTimes } from '../store/asked-times.ts'
import type { CandorScope } from '../store/context.ts'
import { insertRound, saveRound } from '../store/round-store.ts'
import { findWorkspaceQuestions, saveSchedule } from '../store/schedule-store.ts'

/** A question and the people whose turn it is, for the asker to look at; undefined = nobody can be asked this week. */
export async function proposeRound(
  scope: CandorScope,
  me: Person,
  schedule: Schedule,
): Promise<Round | undefined> {
  const chosen = whoseTurn(await candidates(scope, me), schedule.perRound, scope.now)
  if (!chosen.length) return undefined
  const workspace = await findWorkspaceQuestions(scope)
  const round = newRound(me.userId, questionOf(schedule.begun, workspace?.questions, schedule.questions))
  await insertRound(scope, round, scope.now)
  await insertAsks(
    scope,
    chosen.map((ally) => newAsk({ round, ally, state: 'chosen' })),
  )
  await saveSchedule(scope, { ...schedule, begun: schedule.begun + 1 })
  return round
}

async function candidates(scope: CandorScope, me: Person): Promise<RoundCandidate[]> {
  const allies = await listAllies(scope, me.userId)
  const times = await lockAskedTimes(scope, me.userId, allies, scope.now)
  const people = await findPeople(scope.db, scope.teamId, allies)
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
    anonymity: 'no',
    parent,
    openedAt: undefined,
    closesAt: undefined,
    closedAt: undefined,
    lateUntil: undefined,
    ownLine: undefined,
    isSingle: false,
  }
}

interface NewAsk {
  round: Round
  ally: string
  state: Ask['state']
  mayBeAnonymous?: boolean
}

function newAsk({ round, ally, state, mayBeAnonymous = false }: NewAsk): Ask {
  return { id: randomUUID(), roundId: round.id, ally, state, mayBeAnonymous, inPerson: undefined }
}

export async function skipProposal(scope: CandorScope, round: Round): Promise<void> {
  const { db, teamId } = scope
  await saveRound(scope, { ...round, state: 'skipped', closedAt: scope.now })
  await deleteAsks(scope, round.id)
  await cancelNudges(db, teamId, { subjectId: round.id })
  await markStale(db, teamId, round.id)
}

/** Those of `wanted` who are in the circle and had two questions this week. */
export async function listSpent(
  scope: CandorScope,
  me: Person,
  wanted: readonly string[],
): Promise<string[]> {
  const able = await candidates(scope, me)
  return able
    .filter((one) => wanted.includes(one.userId) && !hasRoom(one, scope.now))
    .map((one) => one.userId)
}

interface Opened {
  round: Round
  asked: string[]
  /** Of those asked: to whom an answer without a name is offered. */
  mayBeAnonymous: string[]
  /** Wanted, but no longer in the circle, or with two questions this week already. */
  leftOut: string[]
}

/** Puts the round's question to those of `wanted` who can be asked now; undefined = to nobody. */
export async function startRound(
  scope: CandorScope,
  me: Person,
  round: Round,
  wanted: readonly string[],
): Promise<Opened | undefined> {
  const { db, teamId, now } = scope
  const able = new Map((await candidates(scope, me)).map((one) => [one.userId, one]))
  const asked = [...new Set(wanted)].filter((ally) => {
    const candidate = able.get(ally)
    return candidate !== undefined && hasRoom(candidate, now)
  })
  if (!asked.length) return undefined
  const since = new Date(now.getTime() - groupingPeriod)
  const mayBeAnonymous = whoMayBeAnonymous(asked, await findAnonymityHistory(scope, me.userId, since))
  const open: Round = {
    ...round,
    state: 'open',
    anonymity: mayBeAnonymous.length ? 'offered' : 'no',
    openedAt: now,
    closesAt: closingTime(me.hours, now),
  }
  const asks = asked.map((ally) =>
    newAsk({ round, ally, state: 'asked', mayBeAnonymous: mayBeAnonymous.includes(ally) }),
  )
  await saveRound(scope, open)
  await deleteAsks(scope, round.id)
  await insertAsks(scope, asks)
  if (open.anonymity === 'offered') await saveAnonymousAnswers(scope, open, [])
  await cancelNudges(db, teamId, { subjectId: round.id })
  await markStale(db, teamId, round.id)
  const people = await findPeople(db, teamId, asked)
  const planned = asks.flatMap((ask) => planAsk(ask, me, people.get(ask.ally)!, now))
  await planNudges(db, teamId, [...planned, planClose(open)], now)
  return { round: open, asked, mayBeAnonymous, leftOut: wanted.filter((ally) => !asked.includes(ally)) }
}

function planAsk(ask: Ask, asker: Person, ally: Person, now: Date): Planned[] {
  const about = { userId: ask.ally, from: asker.userId, subjectId: ask.id }
  return [
    { ...about, kind: kinds.ask, dedupeKey: `${ask.id}:ask`, dueAt: now },
    {
      ...about,
      kind: kinds.reminder,
      dedupeKey: `${ask.id}:reminder`,
      dueAt: reminderTime(ally.hours, now),
    },
  ]
}

function planClose(round: Round): Planned {
  return {
    userId: round.asker,
    kind: kinds.close,
    subjectId: round.id,
    dedupeKey: `${round.id}:close`,
    dueAt: round.closesAt!,
  }
}

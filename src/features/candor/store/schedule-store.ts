import type { Selectable } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import type { Schedule } from '../domain/schedule.ts'
import type { CandorSchedulesTable } from './tables.ts'

export async function findSchedule({ db, teamId }: Scope, userId: string): Promise<Schedule | undefined> {
  const row = await db
    .selectFrom('candor_schedules')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row && toSchedule(row)
}

/** Locked until the transaction ends, so that two hands can't begin the same round. */
export async function lockSchedule({ db, teamId }: Scope, userId: string): Promise<Schedule | undefined> {
  const row = await db
    .selectFrom('candor_schedules')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst()
  return row && toSchedule(row)
}

export async function saveSchedule({ db, teamId }: Scope, schedule: Schedule): Promise<void> {
  const row = {
    weekday: schedule.weekday,
    at: schedule.at,
    cadence: schedule.cadence,
    paused: schedule.paused,
    autopilot: schedule.autopilot,
    per_round: schedule.perRound,
    questions: [...schedule.questions],
    next_on: schedule.nextOn ?? null,
    turn: schedule.turn,
    begun: schedule.begun,
    unanswered: schedule.unanswered,
  }
  await db
    .insertInto('candor_schedules')
    .values({ team_id: teamId, user_id: schedule.userId, id: schedule.id, ...row })
    .onConflict((oc) => oc.columns(['team_id', 'user_id']).doUpdateSet(row))
    .execute()
}

/** The workspace's own questions, and who wrote them; undefined = the first four stand. */
export async function findWorkspaceQuestions({ db, teamId }: Scope) {
  const row = await db
    .selectFrom('candor_questions')
    .selectAll()
    .where('team_id', '=', teamId)
    .executeTakeFirst()
  return row && { questions: row.questions, changedBy: row.changed_by }
}

/** None = back to the first four. */
export async function saveWorkspaceQuestions(
  { db, teamId }: Scope,
  questions: readonly string[],
  who: string,
  now: Date,
) {
  const row = { questions: [...questions], changed_by: who, changed_at: now }
  await db
    .insertInto('candor_questions')
    .values({ team_id: teamId, ...row })
    .onConflict((oc) => oc.column('team_id').doUpdateSet(row))
    .execute()
}

function toSchedule(row: Selectable<CandorSchedulesTable>): Schedule {
  return {
    id: row.id,
    userId: row.user_id,
    weekday: row.weekday,
    at: row.at,
    cadence: row.cadence,
    paused: row.paused,
    autopilot: row.autopilot,
    perRound: row.per_round,
    questions: row.questions,
    nextOn: row.next_on ?? undefined,
    turn: row.turn,
    begun: row.begun,
    unanswered: row.unanswered,
  }
}

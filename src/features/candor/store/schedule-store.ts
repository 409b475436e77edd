import type { Selectable } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import { aadOf, decryptOr, decryptStored, type Cipher } from '../../../db/encryption.ts'
import type { Schedule } from '../domain/schedule.ts'
import type { CandorSchedulesTable } from './tables.ts'

export async function findSchedule(scope: Scope, userId: string): Promise<Schedule | undefined> {
  const row = await scope.db
    .selectFrom('candor_schedules')
    .selectAll()
    .where('team_id', '=', scope.teamId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row && toSchedule(scope, row)
}

/** Locked until the transaction ends, so that two hands can't begin the same round. */
export async function lockSchedule(scope: Scope, userId: string): Promise<Schedule | undefined> {
  const row = await scope.db
    .selectFrom('candor_schedules')
    .selectAll()
    .where('team_id', '=', scope.teamId)
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst()
  return row && toSchedule(scope, row)
}

export async function saveSchedule({ db, teamId, cipher }: Scope, schedule: Schedule): Promise<void> {
  const row = {
    weekday: schedule.weekday,
    at: schedule.at,
    cadence: schedule.cadence,
    paused: schedule.paused,
    autopilot: schedule.autopilot,
    per_round: schedule.perRound,
    questions: schedule.questions.map((one) => cipher.encrypt(one, scheduleAad(teamId, schedule.id))),
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
export async function findWorkspaceQuestions({ db, teamId, cipher }: Scope) {
  const row = await db
    .selectFrom('candor_questions')
    .selectAll()
    .where('team_id', '=', teamId)
    .executeTakeFirst()
  if (!row) return undefined
  const questions = readQuestions(cipher, row.questions, workspaceAad(teamId))
  return { questions, changedBy: row.changed_by }
}

/** None = back to the first four. */
export async function saveWorkspaceQuestions(
  { db, teamId, cipher }: Scope,
  questions: readonly string[],
  who: string,
  now: Date,
) {
  const encrypted = questions.map((one) => cipher.encrypt(one, workspaceAad(teamId)))
  const row = { questions: encrypted, changed_by: who, changed_at: now }
  await db
    .insertInto('candor_questions')
    .values({ team_id: teamId, ...row })
    .onConflict((oc) => oc.column('team_id').doUpdateSet(row))
    .execute()
}

function toSchedule({ cipher, teamId }: Scope, row: Selectable<CandorSchedulesTable>): Schedule {
  return {
    id: row.id,
    userId: row.user_id,
    weekday: row.weekday,
    at: row.at,
    cadence: row.cadence,
    paused: row.paused,
    autopilot: row.autopilot,
    perRound: row.per_round,
    questions: readQuestions(cipher, row.questions, scheduleAad(teamId, row.id)),
    nextOn: row.next_on ?? undefined,
    turn: row.turn,
    begun: row.begun,
    unanswered: row.unanswered,
  }
}

/** One that can't be decrypted is left out: it must not hide the others, nor all of Home. */
function readQuestions(cipher: Cipher, stored: readonly string[], aad: string): string[] {
  return stored.map((one) => decryptOr(() => decryptStored(cipher, one, aad), '')).filter(Boolean)
}

function scheduleAad(teamId: string, id: string): string {
  return aadOf('candor_schedules', 'questions', teamId, id)
}

function workspaceAad(teamId: string): string {
  return aadOf('candor_questions', 'questions', teamId)
}

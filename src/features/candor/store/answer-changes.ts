/** What happens to a signed answer after it was given. */
import type { Scope } from '../../../db/database.ts'
import { bodyToText, type Body, type Change, type Outcome } from '../domain/answer.ts'
import { answerAad } from './answer-store.ts'

export async function rewriteAnswer({ db, teamId, cipher }: Scope, id: string, body: Body): Promise<void> {
  await db
    .updateTable('candor_answers')
    .set({ body: cipher.encrypt(bodyToText(body), answerAad('body', teamId, id)) })
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .execute()
}

export async function deleteAnswer({ db, teamId }: Scope, id: string): Promise<void> {
  await db.deleteFrom('candor_answers').where('team_id', '=', teamId).where('id', '=', id).execute()
}

export async function markRead({ db, teamId }: Scope, ids: readonly string[], now: Date): Promise<void> {
  if (!ids.length) return
  await db
    .updateTable('candor_answers')
    .set({ read_at: now })
    .where('team_id', '=', teamId)
    .where('id', 'in', ids)
    .where('read_at', 'is', null)
    .execute()
}

export async function setOutcome(
  { db, teamId }: Scope,
  id: string,
  outcome: Outcome,
  now: Date,
): Promise<void> {
  await db
    .updateTable('candor_answers')
    .set({ outcome, settled_at: now })
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .execute()
}

export async function setChange(
  { db, teamId }: Scope,
  id: string,
  change: { change: Change } | { change_again: Change },
): Promise<void> {
  await db
    .updateTable('candor_answers')
    .set(change)
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .execute()
}

export async function setAsksAgain({ db, teamId }: Scope, id: string): Promise<void> {
  await db
    .updateTable('candor_answers')
    .set({ asks_again: true })
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .execute()
}

/** One question back, or the one reply to it. */
export async function addFollowUp(
  { db, teamId, cipher }: Scope,
  id: string,
  what: 'asked_back' | 'reply',
  text: string,
): Promise<void> {
  await db
    .updateTable('candor_answers')
    .set({ [what]: cipher.encrypt(text, answerAad(what, teamId, id)) })
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .execute()
}

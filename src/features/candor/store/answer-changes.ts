/** A signed answer is given, and what happens to it after. */
import { randomUUID } from 'node:crypto'
import type { Scope } from '../../../db/database.ts'
import { bodyToText, type Body, type Change, type Outcome } from '../domain/answer.ts'
import { answerAad } from './answer-store.ts'

interface NewAnswer {
  roundId?: string
  offerId?: string
  writer: string
  reader: string
  body: Body
  now: Date
}

export async function insertAnswer({ db, teamId, cipher }: Scope, answer: NewAnswer): Promise<string> {
  const id = randomUUID()
  await db
    .insertInto('candor_answers')
    .values({
      team_id: teamId,
      id,
      round_id: answer.roundId ?? null,
      offer_id: answer.offerId ?? null,
      writer: answer.writer,
      reader: answer.reader,
      body: cipher.encrypt(bodyToText(answer.body), answerAad('body', teamId, id)),
      given_at: answer.now,
      read_at: null,
      outcome: null,
      settled_at: null,
      asked_back: null,
      reply: null,
      change: null,
      change_again: null,
    })
    .execute()
  return id
}

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

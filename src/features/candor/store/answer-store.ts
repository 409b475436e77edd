/** Signed answers: encrypted in the database, decrypted only for their reader and writer. */
import { decryptOr, aadOf } from '../../../db/encryption.ts'
import type { Selectable } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import type { Cipher } from '../../../db/encryption.ts'
import { bodyFromText, type Answer, type Body } from '../domain/answer.ts'
import { isId } from '../../../db/id.ts'
import type { CandorAnswersTable } from './tables.ts'

/** An answer with its words; only for its writer and its reader, which the caller has made sure of. */
export interface DecryptedAnswer extends Answer {
  body: Body
  askedBack: string | undefined
  reply: string | undefined
}

export async function lockAnswer(
  { db, teamId, cipher }: Scope,
  id: string,
): Promise<DecryptedAnswer | undefined> {
  if (!isId(id)) return undefined
  const row = await db
    .selectFrom('candor_answers')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && toDecrypted(cipher, row)
}

/** The signed answers to `reader` that wait to be heard, or all those that were, oldest or newest first. */
export async function listDecryptedAnswers(
  { db, teamId, cipher }: Scope,
  reader: string,
  { settled, limit, offset = 0 }: { settled: boolean; limit: number; offset?: number },
): Promise<DecryptedAnswer[]> {
  const rows = await db
    .selectFrom('candor_answers')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('reader', '=', reader)
    .where('outcome', settled ? 'is not' : 'is', null)
    .orderBy('given_at', settled ? 'desc' : 'asc')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map((row) => toDecrypted(cipher, row))
}

/** Answers without their words: for messages, which never show any. */
export async function findAnswers(
  { db, teamId }: Scope,
  ids: readonly string[],
): Promise<Map<string, Answer>> {
  const known = ids.filter(isId)
  if (!known.length) return new Map()
  const rows = await db
    .selectFrom('candor_answers')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', 'in', known)
    .execute()
  return new Map(rows.map((row) => [row.id, toAnswer(row)]))
}

/** Signed answers in these rounds, without their words. */
export async function findAnswersIn({ db, teamId }: Scope, roundIds: readonly string[]): Promise<Answer[]> {
  if (!roundIds.length) return []
  const rows = await db
    .selectFrom('candor_answers')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('round_id', 'in', [...new Set(roundIds)])
    .execute()
  return rows.map(toAnswer)
}

export function answerAad(column: 'body' | 'asked_back' | 'reply', teamId: string, id: string): string {
  return aadOf('candor_answers', column, teamId, id)
}

function toAnswer(row: Selectable<CandorAnswersTable>): Answer {
  return {
    id: row.id,
    roundId: row.round_id ?? undefined,
    offerId: row.offer_id ?? undefined,
    writer: row.writer,
    reader: row.reader,
    givenAt: row.given_at,
    readAt: row.read_at ?? undefined,
    outcome: row.outcome ?? undefined,
    hasAskedBack: row.asked_back !== null,
    hasReply: row.reply !== null,
    change: row.change ?? undefined,
    asksAgain: row.asks_again,
    changeAgain: row.change_again ?? undefined,
  }
}

function toDecrypted(cipher: Cipher, row: Selectable<CandorAnswersTable>): DecryptedAnswer {
  const open = (column: 'body' | 'asked_back' | 'reply', sealed: string) =>
    cipher.decrypt(sealed, answerAad(column, row.team_id, row.id))
  return {
    ...toAnswer(row),
    body: decryptOr(() => bodyFromText(open('body', row.body)), { answer: undecryptable }),
    askedBack:
      row.asked_back === null
        ? undefined
        : decryptOr(() => open('asked_back', row.asked_back!), undecryptable),
    reply: row.reply === null ? undefined : decryptOr(() => open('reply', row.reply!), undecryptable),
  }
}

export const undecryptable =
  'These words do not open any more: what is stored was changed from outside, or belongs to another key.'

/** The answers of a round without a name, encrypted as one text: domain/anonymous-answers.ts says why. */
import { aadOf, decryptOr } from '../../../db/encryption.ts'
import { randomInt } from 'node:crypto'
import type { Scope } from '../../../db/database.ts'
import {
  parseAnswers,
  serializeAnswers,
  shuffled,
  type AnonymousAnswer,
} from '../domain/anonymous-answers.ts'
import type { Round } from '../domain/round.ts'

/** The answers of a round without a name. Whoever is to change them has locked the round. */
export async function findAnonymousAnswers(
  { db, teamId, cipher }: Scope,
  roundId: string,
): Promise<AnonymousAnswer[]> {
  const row = await db
    .selectFrom('candor_boxes')
    .select('sealed')
    .where('team_id', '=', teamId)
    .where('round_id', '=', roundId)
    .executeTakeFirst()
  return row ? parseAnswers(cipher.decrypt(row.sealed, boxAad(teamId, roundId))) : []
}

/** Those of several rounds, by round, for reading only: what can't be decrypted counts as empty. */
export async function readAnonymousAnswers(
  { db, teamId, cipher }: Scope,
  roundIds: readonly string[],
): Promise<Map<string, AnonymousAnswer[]>> {
  if (!roundIds.length) return new Map()
  const rows = await db
    .selectFrom('candor_boxes')
    .select(['round_id', 'sealed'])
    .where('team_id', '=', teamId)
    .where('round_id', 'in', roundIds)
    .execute()
  const open = (id: string, sealed: string) => () => parseAnswers(cipher.decrypt(sealed, boxAad(teamId, id)))
  return new Map(rows.map((row) => [row.round_id, decryptOr(open(row.round_id, row.sealed), [])]))
}

/** Encrypts all of them anew, so that every byte changes even where no answer did. */
export async function saveAnonymousAnswers(
  { db, teamId, cipher }: Scope,
  { id, state }: Pick<Round, 'id' | 'state'>,
  answers: readonly AnonymousAnswer[],
): Promise<void> {
  const sealed = cipher.encrypt(serializeAnswers(answers, state === 'closed'), boxAad(teamId, id))
  await db
    .insertInto('candor_boxes')
    .values({ team_id: teamId, round_id: id, sealed })
    .onConflict((oc) => oc.columns(['team_id', 'round_id']).doUpdateSet({ sealed }))
    .execute()
}

export async function eraseAnonymousAnswers({ db, teamId }: Scope, roundId: string): Promise<void> {
  await db.deleteFrom('candor_boxes').where('team_id', '=', teamId).where('round_id', '=', roundId).execute()
}

export function reshuffle(answers: readonly AnonymousAnswer[]): AnonymousAnswer[] {
  return shuffled(answers, randomInt)
}

function boxAad(teamId: string, roundId: string): string {
  return aadOf('candor_boxes', 'sealed', teamId, roundId)
}

/** The answers of a round without a name, encrypted as one text: domain/anonymous-answers.ts says why. */
import { decryptOr } from '../../../db/encryption.ts'
import { randomInt } from 'node:crypto'
import type { Scope } from '../../../db/database.ts'
import {
  parseAnswers,
  serializeAnswers,
  shuffled,
  type AnonymousAnswer,
} from '../domain/anonymous-answers.ts'
import type { Round } from '../domain/round.ts'

/** The answers of a round without a name; undefined = none are taken. Lock the round first. */
export async function lockAnonymousAnswers(
  scope: Scope,
  roundId: string,
): Promise<AnonymousAnswer[] | undefined> {
  const { teamId, cipher } = scope
  const row = await findBox(scope, roundId)
  return row && parseAnswers(cipher.decrypt(row.sealed, boxPlace(teamId, roundId)))
}

/** The same for reading only; what can't be decrypted counts as empty. */
export async function readAnonymousAnswers(scope: Scope, roundId: string): Promise<AnonymousAnswer[]> {
  const { teamId, cipher } = scope
  const row = await findBox(scope, roundId)
  return row ? decryptOr(() => parseAnswers(cipher.decrypt(row.sealed, boxPlace(teamId, roundId))), []) : []
}

async function findBox({ db, teamId }: Scope, roundId: string) {
  return db
    .selectFrom('candor_boxes')
    .select('sealed')
    .where('team_id', '=', teamId)
    .where('round_id', '=', roundId)
    .executeTakeFirst()
}

/** Encrypts all of them anew, so that every byte changes even where no answer did. */
export async function saveAnonymousAnswers(
  { db, teamId, cipher }: Scope,
  { id, state }: Pick<Round, 'id' | 'state'>,
  answers: readonly AnonymousAnswer[],
): Promise<void> {
  const sealed = cipher.encrypt(serializeAnswers(answers, state === 'closed'), boxPlace(teamId, id))
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

function boxPlace(teamId: string, roundId: string): string {
  return `candor_boxes|sealed|${teamId}|${roundId}`
}

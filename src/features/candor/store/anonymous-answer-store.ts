/** The answers of a round that bear no name, sealed as one: see box.ts for why. */
import { randomInt } from 'node:crypto'
import type { Db, Tx } from '../../../db/database.ts'
import { encrypt, decrypt } from '../../../db/encryption.ts'
import {
  parseAnswers,
  serializeAnswers,
  shuffled,
  type AnonymousAnswer,
} from '../domain/anonymous-answers.ts'
import { decryptOr } from './decrypt-or.ts'

/** The answers of a round that bear no name; undefined = it has no box. Lock the round first. */
export async function lockAnonymousAnswers(
  db: Db | Tx,
  key: Buffer,
  teamId: string,
  roundId: string,
): Promise<AnonymousAnswer[] | undefined> {
  const row = await findBox(db, teamId, roundId)
  return row && parseAnswers(decrypt(row.sealed, key, boxPlace(teamId, roundId)))
}

/** The same for reading only; one that is damaged is as good as empty. */
export async function readAnonymousAnswers(
  db: Db | Tx,
  key: Buffer,
  teamId: string,
  roundId: string,
): Promise<AnonymousAnswer[]> {
  const row = await findBox(db, teamId, roundId)
  return row ? decryptOr(() => parseAnswers(decrypt(row.sealed, key, boxPlace(teamId, roundId))), []) : []
}

async function findBox(db: Db | Tx, teamId: string, roundId: string) {
  return db
    .selectFrom('candor_boxes')
    .select('sealed')
    .where('team_id', '=', teamId)
    .where('round_id', '=', roundId)
    .executeTakeFirst()
}

/** Seals the box anew, which changes all of it even where nothing changed in it. */
export async function saveAnonymousAnswers(
  tx: Tx,
  key: Buffer,
  teamId: string,
  roundId: string,
  box: readonly AnonymousAnswer[],
): Promise<void> {
  const sealed = encrypt(serializeAnswers(box), key, boxPlace(teamId, roundId))
  await tx
    .insertInto('candor_boxes')
    .values({ team_id: teamId, round_id: roundId, sealed })
    .onConflict((oc) => oc.columns(['team_id', 'round_id']).doUpdateSet({ sealed }))
    .execute()
}

export async function eraseAnonymousAnswers(tx: Tx, teamId: string, roundId: string): Promise<void> {
  await tx.deleteFrom('candor_boxes').where('team_id', '=', teamId).where('round_id', '=', roundId).execute()
}

export function reshuffle(box: readonly AnonymousAnswer[]): AnonymousAnswer[] {
  return shuffled(box, randomInt)
}

function boxPlace(teamId: string, roundId: string): string {
  return `candor_boxes|sealed|${teamId}|${roundId}`
}

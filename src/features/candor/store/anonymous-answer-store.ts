/** The answers of a round that bear no name, sealed as one: see box.ts for why. */
import { randomInt } from 'node:crypto'
import type { Db, Tx } from '../../../db/database.ts'
import { encrypt, decrypt } from '../../../db/encryption.ts'
import { boxFromText, boxToText, shuffled, type BoxItem } from '../domain/anonymous-answers.ts'
import { openOr } from './decrypt-or.ts'

/** The answers of a round that bear no name; undefined = it has no box. Lock the round first. */
export async function openBox(
  db: Db | Tx,
  key: Buffer,
  teamId: string,
  roundId: string,
): Promise<BoxItem[] | undefined> {
  const row = await findBox(db, teamId, roundId)
  return row && boxFromText(decrypt(row.sealed, key, boxPlace(teamId, roundId)))
}

/** The same for reading only; one that is damaged is as good as empty. */
export async function readBox(db: Db | Tx, key: Buffer, teamId: string, roundId: string): Promise<BoxItem[]> {
  const row = await findBox(db, teamId, roundId)
  return row ? openOr(() => boxFromText(decrypt(row.sealed, key, boxPlace(teamId, roundId))), []) : []
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
export async function sealBox(
  tx: Tx,
  key: Buffer,
  teamId: string,
  roundId: string,
  box: readonly BoxItem[],
): Promise<void> {
  const sealed = encrypt(boxToText(box), key, boxPlace(teamId, roundId))
  await tx
    .insertInto('candor_boxes')
    .values({ team_id: teamId, round_id: roundId, sealed })
    .onConflict((oc) => oc.columns(['team_id', 'round_id']).doUpdateSet({ sealed }))
    .execute()
}

export async function eraseBox(tx: Tx, teamId: string, roundId: string): Promise<void> {
  await tx.deleteFrom('candor_boxes').where('team_id', '=', teamId).where('round_id', '=', roundId).execute()
}

export function inAnyOrder(box: readonly BoxItem[]): BoxItem[] {
  return shuffled(box, randomInt)
}

function boxPlace(teamId: string, roundId: string): string {
  return `candor_boxes|sealed|${teamId}|${roundId}`
}

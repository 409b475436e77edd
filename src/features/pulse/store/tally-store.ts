/** The sums of a pulse, encrypted as one text of one size. */
import { aadOf, decryptOr } from '../../../db/encryption.ts'
import type { Scope } from '../../../db/database.ts'
import { emptyTally, parseTally, serializeTally, type Tally } from '../domain/tally.ts'

/** Whoever is to change them has locked the pulse. */
export async function findTally({ db, teamId, cipher }: Scope, pulseId: string): Promise<Tally> {
  const row = await db
    .selectFrom('pulse_boxes')
    .select('sealed')
    .where('team_id', '=', teamId)
    .where('pulse_id', '=', pulseId)
    .executeTakeFirst()
  return row ? parseTally(cipher.decrypt(row.sealed, tallyAad(teamId, pulseId))) : emptyTally
}

/** Those of several pulses, for reading only: what can't be decrypted is left out. */
export async function readTallies(
  { db, teamId, cipher }: Scope,
  pulseIds: readonly string[],
): Promise<Map<string, Tally>> {
  if (!pulseIds.length) return new Map()
  const rows = await db
    .selectFrom('pulse_boxes')
    .select(['pulse_id', 'sealed'])
    .where('team_id', '=', teamId)
    .where('pulse_id', 'in', pulseIds)
    .execute()
  return new Map(
    rows.flatMap(({ pulse_id: id, sealed }) => {
      const tally = decryptOr<Tally | undefined>(
        () => parseTally(cipher.decrypt(sealed, tallyAad(teamId, id))),
        undefined,
      )
      return tally ? [[id, tally] as const] : []
    }),
  )
}

/** Encrypts all of it anew, so that every byte changes even where no count did. */
export async function saveTally({ db, teamId, cipher }: Scope, pulseId: string, tally: Tally): Promise<void> {
  const sealed = cipher.encrypt(serializeTally(tally), tallyAad(teamId, pulseId))
  await db
    .insertInto('pulse_boxes')
    .values({ team_id: teamId, pulse_id: pulseId, sealed })
    .onConflict((oc) => oc.columns(['team_id', 'pulse_id']).doUpdateSet({ sealed }))
    .execute()
}

export async function eraseTally({ db, teamId }: Scope, pulseId: string): Promise<void> {
  await db.deleteFrom('pulse_boxes').where('team_id', '=', teamId).where('pulse_id', '=', pulseId).execute()
}

function tallyAad(teamId: string, pulseId: string): string {
  return aadOf('pulse_boxes', 'sealed', teamId, pulseId)
}

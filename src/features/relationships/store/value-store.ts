/** What people say they value; read by themselves and by those whom they ask in their circle. */
import { sql } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import { aadOf, decryptOr } from '../../../db/encryption.ts'
import { valuesFromText, valuesToText, type StatedValues } from '../domain/values.ts'

export async function findOwnValues(scope: Scope, userId: string): Promise<StatedValues | undefined> {
  const row = await scope.db
    .selectFrom('stated_values')
    .select(['user_id', 'stated'])
    .where('team_id', '=', scope.teamId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row && read(scope, row)
}

/** Of those of `owners` who have `reader` in their circle. */
export async function findValuesFor(
  scope: Scope,
  reader: string,
  owners: readonly string[],
): Promise<Map<string, StatedValues>> {
  if (!owners.length) return new Map()
  const { db, teamId } = scope
  const { rows } = await sql<{ user_id: string; stated: string }>`
    select v.user_id, v.stated from stated_values v
    join circle_members m on m.team_id = v.team_id and m.asker = v.user_id and m.ally = ${reader} and m.standing = 'in'
    where v.team_id = ${teamId} and v.user_id = any(${owners})`.execute(db)
  return new Map(
    rows.flatMap((row) => {
      const values = read(scope, row)
      return values ? [[row.user_id, values] as const] : []
    }),
  )
}

export async function saveValues(
  { db, teamId, cipher }: Scope,
  userId: string,
  { values, now }: { values: StatedValues; now: Date },
): Promise<void> {
  const row = { stated: cipher.encrypt(valuesToText(values), statedAad(teamId, userId)), changed_at: now }
  await db
    .insertInto('stated_values')
    .values({ team_id: teamId, user_id: userId, ...row })
    .onConflict((oc) => oc.columns(['team_id', 'user_id']).doUpdateSet(row))
    .execute()
}

export async function deleteValues({ db, teamId }: Scope, userId: string): Promise<void> {
  await db.deleteFrom('stated_values').where('team_id', '=', teamId).where('user_id', '=', userId).execute()
}

function read(
  { cipher, teamId }: Scope,
  { user_id: userId, stated }: { user_id: string; stated: string },
): StatedValues | undefined {
  return valuesFromText(decryptOr(() => cipher.decrypt(stated, statedAad(teamId, userId)), ''))
}

function statedAad(teamId: string, userId: string): string {
  return aadOf('stated_values', 'stated', teamId, userId)
}

/** What is held of one person's profile and choices, for their export. */
import type { Scope } from '../db/database.ts'

export async function exportProfile({ db, teamId }: Scope, userId: string): Promise<object[]> {
  return db
    .selectFrom('people')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .execute()
}

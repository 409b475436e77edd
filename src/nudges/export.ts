/** What the ledger holds of one person, for their export. */
import type { Scope } from '../db/database.ts'

/** Messages to them, planned and sent, by kind and time; what they said stands in the tables that they speak of. */
export async function exportMessages({ db, teamId }: Scope, userId: string): Promise<object[]> {
  return db
    .selectFrom('nudges')
    .select(['kind', 'state', 'planned_at', 'due_at', 'sent_at', 'held', 'code'])
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .where('manner', '<>', 'timer')
    .orderBy('due_at')
    .execute()
}

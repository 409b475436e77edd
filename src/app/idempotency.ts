/** A request has its effect once, however often Slack or somebody else brings it. */
import { sql } from 'kysely'
import type { Scope } from '../db/database.ts'
import type { AppRequest } from './request.ts'

/**
 * False = this very request was recorded before. A keyed digest is stored, so that nobody reads back from the table who
 * pressed what.
 */
export async function recordRequest(scope: Scope, request: AppRequest, now: Date): Promise<boolean> {
  const inserted = await sql`
    insert into seen_requests (team_id, key, seen_at)
    values (${scope.teamId}, ${scope.cipher.digest('request', request.key)}, ${now})
    on conflict do nothing`.execute(scope.db)
  return Number(inserted.numAffectedRows) === 1
}

/** A request has its effect once, however often Slack or somebody else brings it. */
import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { AppRequest } from './request.ts'

/**
 * False = this very request was recorded before. A keyed digest is stored, so that nobody reads back from the table who
 * pressed what.
 */
export async function recordRequest(tx: Tx, request: AppRequest, key: Buffer, now: Date): Promise<boolean> {
  const digest = createHmac('sha256', key).update(request.key).digest('base64url')
  const inserted = await sql`
    insert into seen_requests (team_id, key, seen_at) values (${request.teamId}, ${digest}, ${now})
    on conflict do nothing`.execute(tx)
  return Number(inserted.numAffectedRows) === 1
}

/** What came from Slack has its effect once, however often Slack or somebody else brings it. */
import { sql, type RawBuilder } from 'kysely'
import type { Scope } from '../db/database.ts'
import type { AppRequest } from './request.ts'

/**
 * False = this very request was recorded before. A keyed digest is stored, so that nobody reads back from the table who
 * pressed what.
 */
export async function recordRequest(scope: Scope, request: AppRequest, now: Date): Promise<boolean> {
  return recordDigest(scope, scope.cipher.digest('request', request.key), now)
}

/** The same as a part of a statement's `with`, where `condition` holds: `recorded` has a row unless it was recorded before. */
export function recording(
  { cipher, teamId, now }: Pick<Scope, 'cipher' | 'teamId'> & { now: Date },
  request: AppRequest,
  condition: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`recorded as (
      insert into seen_requests (team_id, key, seen_at)
      select ${teamId}, ${cipher.digest('request', request.key)}, ${now}::timestamptz where ${condition}
      on conflict do nothing returning key
    )`
}

/** False = it was recorded before. */
export async function recordDigest(
  { db, teamId }: Pick<Scope, 'db' | 'teamId'>,
  digest: string,
  now: Date,
): Promise<boolean> {
  const inserted = await sql`
    insert into seen_requests (team_id, key, seen_at) values (${teamId}, ${digest}, ${now})
    on conflict do nothing`.execute(db)
  return Number(inserted.numAffectedRows) === 1
}

export async function isRecorded(
  { db, teamId }: Pick<Scope, 'db' | 'teamId'>,
  digest: string,
): Promise<boolean> {
  const { rows } = await sql`
    select from seen_requests where team_id = ${teamId} and key = ${digest}`.execute(db)
  return rows.length > 0
}

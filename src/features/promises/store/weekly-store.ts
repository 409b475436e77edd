/** The weekly digests that have been sent: which promises each names. */
import { sql } from 'kysely'
import type { Commitment } from '../domain/commitment.ts'
import { kinds } from '../domain/kinds.ts'
import type { PromiseScope } from './promise-store.ts'

/** A digest older than this is left as it was. */
const keptTrueMs = 35 * 86_400_000

/** A digest that names the promise is brought up to date, as any card of it is. Only what was due stands in one. */
export async function markDigestsStale(
  { db, teamId, now }: PromiseScope,
  { id, promisor, due }: Commitment,
): Promise<void> {
  if (due.at > now) return
  const since = new Date(now.getTime() - keptTrueMs)
  await sql`
    update nudges set stale = true
    where team_id = ${teamId} and user_id = ${promisor} and due_at > ${since} and kind = ${kinds.digest.name} and state = 'sent' and live
      and facts -> 'promises' ? ${id}`.execute(db)
}

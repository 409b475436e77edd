/** What the heartbeat does besides speaking: people asked about again, old rows let go. */
import { sql } from 'kysely'
import type { Context } from './context.ts'
import type { ClientOf } from './slack/clients.ts'
import type { Access } from './slack/installations.ts'
import { refreshProfiles } from './slack/profile-cache.ts'

/** Hours for which a request is remembered, so that it has its effect once. */
const rememberRequests = 24

export interface Household {
  ctx: Context
  access: Access
  clientOf: ClientOf
}

export async function housekeep({ ctx, clientOf }: Household): Promise<void> {
  const now = await ctx.clock.now()
  await refreshProfiles(ctx, clientOf, now)
  await sql`
    delete from seen_requests where (team_id, key) in (
      select team_id, key from seen_requests
      where seen_at < ${now}::timestamptz - make_interval(hours => ${rememberRequests}) limit 1000)`.execute(
    ctx.db,
  )
}

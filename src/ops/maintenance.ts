/** What a heartbeat does besides delivering: refreshes profiles, estimates workspace sizes, deletes old rows. */
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Feature } from '../feature.ts'
import type { ClientOf } from '../slack/web-clients.ts'
import { refreshProfiles } from '../people/load-people.ts'

/** Hours for which a request is remembered, so that a repetition has no second effect. */
const rememberRequests = 24

export interface MaintenanceParts {
  ctx: Context
  features: readonly Feature[]
  clientOf: ClientOf
}

export async function runMaintenance({ ctx, features, clientOf }: MaintenanceParts): Promise<void> {
  const now = await ctx.clock.now()
  await refreshProfiles(ctx, features, clientOf, now)
  await countPeople(ctx)
  await sql`
    delete from seen_requests where (team_id, key) in (
      select team_id, key from seen_requests
      where seen_at < ${now}::timestamptz - make_interval(hours => ${rememberRequests}) limit 1000)`.execute(
    ctx.db,
  )
}

/** Counts one workspace a heartbeat, chosen at random: an estimate is enough, and each is counted many times a day. */
async function countPeople(ctx: Context): Promise<void> {
  await sql`
    update workspaces w set size = (select count(*) from inboxes i where i.team_id = w.team_id)
    where w.state = 'active' and w.team_id = (
      select team_id from workspaces where state = 'active' order by random() limit 1)`.execute(ctx.db)
}

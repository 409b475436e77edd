/** What a heartbeat does besides delivering: refreshes profiles, estimates workspace sizes. */
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Feature } from '../feature.ts'
import type { ClientOf } from '../slack/web-clients.ts'
import { refreshProfiles } from '../people/load-people.ts'

export interface MaintenanceParts {
  ctx: Context
  features: readonly Feature[]
  clientOf: ClientOf
}

export async function runMaintenance({ ctx, features, clientOf }: MaintenanceParts): Promise<void> {
  await refreshProfiles(ctx, features, clientOf, await ctx.clock.now())
  await countPeople(ctx)
}

/** Counts one workspace a heartbeat, chosen at random: an estimate is enough, and each is counted many times a day. */
async function countPeople(ctx: Context): Promise<void> {
  await sql`
    update workspaces w set size = (select count(*) from inboxes i where i.team_id = w.team_id)
    where w.state = 'active' and w.team_id = (
      select team_id from workspaces where state = 'active' order by random() limit 1)`.execute(ctx.db)
}

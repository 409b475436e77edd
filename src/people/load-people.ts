import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Db } from '../db/database.ts'
import { applyProfileChange, type PersonListener } from './profile-change.ts'
import type { People } from './person.ts'
import { findPeople, saveProfiles, type Profile } from './store.ts'
import type { ClientOf } from '../slack/web-clients.ts'
import { findHome } from '../workspaces/home.ts'
import { fetchProfile, fetchProfileIfAvailable } from './fetch-profile.ts'

/**
 * The people named by id; profiles that are not stored yet are fetched from Slack. Those Slack does not know are left
 * out. Throws ProfileUnavailable where Slack does not answer about somebody who is not stored.
 */
export async function loadPeople(
  ctx: Context,
  clientOf: ClientOf,
  teamId: string,
  named: readonly string[],
): Promise<People> {
  const userIds = [...new Set(named)]
  const known = await findPeople(ctx.db, teamId, userIds)
  // A deactivated person who acts or is named again may have been reactivated.
  const toFetch = userIds.filter((id) => known.get(id)?.isDeactivated !== false)
  if (!toFetch.length) return known
  const client = await clientOf(teamId)
  if (!client) return known
  const home = await findHome(ctx.db, teamId)
  const profiles = await Promise.all(
    toFetch
      .slice(0, maxFetched)
      .map((id) => (known.has(id) ? fetchProfileIfAvailable : fetchProfile)(client, home, id)),
  )
  const found = profiles.filter((profile): profile is Profile => profile !== undefined)
  await saveProfiles(ctx.db, teamId, found, await ctx.clock.now())
  return findPeople(ctx.db, teamId, userIds)
}

/** Profiles fetched within one request: users.info is a tier 4 method, and the answer is due in 3 seconds. */
const maxFetched = 20

/** Fetches profiles again that are older than a day, and those that features wait for, a few at a time. */
export async function refreshProfiles(
  ctx: Context,
  listeners: readonly PersonListener[],
  clientOf: ClientOf,
  now: Date,
): Promise<void> {
  for (const { teamId, userId } of await listStale(ctx.db, now)) {
    const client = await clientOf(teamId)
    const profile = client && (await fetchProfileIfAvailable(client, await findHome(ctx.db, teamId), userId))
    if (profile) await applyProfileChange(ctx, listeners, { teamId, profile })
    else
      await ctx.db
        .updateTable('people')
        .set({ fetched_at: now })
        .where('team_id', '=', teamId)
        .where('user_id', '=', userId)
        .execute()
  }
  await fetchWantedProfiles(ctx, listeners, clientOf, now)
}

/** Of the profiles that are older than a day some, the oldest first. With most heartbeats there are none, and one look tells. */
async function listStale(db: Db, now: Date): Promise<{ teamId: string; userId: string }[]> {
  const dayAgo = new Date(now.getTime() - 24 * 3_600_000)
  const oldest = await sql<{ at: Date | null }>`
    select min(fetched_at) as at from people where not has_left`.execute(db)
  const at = oldest.rows[0]?.at
  if (!at || at >= dayAgo) return []
  const { rows } = await sql<{ teamId: string; userId: string }>`
    select team_id as "teamId", user_id as "userId" from people
    where not has_left and fetched_at < ${dayAgo}
      and (select state = 'active' from workspaces where workspaces.team_id = people.team_id)
    order by fetched_at limit ${profilesPerRun}`.execute(db)
  return rows
}

const profilesPerRun = 10

/** Of people whom a feature knows by id alone. users.info is a tier 4 method: with a heartbeat every 15 seconds, 60 a minute, beside the 40 that grow old. */
const wantedPerRun = 15

/** Fetches the profiles that features wait for, some at a time. */
async function fetchWantedProfiles(
  ctx: Context,
  listeners: readonly PersonListener[],
  clientOf: ClientOf,
  now: Date,
): Promise<void> {
  for (const listener of listeners)
    for (const { teamId, userId } of (await listener.wantedProfiles?.(ctx.db, wantedPerRun)) ?? []) {
      const client = await clientOf(teamId)
      const profile =
        client && (await fetchProfileIfAvailable(client, await findHome(ctx.db, teamId), userId))
      if (profile) await saveProfiles(ctx.db, teamId, [profile], now)
    }
}

import type { Context } from '../context.ts'
import { applyProfileChange, type PersonListener } from './profile-change.ts'
import type { People } from './person.ts'
import { findPeople, saveProfiles, type Profile } from './store.ts'
import type { ClientOf } from '../slack/web-clients.ts'
import { fetchProfile } from './fetch-profile.ts'

/** The people of `userIds`; whoever is met for the first time is asked of Slack. Those Slack does not know are left out. */
export async function loadPeople(
  ctx: Context,
  clientOf: ClientOf,
  teamId: string,
  named: readonly string[],
): Promise<People> {
  const userIds = [...new Set(named)]
  const known = await findPeople(ctx.db, teamId, userIds)
  // Somebody who had left and acts, or is named, again may be back.
  const strangers = userIds.filter((id) => known.get(id)?.isDeactivated !== false)
  if (!strangers.length) return known
  const client = await clientOf(teamId)
  if (!client) return known
  const profiles = await Promise.all(
    strangers.slice(0, maxStrangers).map((id) => fetchProfile(client, teamId, id)),
  )
  const found = profiles.filter((profile): profile is Profile => profile !== undefined)
  await saveProfiles(ctx.db, teamId, found, await ctx.clock.now())
  return findPeople(ctx.db, teamId, userIds)
}

/** People asked of Slack within one request: users.info is a tier 4 method, and the answer is due in 3 seconds. */
const maxStrangers = 20

/** Asks Slack again about people last heard of a day ago, a few at a time. */
export async function refreshProfiles(
  ctx: Context,
  listeners: readonly PersonListener[],
  clientOf: ClientOf,
  now: Date,
): Promise<void> {
  const dayAgo = new Date(now.getTime() - 24 * 3_600_000)
  const rows = await ctx.db
    .selectFrom('people')
    .innerJoin('workspaces', 'workspaces.team_id', 'people.team_id')
    .select(['people.team_id', 'people.user_id'])
    .where('workspaces.state', '=', 'active')
    .where('fetched_at', '<', dayAgo)
    .where('has_left', '=', false)
    .orderBy('fetched_at')
    .limit(perRound)
    .execute()
  for (const { team_id: teamId, user_id: userId } of rows) {
    const client = await clientOf(teamId)
    const profile = client && (await fetchProfile(client, teamId, userId))
    if (profile) await applyProfileChange(ctx, listeners, teamId, profile)
    else
      await ctx.db
        .updateTable('people')
        .set({ fetched_at: now })
        .where('team_id', '=', teamId)
        .where('user_id', '=', userId)
        .execute()
  }
}

const perRound = 10

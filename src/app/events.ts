/** What Slack tells by itself: people and workspaces that change, come or go. */
import type { App } from '@slack/bolt'
import { applyProfileChange } from '../people/profile-change.ts'
import { markUninstalled } from '../workspaces/store.ts'
import { publishHome } from './home.ts'
import { toProfile } from '../people/fetch-profile.ts'
import type { AppParts } from './parts.ts'

/** Each of these may come twice or late, so each does the same when done again. */
export function listenToEvents(app: App, parts: AppParts): void {
  const { ctx, features } = parts

  app.event('app_home_opened', async ({ event, context }) => {
    const { tab, user } = event as { tab?: string; user?: string }
    if (context.teamId && typeof user === 'string' && tab !== 'messages')
      await parts.track(publishHome(parts, context.teamId, user))
  })

  app.event('user_change', async ({ event, context }) => {
    const { teamId } = context
    const profile = teamId && typeof event.user === 'object' && toProfile(teamId, event.user)
    if (!teamId || !profile) return
    await parts.track(applyProfileChange(ctx, features, teamId, profile))
    parts.wake(teamId)
  })

  app.event('app_uninstalled', async ({ context, body }) => {
    await leave(context.teamId ?? body.team_id)
  })

  app.event('tokens_revoked', async ({ event, context, body }) => {
    if (event.tokens?.bot?.length) await leave(context.teamId ?? body.team_id)
  })

  async function leave(teamId: string | undefined): Promise<void> {
    if (!teamId) return
    await parts.track(markUninstalled(ctx.db, teamId, await ctx.clock.now()))
    parts.access.forget(teamId)
    ctx.log.info({ teamId }, 'workspace left')
  }
}

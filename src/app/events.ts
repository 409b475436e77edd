/** What Slack tells by itself: people and workspaces that change, come or go. */
import type { App } from '@slack/bolt'
import { applyProfileChange } from '../people/profile-change.ts'
import { toProfile } from '../people/fetch-profile.ts'
import { markUninstalled } from '../workspaces/store.ts'
import { publishHome } from './home.ts'
import { isRecorded, recordDigest } from './idempotency.ts'
import type { AppParts } from './parts.ts'

/** What of the envelope counts: https://docs.slack.dev/apis/events-api/ */
interface Envelope {
  team_id?: string
  enterprise_id?: string | null
  event_id: string
  /** Seconds. */
  event_time?: number
}

/** Each of these may come twice, late or in the wrong order: it has its effect once, and what is older than what is known has none. */
export function listenToEvents(app: App, parts: AppParts): void {
  const { ctx, features } = parts

  app.event('app_home_opened', async ({ event, context }) => {
    const { tab, user } = event as { tab?: string; user?: string }
    if (context.teamId && typeof user === 'string' && tab !== 'messages')
      await parts.track(publishHome(parts, context.teamId, user))
  })

  app.event('user_change', async ({ event, context, body }) => {
    const { teamId } = context
    const profile = teamId && typeof event.user === 'object' && toProfile(teamId, event.user)
    if (!teamId || !profile) return
    const changedAt = momentOf(body, event)
    const update = { teamId, profile, changedAt }
    await parts.track(once(teamId, body, () => applyProfileChange(ctx, features, update)))
    parts.wake(teamId)
  })

  app.event('app_uninstalled', async ({ context, body }) => {
    await leave(context.teamId, body)
  })

  app.event('tokens_revoked', async ({ event, context, body }) => {
    if (event.tokens?.bot?.length) await leave(context.teamId, body)
  })

  /** An installation for a whole organisation is taken out under the organisation's id. */
  async function leave(teamId: string | undefined, body: Envelope): Promise<void> {
    const id = teamId ?? body.team_id ?? body.enterprise_id ?? undefined
    if (!id) return
    const uninstall = async () => {
      const isDone = await markUninstalled(ctx.db, id, momentOf(body), await ctx.clock.now())
      if (isDone) ctx.log.info({ teamId: id }, 'workspace left')
    }
    await parts.track(once(id, body, uninstall))
    parts.access.forget(id)
  }

  /**
   * Does `work` unless an event of this id did it. It is noted afterwards, as each kind of work comes to the same when it
   * is done again: an event whose process died on the way must not be lost.
   */
  async function once(teamId: string, body: Envelope, work: () => Promise<void>): Promise<void> {
    const scope = { db: ctx.db, teamId }
    const digest = ctx.cipher.digest('event', body.event_id)
    if (await isRecorded(scope, digest)) return
    await work()
    await recordDigest(scope, digest, await ctx.clock.now())
  }
}

/** Seconds: an envelope without a time is taken for the newest. */
const endOfTime = 253_402_300_799

/** When it happened, by Slack's clock. `event_time` is in whole seconds: what came within the same one counts as later. */
function momentOf(
  { event_time: seconds = endOfTime }: Envelope,
  { event_ts: stamp }: { event_ts?: string } = {},
): Date {
  const exact = Number(stamp)
  return new Date(Number.isFinite(exact) && exact > 0 ? exact * 1000 : seconds * 1000 + 999)
}

/** What Slack tells by itself: people and workspaces that change, come or go. */
import type { App } from '@slack/bolt'
import { applyProfileChange } from '../people/profile-change.ts'
import { toProfile } from '../people/fetch-profile.ts'
import { tokenRefusal } from '../slack/token-refusal.ts'
import { findHome, installationIds } from '../workspaces/home.ts'
import { markUninstalled } from '../workspaces/store.ts'
import { publishHome } from './home.ts'
import { isRecorded, recordDigest } from './idempotency.ts'
import type { AppParts } from './parts.ts'

/** What of the envelope counts: https://docs.slack.dev/apis/events-api/ */
interface Envelope {
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
    if (!teamId || typeof event.user !== 'object') return
    const profile = toProfile(await findHome(ctx.db, teamId), event.user)
    if (!profile) return
    const changedAt = momentOf(body, event)
    const update = { teamId, profile, changedAt }
    await parts.track(once(teamId, body, () => applyProfileChange(ctx, features, update)))
    parts.wake(teamId)
  })

  app.event('app_uninstalled', async ({ context, body }) => {
    await leave(context, body)
  })

  app.event('tokens_revoked', async ({ event, context, body }) => {
    if (event.tokens?.bot?.length) await leave(context, body)
  })

  /**
   * These two events reach us without an authorization to go by: one for a whole organisation may carry its id, that of
   * one of its workspaces, or both, and its `authorizations` may be empty (docs.slack.dev, "app_uninstalled event" and
   * "Organization-wide deployment"). What the event does not name first is asked of Slack: a token that works stays.
   */
  async function leave(context: InstallationOf, body: Envelope): Promise<void> {
    const [id, ...others] = installationIds(context)
    if (!id) return
    await parts.track(once(id, body, () => uninstall(id, others, body)))
  }

  async function uninstall(id: string, others: readonly string[], body: Envelope): Promise<void> {
    const at = momentOf(body)
    for (const one of [id, ...others]) {
      if (one !== id && !(await hasDeadToken(parts, one))) continue
      const isDone = await markUninstalled(ctx.db, one, at, await ctx.clock.now())
      parts.access.forget(one)
      if (isDone) return ctx.log.info({ teamId: one }, 'workspace left')
    }
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

interface InstallationOf {
  teamId?: string | undefined
  enterpriseId?: string | undefined
  isEnterpriseInstall: boolean
}

/** Throws where Slack does not answer: Slack then brings the event again. */
async function hasDeadToken({ clientOf }: AppParts, teamId: string): Promise<boolean> {
  const client = await clientOf(teamId)
  if (!client) return false
  try {
    await client.auth.test()
    return false
  } catch (error) {
    if (tokenRefusal(error)) return true
    throw error
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

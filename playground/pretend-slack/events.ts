import { deliver } from './deliver.ts'
import type { Ack } from './delivery.ts'
import { isSubscribed } from './manifest.ts'
import type { EventRetry, Slack } from './slack.ts'
import { type Install, newId } from './world.ts'

/** Sends an event to the app if its manifest subscribes to it. */
export function emitEvent(slack: Slack, install: Install, event: Record<string, unknown>): void {
  const type = String(event.type)
  const name = type === 'message' ? `message.${String(event.channel_type)}` : type
  if (!isSubscribed(slack.manifest, name)) return
  const seconds = slack.now().getTime() / 1000
  const body = {
    token: slack.world.app.verificationToken,
    team_id: install.teamId,
    ...(install.enterpriseId ? { enterprise_id: install.enterpriseId } : {}),
    api_app_id: slack.world.app.id,
    event: { ...event, event_ts: seconds.toFixed(6) },
    type: 'event_callback',
    event_id: newId('Ev'),
    event_time: Math.floor(seconds),
    authorizations: [
      {
        enterprise_id: install.enterpriseId ?? null,
        team_id: install.orgWide ? null : install.teamId,
        user_id: install.botUserId,
        is_bot: true,
        is_enterprise_install: install.orgWide,
      },
    ],
    is_ext_shared_channel: false,
    event_context: newId('4-', 24),
  }
  sendEvent(slack, { due: slack.now(), attempt: 0, reason: '', type, body })
}

/** Minutes that Slack waits before the second and the third retry; the first comes at once. */
const laterRetries = [1, 5]

function sendEvent(slack: Slack, { attempt, reason, type, body, due }: EventRetry): void {
  const work = deliver(slack, {
    title: attempt > 0 ? `event ${type} (retry ${attempt})` : `event ${type}`,
    kind: 'events_api',
    payload: body,
    ...(attempt > 0 ? { retry: { attempt, reason } } : {}),
  }).then((ack) => {
    if (ack.outcome === 'ok' || (ack.outcome === 'failed' && ack.noRetry) || attempt >= 3) return
    const minutes = attempt === 0 ? 0 : laterRetries[attempt - 1]!
    const again = {
      due: new Date(due.getTime() + minutes * 60_000),
      attempt: attempt + 1,
      reason: reasonOf(ack),
      type,
      body,
    }
    if (attempt === 0) sendEvent(slack, again)
    else slack.retries.push(again)
  })
  slack.inFlight.add(work)
  void work.finally(() => slack.inFlight.delete(work))
}

function reasonOf(ack: Ack): string {
  if (ack.outcome === 'timeout') return 'http_timeout'
  return ack.outcome === 'unreachable' ? 'connection_failed' : 'http_error'
}

export function nextRetry(slack: Slack): Date | undefined {
  return slack.retries.map((retry) => retry.due).toSorted((a, b) => a.getTime() - b.getTime())[0]
}

/** Sends the retries that are due. */
export function retryEvents(slack: Slack): void {
  const due = slack.retries.filter((retry) => retry.due <= slack.now())
  slack.retries = slack.retries.filter((retry) => retry.due > slack.now())
  for (const retry of due) sendEvent(slack, retry)
}

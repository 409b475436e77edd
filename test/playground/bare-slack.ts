import { createTestUser } from '../../playground/test-user.ts'
import { createPretendSlack, type PretendSlack } from '../../playground/pretend-slack/index.ts'
import { manualClock } from '../../src/time/clock.ts'
import type { Manifest } from '../../playground/pretend-slack/manifest.ts'
import { type Listener, listenForSlack } from './bare-app.ts'

/** A pretend Slack with a bare app behind it. */
export const start = new Date('2026-03-09T08:00:00Z')
export const clock = manualClock(start)
export let slack: PretendSlack
export let app: Listener

const manifest: Manifest = {
  display_information: { name: 'Forthright' },
  features: { app_home: { home_tab_enabled: true, messages_tab_enabled: true } },
  oauth_config: { scopes: { bot: ['commands', 'chat:write', 'im:write', 'im:history', 'users:read'] } },
  settings: {
    event_subscriptions: {
      bot_events: ['app_home_opened', 'app_uninstalled', 'tokens_revoked', 'user_change'],
    },
  },
}

/** Called by each test file: a fresh one before each of its tests. */
export function useBareSlack(): void {
  beforeEach(async () => {
    clock.set(start)
    app = await listenForSlack()
    slack = await createPretendSlack({ clock, manifest, ackSeconds: 0.3, triggerSeconds: 0.3 })
    slack.connect(app.url)
  })
  afterEach(async () => {
    await slack.stop()
    await app.stop()
  })
}

export const plain = (text: string) => ({ type: 'plain_text', text })
export const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } })
export const button = (label: string, id: string) => ({ type: 'button', text: plain(label), action_id: id })
export const modal = (blocks: object[] = [section('Hello')], more: object = {}) => ({
  type: 'modal',
  title: plain('Form'),
  blocks,
  ...more,
})

export type Answer = { ok: boolean; error?: string; response_metadata?: { messages?: string[] } } & Record<
  string,
  any
>

export async function call(
  method: string,
  args: Record<string, unknown> = {},
  token = tokenOf(),
): Promise<Answer> {
  const response = await fetch(slack.apiUrl + method, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(args),
  })
  const answer: Answer = JSON.parse(await response.text())
  return answer
}

export const tokenOf = () => [...slack.world.installs.keys()][0]!
export const person = (name: string) => {
  const found = [...slack.world.people.values()].find((one) => one.name === name)!
  return createTestUser(slack, found.id, () => slack.settled())
}
export const channelNamed = (name: string) =>
  [...slack.world.channels.values()].find((channel) => channel.name === name)!

export async function respond(url: string, body: object): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })
  return response.status
}

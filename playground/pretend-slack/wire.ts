import type { Slack } from './slack.ts'
import { installedId, installServing, type SlackMessage, type SlackView } from './world.ts'

/** A message as the Web API and payloads carry it; metadata in full only with `allMetadata`, else its type. */
export function wireMessage(
  slack: Slack,
  message: SlackMessage,
  allMetadata = false,
): Record<string, unknown> {
  const { app, people, channels } = slack.world
  const author = people.get(message.userId)
  return {
    type: 'message',
    user: message.userId,
    ts: message.ts,
    text: message.text,
    team: channels.get(message.channelId)?.teamId,
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.fromApp ? { bot_id: author?.botId, app_id: app.id } : {}),
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(message.files ? { files: message.files.map(({ id, name, title }) => ({ id, name, title })) } : {}),
    ...(message.edited ? { edited: { user: message.userId, ts: message.edited } } : {}),
    ...(message.metadata
      ? { metadata: allMetadata ? message.metadata : { event_type: message.metadata.event_type } }
      : {}),
  }
}

export function wireView(slack: Slack, view: SlackView): Record<string, unknown> {
  const person = slack.world.people.get(view.userId)
  const install = person && installServing(slack.world, person)
  return {
    id: view.id,
    team_id: view.teamId,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.private_metadata ?? '',
    callback_id: view.callback_id ?? '',
    state: view.state,
    hash: view.hash,
    title: view.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: view.clear_on_close ?? false,
    notify_on_close: view.notify_on_close ?? false,
    close: view.close ?? null,
    submit: view.submit ?? null,
    previous_view_id: view.previousViewId ?? null,
    root_view_id: view.rootViewId,
    app_id: slack.world.app.id,
    external_id: view.external_id ?? '',
    app_installed_team_id: install ? installedId(install) : view.teamId,
    bot_id: install?.botId ?? '',
  }
}

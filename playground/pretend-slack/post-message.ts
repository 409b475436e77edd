import { ActionError, type Place, placeOf } from './actor.ts'
import { runChannelCommand } from './channel-commands.ts'
import { emitEvent } from './events.ts'
import { runCommand } from './run-command.ts'
import type { Slack } from './slack.ts'
import { escapeInput } from './escape-input.ts'
import { wireMessage } from './wire.ts'
import { installOf, messagesOf, nextStamp, type SlackChannel, type SlackMessage } from './world.ts'

/** Sends a line: as a slash command when it starts with one, else as a message. `raw` skips the escaping. */
export async function postMessage(
  slack: Slack,
  {
    userId,
    channelId,
    text,
    threadTs,
    raw = false,
  }: Place & { text: string; threadTs?: string; raw?: boolean },
): Promise<void> {
  const { person, channel } = placeOf(slack, { userId, channelId })
  if (isReadOnly(slack, channel))
    throw new ActionError('Only the app writes here. Type in another conversation.')
  const command = /^(\/[a-z0-9_-]+)(?:\s+([\s\S]*))?$/i.exec(text)
  if (command?.[1] && !threadTs) {
    const sent = { person, channel, command: command[1], text: command[2] ?? '' }
    return runChannelCommand(slack, sent) ? undefined : runCommand(slack, { ...sent, raw })
  }
  if (command) throw new ActionError('Slash commands do not work in threads.')
  const message: SlackMessage = {
    ts: nextStamp(slack.world, slack.now()),
    channelId,
    userId,
    text: raw ? text : escapeInput(slack, person, text),
    blocks: [],
    fromApp: false,
    ...(threadTs ? { threadTs } : {}),
  }
  messagesOf(slack.world, channelId).push(message)
  slack.changed()
  const install = installOf(slack.world, person.teamId)
  if (!install || !channel.memberIds.includes(install.botUserId)) return
  const kind = { channel: 'channel', private: 'group', dm: 'im' }[channel.kind]
  emitEvent(slack, install, { ...wireMessage(slack, message), channel: channelId, channel_type: kind })
}

/** Whether this is the app's messages tab and the manifest makes it read-only: no messages and no commands there. */
function isReadOnly(slack: Slack, channel: SlackChannel): boolean {
  if (channel.kind !== 'dm' || !slack.manifest.features.app_home?.messages_tab_read_only_enabled) return false
  return channel.memberIds.some((id) => slack.world.people.get(id)?.isBot)
}

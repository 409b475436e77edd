/** Slack's own commands about who belongs to a channel, and what the app hears of it. */
import { ActionError } from './actor.ts'
import { emitEvent } from './events.ts'
import type { Slack } from './slack.ts'
import { installOf, messagesOf, nextStamp, type SlackChannel, type SlackPerson } from './world.ts'

interface ChannelCommand {
  person: SlackPerson
  channel: SlackChannel
  command: string
  text: string
}

/** Runs `/invite @name`, `/remove @name`, `/leave` and `/archive`; false = it is none of these. */
export function runChannelCommand(slack: Slack, { person, channel, command, text }: ChannelCommand): boolean {
  switch (command) {
    case '/invite':
      joinChannel(slack, channel, named(slack, person, text).id)
      break
    case '/remove':
      leaveChannel(slack, channel, named(slack, person, text).id)
      break
    case '/leave':
      leaveChannel(slack, channel, person.id)
      break
    case '/archive':
      archiveChannel(slack, channel)
      break
    default:
      return false
  }
  return true
}

function named(slack: Slack, person: SlackPerson, text: string): SlackPerson {
  const name = text.trim().replace(/^@/, '')
  const found = [...slack.world.people.values()].find(
    (one) => one.name === name && one.teamId === person.teamId,
  )
  if (!found) throw new ActionError(`Nobody here is called ${name || 'that'}.`)
  return found
}

function joinChannel(slack: Slack, channel: SlackChannel, userId: string): void {
  if (channel.kind === 'dm') throw new ActionError('A direct message stays between its people.')
  if (channel.memberIds.includes(userId)) return
  channel.memberIds.push(userId)
  tell(slack, channel, { type: 'member_joined_channel', user: userId })
  write(slack, channel, userId, 'joined the channel.')
}

function leaveChannel(slack: Slack, channel: SlackChannel, userId: string): void {
  if (!channel.memberIds.includes(userId)) return
  channel.memberIds = channel.memberIds.filter((id) => id !== userId)
  tell(slack, channel, { type: 'member_left_channel', user: userId })
  write(slack, channel, userId, 'left the channel.')
}

function archiveChannel(slack: Slack, channel: SlackChannel): void {
  channel.archived = true
  tell(slack, channel, { type: channel.kind === 'private' ? 'group_archive' : 'channel_archive' })
}

function tell(slack: Slack, channel: SlackChannel, event: { type: string; user?: string }): void {
  slack.changed()
  const install = installOf(slack.world, channel.teamId)
  if (!install) return
  const kind = channel.kind === 'private' ? 'G' : 'C'
  emitEvent(slack, install, { ...event, channel: channel.id, channel_type: kind, team: channel.teamId })
}

/** The line that Slack writes into the channel. */
function write(slack: Slack, channel: SlackChannel, userId: string, text: string): void {
  messagesOf(slack.world, channel.id).push({
    ts: nextStamp(slack.world, slack.now()),
    channelId: channel.id,
    userId,
    text,
    blocks: [],
    fromApp: false,
    fromSlack: true,
  })
}

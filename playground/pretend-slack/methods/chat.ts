import { type Block, nameBlocks } from '../blocks.ts'
import { checkMessageBlocks } from '../limits.ts'
import type { Slack } from '../slack.ts'
import { findMessage, type Metadata, messagesOf, newId, nextStamp, openDm } from '../world.ts'
import type { SlackChannel, SlackMessage } from '../world.ts'
import { wireMessage } from '../wire.ts'
import { visibleChannel } from './conversations.ts'
import { type Args, type Caller, isRecord, type Method, refuse, required, structured } from './method.ts'

export const chatMethods: Record<string, Method> = {
  'chat.postMessage': { scopes: ['chat:write'], run: post },
  'chat.update': { scopes: ['chat:write'], run: update },
  'chat.delete': { scopes: ['chat:write'], run: remove },
  'chat.postEphemeral': { scopes: ['chat:write'], run: postEphemeral },
  'chat.getPermalink': {
    scopes: [],
    run(slack, args, caller) {
      const channel = visibleChannel(slack, required(args, 'channel'), caller)
      const ts = required(args, 'message_ts')
      if (!findMessage(slack.world, channel.id, ts)) return refuse('message_not_found')
      return { channel: channel.id, permalink: permalink(slack, channel, ts) }
    },
  },
}

function permalink(slack: Slack, channel: SlackChannel, ts: string): string {
  const domain = slack.world.teams.get(channel.teamId)?.domain
  return `https://${domain}.slack.com/archives/${channel.id}/p${ts.replace('.', '')}`
}

function post(slack: Slack, args: Args, caller: Caller) {
  const channel = target(slack, required(args, 'channel'), caller)
  const content = contentOf(args)
  const metadata = metadataOf(args)
  if (content.text.length > 40_000) content.text = content.text.slice(0, 40_000)
  const message: SlackMessage = {
    ts: nextStamp(slack.world, slack.now()),
    channelId: channel.id,
    userId: caller.install.botUserId,
    ...content,
    fromApp: true,
    ...(metadata && metadata !== 'none' ? { metadata } : {}),
    ...(typeof args.thread_ts === 'string' ? { threadTs: args.thread_ts } : {}),
  }
  messagesOf(slack.world, channel.id).push(message)
  slack.changed()
  return { channel: channel.id, ts: message.ts, message: wireMessage(slack, message), ...warning(args) }
}

function update(slack: Slack, args: Args, caller: Caller) {
  const { message } = ownMessage(slack, args, caller, 'cant_update_message')
  if (typeof args.text === 'string' && args.text.length > 4000) return refuse('msg_too_long')
  const keptBlocks = args.blocks === undefined && args.text === undefined
  const content = contentOf({ ...args, ...(keptBlocks ? { blocks: message.blocks } : {}) })
  const metadata = metadataOf(args)
  message.text = content.text
  message.blocks = content.blocks
  if (metadata === 'none') delete message.metadata
  else if (metadata) message.metadata = metadata
  message.edited = nextStamp(slack.world, slack.now())
  slack.changed()
  return {
    channel: message.channelId,
    ts: message.ts,
    text: message.text,
    message: wireMessage(slack, message),
  }
}

function remove(slack: Slack, args: Args, caller: Caller) {
  const { message, channel } = ownMessage(slack, args, caller, 'cant_delete_message')
  const messages = messagesOf(slack.world, channel.id)
  messages.splice(messages.indexOf(message), 1)
  slack.changed()
  return { channel: channel.id, ts: message.ts }
}

function postEphemeral(slack: Slack, args: Args, caller: Caller) {
  const channel = target(slack, required(args, 'channel'), caller)
  const userId = required(args, 'user')
  if (!channel.memberIds.includes(userId)) return refuse('user_not_in_channel')
  const content = contentOf(args)
  const ts = showEphemeral(slack, {
    channelId: channel.id,
    userId,
    botUserId: caller.install.botUserId,
    ...content,
  })
  return { message_ts: ts, ...warning(args) }
}

/** Shows a message to one person only; it has a ts, but no method of the Web API finds it. */
export function showEphemeral(
  slack: Slack,
  content: { channelId: string; userId: string; botUserId: string; text: string; blocks: Block[] },
): string {
  const ts = nextStamp(slack.world, slack.now())
  const shown = slack.world.ephemerals.get(content.userId) ?? []
  slack.world.ephemerals.set(content.userId, shown)
  shown.push({
    ts,
    channelId: content.channelId,
    userId: content.botUserId,
    text: content.text,
    blocks: content.blocks,
    fromApp: true,
    onlyFor: content.userId,
  })
  slack.changed()
  return ts
}

/** Resolves the channel argument: a channel that the app is in, or the direct message with a person. */
function target(slack: Slack, id: string, caller: Caller): SlackChannel {
  const { world } = slack
  const { install } = caller
  if (/^[UW]/.test(id)) {
    const person = world.people.get(id)
    if (!person || person.isStranger || person.deleted || person.isBot) return refuse('channel_not_found')
    return checkDm(slack, openDm(world, install.botUserId, id))
  }
  const channel = visibleChannel(slack, id, caller)
  if (channel.archived) return refuse('is_archived')
  if (channel.kind === 'dm') return checkDm(slack, channel)
  const member = channel.memberIds.includes(install.botUserId)
  if (!member && !install.scopes.includes('chat:write.public')) return refuse('not_in_channel')
  return channel
}

function checkDm(slack: Slack, dm: SlackChannel): SlackChannel {
  if (slack.manifest.features.app_home?.messages_tab_enabled === false) return refuse('messages_tab_disabled')
  if (dm.memberIds.some((id) => slack.world.people.get(id)?.deleted)) return refuse('is_archived')
  return dm
}

function ownMessage(slack: Slack, args: Args, caller: Caller, code: string) {
  const channel = visibleChannel(slack, required(args, 'channel'), caller)
  const message = findMessage(slack.world, channel.id, required(args, 'ts'))
  if (!message) return refuse('message_not_found')
  if (message.userId !== caller.install.botUserId) return refuse(code)
  return { channel, message }
}

/** The text and blocks of a call; throws the refusal Slack gives for them. */
export function contentOf(args: Args): { text: string; blocks: Block[] } {
  const blocks = structured(args, 'blocks', 'invalid_blocks_format') ?? []
  if (!isBlocks(blocks)) return refuse('invalid_blocks_format')
  const attachments = structured(args, 'attachments', 'invalid_attachments') ?? []
  if (Array.isArray(attachments) && attachments.length > 100) return refuse('too_many_attachments')
  const text = typeof args.text === 'string' ? args.text : ''
  if (!text && blocks.length === 0 && !(Array.isArray(attachments) && attachments.length > 0))
    return refuse('no_text')
  checkMessageBlocks(blocks)
  return { text, blocks: nameBlocks(blocks, () => newId('', 5)) }
}

function isBlocks(value: unknown): value is Block[] {
  return Array.isArray(value) && value.every((block) => isRecord(block) && typeof block.type === 'string')
}

/** The metadata argument; 'none' removes what the message had. */
function metadataOf(args: Args): Metadata | 'none' | undefined {
  const given = structured(args, 'metadata', 'invalid_metadata_format')
  if (given === undefined) return undefined
  if (!isRecord(given)) return refuse('invalid_metadata_format')
  if (Object.keys(given).length === 0) return 'none'
  const { event_type, event_payload } = given
  const isNamed = typeof event_type === 'string' && /^[a-z][a-z0-9_]*$/.test(event_type)
  if (!isNamed || !isRecord(event_payload)) return refuse('invalid_metadata_format')
  return { event_type, event_payload }
}

function warning(args: Args) {
  if (args.text || !args.blocks) return {}
  return { warning: 'missing_text_in_message', response_metadata: { warnings: ['missing_text_in_message'] } }
}

import type { KnownBlock } from '@slack/types'
import type { Message, MessageFile } from './api.ts'
import type { PretendSlack } from './pretend-slack/index.ts'
import type { SlackChannel, SlackFile, SlackMessage, SlackPerson } from './pretend-slack/world.ts'

/** What only this person sees there. */
export function ephemeralsIn(
  slack: PretendSlack,
  channel: SlackChannel,
  viewer: SlackPerson,
): SlackMessage[] {
  return (slack.world.ephemerals.get(viewer.id) ?? []).filter((message) => message.channelId === channel.id)
}

/** What stands in these channels, oldest first. */
export function messagesFor(slack: PretendSlack, channels: SlackChannel[], viewer: SlackPerson): Message[] {
  const all = channels.flatMap((channel) => [
    ...(slack.world.messages.get(channel.id) ?? []),
    ...ephemeralsIn(slack, channel, viewer),
  ])
  return all.toSorted((a, b) => Number(a.ts) - Number(b.ts)).map(asMessage)
}

function asMessage(message: SlackMessage): Message {
  return {
    ts: message.ts,
    channelId: message.channelId,
    userId: message.userId,
    text: message.text,
    blocks: isKnown(message.blocks) ? message.blocks : [],
    ...(message.files && { files: message.files.map(asFile) }),
    ephemeral: message.onlyFor !== undefined,
    edited: message.edited !== undefined,
    ...(message.threadTs ? { threadTs: message.threadTs } : {}),
  }
}

function asFile({ id, title, altText = '', png }: SlackFile): MessageFile {
  return { id, title, altText, isPicture: png !== undefined }
}

/** Stored blocks have passed the limits, which refuse unknown types. */
function isKnown(blocks: unknown[]): blocks is KnownBlock[] {
  return Array.isArray(blocks)
}

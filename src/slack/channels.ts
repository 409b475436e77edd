/** What Slack says of a channel just now: whether it can be seen, and who belongs to it. */
import type { WebClient } from '@slack/web-api'

export type ChannelAccess = OpenChannel | HiddenChannel

export interface OpenChannel {
  kind: 'open'
  id: string
  /** Whether the app was invited, so that it may post there. */
  hasApp: boolean
  isArchived: boolean
  members: ReadonlySet<string>
}

export interface HiddenChannel {
  kind:
    | 'no_channel'
    /** Neither channels:read nor, for a private channel, groups:read was granted. */
    | 'no_scope'
    /** A private channel without the app, or none at all: Slack tells the two apart for nobody. */
    | 'not_visible'
    | 'too_large'
    /** Slack did not answer in time, or asked to wait. */
    | 'unavailable'
  id: string
}

/** A channel's id, as against that of a direct message (D) or a person (U, W). */
export function isChannelId(id: string): boolean {
  return /^[CG][A-Z0-9]{2,39}$/.test(id)
}

/** How a channel is named in mrkdwn: Slack shows its name to those who may see it, and to nobody else. */
export function channelMention(id: string): string {
  return `<#${id}>`
}

/** Slack gives at most a thousand members a page; five pages fit into the time that somebody waits for an answer. */
const pageSize = 1000
const maxPages = 5
export const maxChannelMembers = pageSize * maxPages

export async function fetchChannel(client: WebClient, id: string): Promise<ChannelAccess> {
  if (!isChannelId(id)) return { kind: 'no_channel', id }
  try {
    const { channel } = await client.conversations.info({ channel: id })
    if (!channel || channel.is_im || channel.is_mpim) return { kind: 'no_channel', id }
    const members = await fetchMembers(client, id)
    if (!members) return { kind: 'too_large', id }
    return {
      kind: 'open',
      id,
      hasApp: channel.is_member === true,
      isArchived: channel.is_archived === true,
      members,
    }
  } catch (error) {
    return { kind: kindOf((error as { data?: { error?: string } }).data?.error), id }
  }
}

/** Undefined = there are more than the pages hold. */
async function fetchMembers(client: WebClient, channel: string): Promise<Set<string> | undefined> {
  const members = new Set<string>()
  let cursor: string | undefined
  for (let page = 0; page < maxPages; page++) {
    const answer = await client.conversations.members({ channel, limit: pageSize, ...(cursor && { cursor }) })
    for (const userId of answer.members ?? []) members.add(userId)
    cursor = answer.response_metadata?.next_cursor || undefined
    if (!cursor) return members
  }
  return undefined
}

function kindOf(refusal: string | undefined): HiddenChannel['kind'] {
  switch (refusal) {
    case 'missing_scope':
    case 'no_permission':
    case 'not_allowed_token_type':
      return 'no_scope'
    case 'channel_not_found':
    case 'not_in_channel':
      return 'not_visible'
    default:
      return 'unavailable'
  }
}

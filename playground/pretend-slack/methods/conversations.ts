import { pageLimit } from '../history-rate-limit.ts'
import type { Slack } from '../slack.ts'
import { covers, messagesOf, openDm, type SlackChannel, type SlackMessage } from '../world.ts'
import { wireMessage } from '../wire.ts'
import {
  type Args,
  type Caller,
  type Method,
  optional,
  refuse,
  required,
  requireScope,
  truthy,
} from './method.ts'

const anyOf = (verb: string) => ['channels', 'groups', 'im', 'mpim'].map((kind) => `${kind}:${verb}`)

export const conversationMethods: Record<string, Method> = {
  'conversations.open': {
    scopes: ['channels:manage', 'groups:write', 'im:write', 'mpim:write'],
    run: open,
  },
  'conversations.info': {
    scopes: anyOf('read'),
    run(slack, args, caller) {
      const channel = visibleChannel(slack, required(args, 'channel'), caller)
      requireScope(caller.install, [`${family(channel)}:read`])
      return { channel: wireChannel(slack, channel, caller) }
    },
  },
  'conversations.members': {
    scopes: anyOf('read'),
    run(slack, args, caller) {
      const channel = visibleChannel(slack, required(args, 'channel'), caller)
      requireScope(caller.install, [`${family(channel)}:read`])
      const from = Number(Buffer.from(optional(args, 'cursor'), 'base64').toString() || 0)
      const limit = Math.min(Number(args.limit) || 100, 1000)
      const next =
        from + limit < channel.memberIds.length ? Buffer.from(String(from + limit)).toString('base64') : ''
      return {
        members: channel.memberIds.slice(from, from + limit),
        response_metadata: { next_cursor: next },
      }
    },
  },
  'conversations.history': {
    scopes: anyOf('history'),
    run(slack, args, caller) {
      const channel = readableChannel(slack, args, caller)
      return page(
        slack,
        args,
        messagesOf(slack.world, channel.id)
          .filter((m) => !inThread(m))
          .toReversed(),
      )
    },
  },
  'conversations.replies': {
    scopes: anyOf('history'),
    run(slack, args, caller) {
      const channel = readableChannel(slack, args, caller)
      const root = required(args, 'ts')
      const thread = messagesOf(slack.world, channel.id).filter((m) => m.ts === root || m.threadTs === root)
      if (!thread.some((message) => message.ts === root)) return refuse('thread_not_found')
      return page(slack, args, thread)
    },
  },
}

/** Whether a message shows in its thread only. */
function inThread(message: SlackMessage): boolean {
  return message.threadTs !== undefined && message.threadTs !== message.ts
}

function open(slack: Slack, args: Args, caller: Caller) {
  const { world } = slack
  if (typeof args.channel === 'string' && args.channel) {
    const channel = visibleChannel(slack, args.channel, caller)
    return { no_op: true, already_open: true, channel: wireChannel(slack, channel, caller) }
  }
  const ids = optional(args, 'users').split(',').filter(Boolean)
  if (ids.length === 0) return refuse('users_list_not_supplied')
  if (ids.length > 8) return refuse('too_many_users')
  requireScope(caller.install, [ids.length > 1 ? 'mpim:write' : 'im:write'])
  if (ids.length > 1) return refuse('invalid_user_combination')
  const dm = dmWith(slack, ids[0]!, caller)
  slack.changed()
  return { channel: truthy(args.return_im) ? wireChannel(slack, dm, caller) : { id: dm.id } }

  function dmWith(_: Slack, userId: string, { install }: Caller): SlackChannel {
    const person = world.people.get(userId)
    if (!person) return refuse('user_not_found')
    if (person.isStranger) return refuse('user_not_visible')
    if (person.deleted) return refuse('user_disabled')
    if (person.id === install.botUserId || person.isBot) return refuse('invalid_user_combination')
    return openDm(world, install.botUserId, person.id)
  }
}

function family(channel: SlackChannel): string {
  return { channel: 'channels', private: 'groups', dm: 'im' }[channel.kind]
}

/** A channel that the app can see: any public one of the workspace, and those it is in. */
export function visibleChannel(slack: Slack, id: string, { install, teamId }: Caller): SlackChannel {
  const channel = slack.world.channels.get(id)
  if (!channel) return refuse('channel_not_found')
  const isMember = channel.memberIds.includes(install.botUserId)
  if (channel.kind !== 'channel' ? !isMember : !covers(slack.world, teamId, channel.teamId))
    return refuse('channel_not_found')
  return channel
}

function readableChannel(slack: Slack, args: Args, caller: Caller): SlackChannel {
  const channel = visibleChannel(slack, required(args, 'channel'), caller)
  requireScope(caller.install, [`${family(channel)}:history`])
  if (!channel.memberIds.includes(caller.install.botUserId)) return refuse('not_in_channel')
  return channel
}

function page(slack: Slack, args: Args, all: SlackMessage[]) {
  const inclusive = truthy(args.inclusive)
  const oldest = stamp(args.oldest, 'invalid_ts_oldest') ?? -Infinity
  const latest = stamp(args.latest, 'invalid_ts_latest') ?? Infinity
  const within = all.filter(({ ts }) => {
    const at = Number(ts)
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest
  })
  const from = cursorOf(optional(args, 'cursor'))
  const limit = Math.min(
    Math.max(Number(args.limit) || 100, 1),
    slack.historyRateLimit.isOn ? pageLimit : 999,
  )
  const next = from + limit
  const more = next < within.length
  return {
    messages: within
      .slice(from, next)
      .map((message) => wireMessage(slack, message, truthy(args.include_all_metadata))),
    has_more: more,
    pin_count: 0,
    ...(more ? { response_metadata: { next_cursor: Buffer.from(`next:${next}`).toString('base64') } } : {}),
  }
}

function stamp(value: unknown, code: string): number | undefined {
  if (value === undefined || value === '' || value === '0' || value === 0) return undefined
  const at = Number(value)
  return Number.isFinite(at) ? at : refuse(code)
}

function cursorOf(value: string): number {
  if (!value) return 0
  const from = Number(Buffer.from(value, 'base64').toString().replace('next:', ''))
  return Number.isInteger(from) && from > 0 ? from : refuse('invalid_cursor')
}

function wireChannel(slack: Slack, channel: SlackChannel, { install }: Caller): Record<string, unknown> {
  const isDm = channel.kind === 'dm'
  return {
    id: channel.id,
    is_channel: channel.kind === 'channel',
    is_group: channel.kind === 'private',
    is_im: isDm,
    is_mpim: false,
    is_private: channel.kind !== 'channel',
    is_archived: channel.archived,
    is_member: channel.memberIds.includes(install.botUserId),
    context_team_id: channel.teamId,
    ...(isDm
      ? { user: channel.memberIds.find((id) => id !== install.botUserId), is_open: true }
      : { name: channel.name, name_normalized: channel.name, num_members: channel.memberIds.length }),
    updated: Math.floor(slack.now().getTime()),
  }
}

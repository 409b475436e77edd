import { randomBytes } from 'node:crypto'
import type { Block } from './blocks.ts'
import { contentOf, showEphemeral } from './methods/chat.ts'
import { Refusal, type ResponseUrl, type Slack } from './slack.ts'
import { findMessage, installOf, messagesOf, nextStamp } from './world.ts'

export function createResponseUrl(slack: Slack, to: Omit<ResponseUrl, 'uses' | 'expires'>): string {
  const secret = randomBytes(12).toString('hex')
  const expires = new Date(slack.now().getTime() + 30 * 60_000)
  slack.responseUrls.set(secret, { ...to, uses: 0, expires })
  return `${slack.origin}/responses/${to.teamId}/${secret}`
}

/** Handles a POST to a response URL, which is good for five uses within thirty minutes. */
export function postToResponseUrl(slack: Slack, secret: string, body: Record<string, unknown>): number {
  const url = slack.responseUrls.get(secret)
  if (!url || slack.now() > url.expires || url.uses >= 5)
    throw new Refusal(url && url.uses >= 5 ? 'used_url' : 'expired_url')
  url.uses += 1
  respond(slack, url, body)
  return 200
}

/** Shows the app's answer to a command or click: to the one person, unless it asks for in_channel. */
export function respond(
  slack: Slack,
  to: Omit<ResponseUrl, 'uses' | 'expires'>,
  body: Record<string, unknown>,
): void {
  if (isTrue(body.delete_original) && to.message) return removeOriginal(slack, to)
  const content = contentOf(body)
  if (isTrue(body.replace_original) && to.message) return replaceOriginal(slack, to, content)
  const botUserId = installOf(slack.world, to.teamId)?.botUserId ?? ''
  if (body.response_type !== 'in_channel') {
    showEphemeral(slack, { channelId: to.channelId, userId: to.userId, botUserId, ...content })
    return
  }
  messagesOf(slack.world, to.channelId).push({
    ts: nextStamp(slack.world, slack.now()),
    channelId: to.channelId,
    userId: botUserId,
    ...content,
    fromApp: true,
    ...(typeof body.thread_ts === 'string' ? { threadTs: body.thread_ts } : {}),
  })
  slack.changed()
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true'
}

type To = Omit<ResponseUrl, 'uses' | 'expires'>

function original(slack: Slack, { message, channelId, userId }: To) {
  if (!message) return undefined
  if (!message.ephemeral) return findMessage(slack.world, channelId, message.ts)
  return slack.world.ephemerals.get(userId)?.find(({ ts }) => ts === message.ts)
}

function replaceOriginal(slack: Slack, to: To, content: { text: string; blocks: Block[] }): void {
  const message = original(slack, to)
  if (!message) throw new Refusal('message_not_found')
  Object.assign(message, content)
  if (!to.message?.ephemeral) message.edited = nextStamp(slack.world, slack.now())
  slack.changed()
}

function removeOriginal(slack: Slack, to: To): void {
  const message = original(slack, to)
  if (!message) throw new Refusal('message_not_found')
  const messages = to.message?.ephemeral
    ? (slack.world.ephemerals.get(to.userId) ?? [])
    : messagesOf(slack.world, to.channelId)
  messages.splice(messages.indexOf(message), 1)
  slack.changed()
}

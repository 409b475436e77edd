/** All that the delivery asks of Slack: one attempt a call, and its outcome as a value. */
import type { KnownBlock } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { Message } from './blocks.ts'
import { classifyError, mendSeconds, type SendOutcome } from './classify-error.ts'
import { readHistory, type HistoryRead } from './read-history.ts'
import type { ClientOf } from './web-clients.ts'

export interface Messenger {
  openDm(teamId: string, userId: string): Promise<{ channelId: string } | SendOutcome>
  /** `mayStill` is asked at the last moment, when nothing but the post itself is left to be waited for. */
  post(
    to: DmChannel,
    message: Message,
    attempts: number,
    mayStill: () => boolean,
  ): Promise<SendOutcome | ClaimExpired>
  update(teamId: string, channelId: string, ts: string, message: Message): Promise<UpdateResult>
  /** True when it is gone, or will stay whatever is tried. */
  delete(teamId: string, channelId: string, ts: string): Promise<boolean>
  /** What the bot's channel holds since `oldest`, all pages of it from `readTo` on. */
  readHistory(teamId: string, channelId: string, oldest: Date, readTo?: string): Promise<HistoryRead>
}

export interface DmChannel {
  teamId: string
  channelId: string
}

/** Done when the message now shows what it should, or is gone for good. */
export type UpdateResult = { isDone: true } | { isDone: false; pauseSeconds?: number }

/** The claim was too old, so nothing was sent. */
export interface ClaimExpired {
  kind: 'claim expired'
}

/** Both must give clients that try once; the quick one opens DMs, so that a post after it stays within its claim. */
export function slackMessenger(clientOf: ClientOf, quickClientOf: ClientOf = clientOf): Messenger {
  return {
    async openDm(teamId, userId) {
      const client = await reach(quickClientOf, teamId)
      return 'kind' in client ? client : openDm(client, userId)
    },
    async post({ teamId, channelId }, message, attempts, mayStill) {
      // Before as well: the client's token is read from the database.
      if (!mayStill()) return { kind: 'claim expired' }
      const client = await reach(clientOf, teamId)
      if ('kind' in client) return client
      return mayStill() ? postMessage(client, channelId, message, attempts) : { kind: 'claim expired' }
    },
    async update(teamId, channelId, ts, message) {
      const client = await clientOf(teamId)
      return client ? updateMessage(client, channelId, ts, message) : { isDone: true }
    },
    async delete(teamId, channelId, ts) {
      const client = await clientOf(teamId)
      return client !== undefined && deleteMessage(client, channelId, ts)
    },
    async readHistory(teamId, channelId, oldest, readTo) {
      const client = await clientOf(teamId)
      if (!client) return { isWhole: false, posted: [], code: 'not_installed' }
      return readHistory(client, channelId, oldest, readTo)
    },
  }
}

/** The workspace's client, or what stands in the way; a token that can't be read just now is not a token that is gone. */
async function reach(clientOf: ClientOf, teamId: string): Promise<WebClient | SendOutcome> {
  try {
    return (await clientOf(teamId)) ?? { kind: 'stopped', code: 'not_installed' }
  } catch {
    return { kind: 'retry', code: 'token_not_read', afterSeconds: 5, pause: 'none' }
  }
}

async function openDm(client: WebClient, userId: string): Promise<{ channelId: string } | SendOutcome> {
  try {
    const answer = await client.conversations.open({ users: userId })
    const channelId = answer.channel?.id
    return channelId ? { channelId } : { kind: 'failed', code: 'no_channel' }
  } catch (error) {
    const outcome = classifyError(error, 1, 'conversations.open')
    if (outcome.kind !== 'unknown') return outcome
    const { code, isUnlisted } = outcome
    // Opening a DM twice does no harm, so what is unclear here is simply tried again.
    return isUnlisted
      ? { kind: 'person refused', code }
      : { kind: 'retry', code, afterSeconds: 5, pause: 'none' }
  }
}

async function postMessage(
  client: WebClient,
  channelId: string,
  message: Message,
  attempts: number,
): Promise<SendOutcome> {
  try {
    const answer = await client.chat.postMessage({
      channel: channelId,
      ...contentOf(message),
      unfurl_links: false,
      unfurl_media: false,
    })
    if (!answer.ts) return { kind: 'unknown', code: 'no_ts' }
    return { kind: 'sent', channelId: answer.channel ?? channelId, ts: answer.ts }
  } catch (error) {
    return classifyError(error, attempts)
  }
}

async function updateMessage(
  client: WebClient,
  channelId: string,
  ts: string,
  message: Message,
): Promise<UpdateResult> {
  try {
    await client.chat.update({ channel: channelId, ts, ...contentOf(message) })
    return { isDone: true }
  } catch (error) {
    const outcome = classifyError(error, 1, 'chat.update')
    if (outcome.kind === 'unknown') return { isDone: false }
    if (outcome.kind === 'mendable') return { isDone: false, pauseSeconds: mendSeconds }
    // What is gone, or can't be edited any more, is tried once.
    if (outcome.kind !== 'retry') return { isDone: true }
    return { isDone: false, ...(outcome.pause === 'workspace' && { pauseSeconds: outcome.afterSeconds }) }
  }
}

async function deleteMessage(client: WebClient, channelId: string, ts: string): Promise<boolean> {
  try {
    await client.chat.delete({ channel: channelId, ts })
    return true
  } catch (error) {
    return classifyError(error, 1, 'chat.delete').kind === 'failed'
  }
}

function contentOf({ text, blocks }: Message): { text: string; blocks: KnownBlock[] } {
  return { text, blocks }
}

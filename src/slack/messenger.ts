/** The only hand that posts on the bot's own account: one attempt a call, and a plain word for what came of it. */
import type { KnownBlock } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { ClientOf } from './web-clients.ts'
import { classifyError, type SendOutcome } from './classify-error.ts'
import type { Message } from './blocks.ts'

export interface HistoryMessage {
  ts: string
  /** The block_ids of the message: its keys. */
  keys: string[]
}

export interface Messenger {
  openDm(teamId: string, userId: string): Promise<{ channelId: string } | SendOutcome>
  /** `mayStill` is asked at the last moment, when nothing but the post itself is left to be waited for. */
  post(
    teamId: string,
    channelId: string,
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

/** Done when the message now shows what it should, or is gone for good. */
export type UpdateResult = { isDone: true } | { isDone: false; pauseSeconds?: number }

/** History, read whole or up to where something came between. */
export type HistoryRead =
  | { isWhole: true; posted: HistoryMessage[] }
  | {
      isWhole: false
      posted: HistoryMessage[]
      code: string
      /** For how long Slack wants no more such questions, and the page at which to go on then. */
      pauseSeconds?: number
      readTo?: string
      /** The token no longer speaks for this workspace. */
      isStopped?: boolean
    }

/** The claim was too old, so nothing was sent. */
export interface ClaimExpired {
  kind: 'claim expired'
}

/** Both must give clients that try once; the quick one opens DMs, so that a post after it stays within its claim. */
export function slackMessenger(clientOf: ClientOf, quickClientOf: ClientOf = clientOf): Messenger {
  return {
    async openDm(teamId, userId) {
      const client = await reach(quickClientOf, teamId)
      if ('kind' in client) return client
      try {
        const answer = await client.conversations.open({ users: userId, team_id: teamId } as {
          users: string
        })
        const channelId = answer.channel?.id
        return channelId ? { channelId } : { kind: 'failed', code: 'no_channel' }
      } catch (error) {
        const outcome = classifyError(error, 1)
        // Opening a DM twice does no harm, so what is unclear here is simply tried again.
        return outcome.kind === 'unknown'
          ? { kind: 'retry', code: outcome.code, afterSeconds: 5, pause: 'none' }
          : outcome
      }
    },

    async post(teamId, channelId, message, attempts, mayStill) {
      const client = await reach(clientOf, teamId)
      if ('kind' in client) return client
      if (!mayStill()) return { kind: 'claim expired' }
      try {
        const answer = await client.chat.postMessage({
          channel: channelId,
          text: message.text,
          blocks: message.blocks,
          unfurl_links: false,
          unfurl_media: false,
        })
        if (!answer.ts) return { kind: 'unknown', code: 'no_ts' }
        return { kind: 'sent', channelId: answer.channel ?? channelId, ts: answer.ts }
      } catch (error) {
        return classifyError(error, attempts)
      }
    },

    async update(teamId, channelId, ts, message) {
      const client = await clientOf(teamId)
      if (!client) return { isDone: true }
      try {
        await client.chat.update({ channel: channelId, ts, text: message.text, blocks: message.blocks })
        return { isDone: true }
      } catch (error) {
        const outcome = classifyError(error, 1)
        const isLost = outcome.kind === 'retry' || outcome.kind === 'unknown'
        return isLost ? { isDone: false, ...pauseIn(outcome) } : { isDone: true }
      }
    },

    async delete(teamId, channelId, ts) {
      const client = await clientOf(teamId)
      if (!client) return false
      try {
        await client.chat.delete({ channel: channelId, ts })
        return true
      } catch (error) {
        const refusal = (error as { data?: { error?: string } }).data?.error
        return refusal === 'message_not_found' || refusal === 'cant_delete_message'
      }
    },

    async readHistory(teamId, channelId, oldest, readTo) {
      const client = await clientOf(teamId)
      const posted: HistoryMessage[] = []
      if (!client) return { isWhole: false, posted, code: 'not_installed' }
      let cursor = readTo
      try {
        do {
          const page = await client.conversations.history({
            channel: channelId,
            oldest: String(oldest.getTime() / 1000),
            limit: 200,
            ...(cursor && { cursor }),
          })
          for (const message of page.messages ?? [])
            posted.push({ ts: message.ts!, keys: keysOf(message.blocks) })
          cursor = page.response_metadata?.next_cursor || undefined
        } while (cursor)
        return { isWhole: true, posted }
      } catch (error) {
        const outcome = classifyError(error, 1)
        const code = 'code' in outcome ? outcome.code : ''
        const isStopped = outcome.kind === 'stopped'
        return {
          isWhole: false,
          posted,
          code,
          isStopped,
          ...pauseIn(outcome),
          ...(cursor && { readTo: cursor }),
        }
      }
    },
  }
}

function pauseIn(outcome: SendOutcome): { pauseSeconds?: number } {
  return outcome.kind === 'retry' && outcome.pause === 'workspace'
    ? { pauseSeconds: outcome.afterSeconds }
    : {}
}

/** The workspace's client, or what stands in the way; a token that can't be read just now is no token that is gone. */
async function reach(clientOf: ClientOf, teamId: string): Promise<WebClient | SendOutcome> {
  try {
    return (await clientOf(teamId)) ?? { kind: 'stopped', code: 'not_installed' }
  } catch {
    return { kind: 'retry', code: 'token_not_read', afterSeconds: 5, pause: 'none' }
  }
}

function keysOf(blocks: unknown): string[] {
  return ((blocks ?? []) as KnownBlock[]).flatMap((block) => (block.block_id ? [block.block_id] : []))
}

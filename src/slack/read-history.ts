/** Reads what the bot posted into a channel, to settle sends whose outcome is unknown. */
import type { KnownBlock } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { classifyError } from './classify-error.ts'

export interface HistoryMessage {
  ts: string
  /** The block_ids of the message: its keys. */
  keys: string[]
}

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

export async function readHistory(
  client: WebClient,
  channelId: string,
  oldest: Date,
  readTo?: string,
): Promise<HistoryRead> {
  const posted: HistoryMessage[] = []
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
        posted.push({ ts: message.ts!, keys: blockIdsOf(message.blocks) })
      cursor = page.response_metadata?.next_cursor || undefined
    } while (cursor)
    return { isWhole: true, posted }
  } catch (error) {
    return { isWhole: false, posted, ...interruption(error), ...(cursor && { readTo: cursor }) }
  }
}

function interruption(error: unknown) {
  const outcome = classifyError(error, 1, 'conversations.history')
  const isPaused = outcome.kind === 'retry' && outcome.pause === 'workspace'
  return {
    code: 'code' in outcome ? outcome.code : '',
    isStopped: outcome.kind === 'stopped',
    ...(isPaused && { pauseSeconds: outcome.afterSeconds }),
  }
}

function blockIdsOf(blocks: unknown): string[] {
  return ((blocks ?? []) as KnownBlock[]).flatMap((block) => (block.block_id ? [block.block_id] : []))
}

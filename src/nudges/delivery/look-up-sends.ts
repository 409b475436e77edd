/** Looks up sends with an unknown outcome in Slack's history, by the key that each message carries. */
import { groupBy } from '../group-by.ts'
import { keysIn } from '../message-keys.ts'
import type { HistoryMessage } from '../../slack/read-history.ts'
import { pauseWorkspace, stopWorkspace } from './pause.ts'
import { recordDuplicates, settleSent, type Sent } from './mark-sent.ts'
import {
  claimUnknown,
  markNeedsHuman,
  settleAbsent,
  settleReadTo,
  type UnknownSend,
} from './unknown-outcome.ts'
import type { DeliveryContext } from './context.ts'

/** History is read from so long before the attempt: Slack's clock may differ from the database's. Milliseconds. */
const skewMargin = 5 * 60_000

export async function lookUpSends(d: DeliveryContext, teamId: string, now: Date): Promise<void> {
  const unknown = await claimUnknown(d, teamId, now)
  for (const rows of groupBy(unknown, (row) => `${row.channelId} ${row.readTo}`).values()) {
    if (d.isStopping?.()) return
    // Without a channel the DM was never opened, so nothing can have been posted.
    if (rows[0]!.channelId === null) await settleAbsent(d.ctx.db, teamId, rows, await d.ctx.clock.now())
    else if (!(await lookUpIn(d, teamId, rows[0]!.channelId, rows))) return
  }
}

/** Looks up the sends of one DM; false = Slack wants no more such requests for now. */
async function lookUpIn(
  d: DeliveryContext,
  teamId: string,
  channelId: string,
  rows: readonly UnknownSend[],
): Promise<boolean> {
  const oldest = new Date(Math.min(...rows.map((row) => row.attemptAt.getTime())) - skewMargin)
  const read = await d.messenger.readHistory(teamId, channelId, oldest, rows[0]!.readTo ?? undefined)
  const now = await d.ctx.clock.now()
  const found = rows.map((row) => findSent(row, channelId, read.posted))
  const absent = rows.filter((_, index) => !found[index]!.length)
  // Duplicates first: once a row is settled nobody looks for it any more.
  const duplicates = found.flatMap(([, ...more]) => more)
  await recordDuplicates(d.ctx.db, teamId, duplicates, now)
  const sent = found.flatMap(([first]) => first ?? [])
  await settleSent(d.ctx.db, teamId, sent, now)
  if (read.isWhole) {
    await settleAbsent(d.ctx.db, teamId, absent, now)
    return true
  }
  d.ctx.log.warn({ teamId, code: read.code }, 'history not read')
  // Without im:history the outcome can't be found out: not sending is better than sending twice, and Home says so.
  if (read.code === 'missing_scope') await markNeedsHuman(d.ctx.db, teamId, absent)
  if (read.isStopped) {
    await stopWorkspace(d.ctx.db, teamId, read.code)
    return false
  }
  // A page that Slack does not know any more: begin again with the first.
  if (read.code === 'invalid_cursor' && rows[0]!.readTo)
    await settleReadTo(d.ctx.db, teamId, absent, { readTo: null, notBefore: now })
  if (read.pauseSeconds === undefined) return true
  const until = new Date(now.getTime() + read.pauseSeconds * 1000)
  await settleReadTo(d.ctx.db, teamId, absent, { readTo: read.readTo ?? null, notBefore: until })
  await pauseWorkspace(d.ctx.db, teamId, until, 'history_paused_until')
  return false
}

/** The messages that carry the nudge's key, the oldest first; each one after that is a duplicate. */
function findSent({ id, userId }: UnknownSend, channelId: string, posted: readonly HistoryMessage[]): Sent[] {
  return posted
    .map(({ ts, keys }) => ({ ts, ids: keys.flatMap(keysIn) }))
    .filter(({ ids }) => ids.includes(id))
    .toSorted((a, b) => Number(a.ts) - Number(b.ts))
    .map(({ ts, ids }): Sent => {
      // Parts of one message stay together, or an edit of one would remove the others.
      const [lead, another] = ids
      const sent: Sent = { id, userId, channelId, ts, live: true }
      if (another) sent.into = lead!
      return sent
    })
}

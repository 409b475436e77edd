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
import { saveDmChannel } from './settle.ts'
import type { SendOutcome } from '../../slack/classify-error.ts'
import type { DeliveryContext } from './context.ts'

/** History is read from so long before the attempt: Slack's clock may differ from the database's. Milliseconds. */
const skewMargin = 5 * 60_000

/** Claims looked up in one pass of a workspace: of 5 DMs each, so that after a restore 80 DMs a minute are read. */
const claimsPerPass = 4

export async function lookUpSends(d: DeliveryContext, teamId: string): Promise<void> {
  for (let claims = 0; claims < claimsPerPass; claims++)
    if (!(await lookUpSome(d, teamId, await d.ctx.clock.now()))) return
}

/** Looks up one claim; false = nothing is left for now, or Slack wants no more such requests. */
async function lookUpSome(d: DeliveryContext, teamId: string, now: Date): Promise<boolean> {
  const unknown = await claimUnknown(d, teamId, now)
  for (const rows of groupBy(unknown, (row) => `${row.userId} ${row.readTo}`).values()) {
    if (d.isStopping?.()) return false
    const channelId = rows[0]!.channelId ?? (await openDm(d, teamId, rows[0]!.userId))
    if (channelId && !(await lookUpIn(d, teamId, channelId, rows))) return false
    // Surely nothing is in a DM that can't be opened; the next post meets the same refusal and says so.
    if (channelId === null) await settleAbsent(d.ctx.db, teamId, rows, await d.ctx.clock.now())
  }
  return unknown.length > 0
}

/**
 * The DM in which something may have been posted although it is not noted: a restored backup may be older than it. Null =
 * Slack refuses to open it; undefined = not known yet, the claim runs out and it is looked up again.
 */
async function openDm(
  d: DeliveryContext,
  teamId: string,
  userId: string,
): Promise<string | null | undefined> {
  const opened = await d.messenger.openDm(teamId, userId)
  if ('kind' in opened) return isRefusal.has(opened.kind) ? null : undefined
  await saveDmChannel(d.ctx.db, teamId, userId, opened.channelId)
  return opened.channelId
}

const isRefusal: ReadonlySet<SendOutcome['kind']> = new Set(['failed', 'person refused', 'gone'])

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

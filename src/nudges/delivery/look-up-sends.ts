/** Sends of which nobody knows the end: Slack's own history is asked for their key. */
import { groupBy } from './group-by.ts'
import type { HistoryMessage } from '../../slack/messenger.ts'
import { pauseWorkspace, stopWorkspace } from './pause.ts'
import { recordDuplicates, settleSent, type Sent } from './settle.ts'
import {
  claimUnknown,
  markNeedsHuman,
  settleAbsent,
  settleReadTo,
  type UnknownSend,
} from './unknown-outcome.ts'
import type { DeliveryContext } from './context.ts'

/** Room for a clock of Slack's that differs from the database's, before the attempt. Milliseconds. */
const before = 5 * 60_000
/** DMs looked into in one pass of a workspace. */
const perPass = 5

export async function lookUpSends(d: DeliveryContext, teamId: string, now: Date): Promise<void> {
  const unclear = await claimUnknown(d.ctx.db, teamId, now, perPass, d.durations.leaseSeconds)
  for (const rows of groupBy(unclear, (row) => `${row.channelId} ${row.readTo}`).values()) {
    if (d.isStopping?.()) return
    // Without a channel the DM was never opened, so nothing can have been posted.
    if (rows[0]!.channelId === null) await settleAbsent(d.ctx.db, teamId, rows, await d.ctx.clock.now())
    else if (!(await lookFor(d, teamId, rows[0]!.channelId, rows))) return
  }
}

/** Looks one DM through; false = Slack wants no more such questions for now. */
async function lookFor(
  d: DeliveryContext,
  teamId: string,
  channelId: string,
  rows: readonly UnknownSend[],
): Promise<boolean> {
  const oldest = new Date(Math.min(...rows.map((row) => row.attemptAt.getTime())) - before)
  const read = await d.messenger.readHistory(teamId, channelId, oldest, rows[0]!.readTo ?? undefined)
  const now = await d.ctx.clock.now()
  const found = rows.map((row) => sentOf(row, channelId, read.posted))
  const absent = rows.filter((_, index) => !found[index]!.length)
  // The second ones first: once a row is settled nobody looks for it any more.
  const seconds = found.flatMap(([, ...more]) => more)
  await recordDuplicates(d.ctx.db, teamId, seconds, now)
  const kept = found.flatMap(([first]) => first ?? [])
  await settleSent(d.ctx.db, teamId, kept, now)
  if (read.isWhole) {
    await settleAbsent(d.ctx.db, teamId, absent, now)
    return true
  }
  d.ctx.log.warn({ teamId, code: read.code }, 'history not read')
  // Without im:history nothing can be proved: rather once too few than twice, and Home says so.
  if (read.code === 'missing_scope') await markNeedsHuman(d.ctx.db, teamId, absent)
  if (read.isStopped) {
    await stopWorkspace(d.ctx.db, teamId, read.code)
    return false
  }
  // A page that Slack does not know any more: begin again with the first.
  if (read.code === 'invalid_cursor' && rows[0]!.readTo)
    await settleReadTo(d.ctx.db, teamId, absent, null, now)
  if (read.pauseSeconds === undefined) return true
  const until = new Date(now.getTime() + read.pauseSeconds * 1000)
  await settleReadTo(d.ctx.db, teamId, absent, read.readTo ?? null, until)
  await pauseWorkspace(d.ctx.db, teamId, until, 'history_paused_until')
  return false
}

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The messages that carry its key, the oldest first; any but that is a duplicate. */
function sentOf({ id, userId }: UnknownSend, channelId: string, posted: readonly HistoryMessage[]): Sent[] {
  return posted
    .filter((message) => message.keys.includes(id))
    .toSorted((a, b) => Number(a.ts) - Number(b.ts))
    .map(({ ts, keys }): Sent => {
      // Found as parts of one message they stay so, or the edit of one would wipe out the others.
      const [lead, another] = keys.filter((key) => isId.test(key))
      const sent: Sent = { id, userId, channelId, ts, live: true }
      if (another) sent.into = lead!
      return sent
    })
}

/** Sends of which nobody knows the end: Slack's own history is asked for their key. */
import { groupBy } from '../grouped.ts'
import { settle, type Settlement } from './settlement.ts'
import { claimUnclear, leaveToHuman, settleAbsent, type Unclear } from './unclear.ts'
import type { Delivery } from './tick.ts'

/** Room for a clock of Slack's that differs from the database's, before the attempt. Milliseconds. */
const before = 5 * 60_000
/** DMs looked into in one pass of a workspace. */
const perPass = 5

export async function reconcile(d: Delivery, teamId: string, now: Date): Promise<void> {
  const unclear = await claimUnclear(d.ctx.db, teamId, now, perPass, d.durations.leaseSeconds)
  for (const [channelId, rows] of groupBy(unclear, (row) => row.channelId)) {
    if (d.isStopping?.()) return
    // Without a channel the DM was never opened, so nothing can have been posted.
    if (channelId === null) await settleAbsent(d.ctx.db, teamId, rows, await d.ctx.clock.now())
    else await lookFor(d, teamId, channelId, rows)
  }
}

async function lookFor(
  d: Delivery,
  teamId: string,
  channelId: string,
  rows: readonly Unclear[],
): Promise<void> {
  const oldest = new Date(Math.min(...rows.map((row) => row.attemptAt.getTime())) - before)
  const posted = await d.courier.history(teamId, channelId, oldest)
  const now = await d.ctx.clock.now()
  if (!Array.isArray(posted)) {
    d.ctx.log.warn({ teamId, code: posted.missingScope ? 'missing_scope' : 'no_history' }, 'history not read')
    // Without im:history nothing can be proved: rather once too few than twice, and Home says so.
    if (posted.missingScope) await leaveToHuman(d.ctx.db, teamId, rows)
    return
  }
  const found: Settlement[] = []
  const absent: Unclear[] = []
  for (const row of rows) {
    const matches = posted.filter((message) => message.keys.includes(row.id))
    if (!matches.length) absent.push(row)
    // The oldest first; a second one is a duplicate, which `settle` keeps as such.
    for (const { ts } of matches.toSorted((a, b) => Number(a.ts) - Number(b.ts)))
      found.push({ to: 'sent', id: row.id, fence: row.fence, channelId, ts, live: true })
  }
  for (const settlement of found) await settle(d.ctx.db, teamId, [settlement], now)
  await settleAbsent(d.ctx.db, teamId, absent, now)
}

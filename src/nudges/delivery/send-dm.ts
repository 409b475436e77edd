import type { Person } from '../../people/person.ts'
import type { ClaimExpired } from '../../slack/messenger.ts'
import type { SendOutcome } from '../../slack/classify-error.ts'
import type { ClaimedInbox, DueNudge } from './claim.ts'
import { localDay } from './send-policy.ts'
import { compose, fitting, type Item } from './compose.ts'
import { pauseWorkspace, stopWorkspace } from './pause.ts'
import { saveDmChannel, type RowOutcome } from './settle.ts'
import type { RenderedNudges } from '../kinds.ts'
import type { Claim, DeliveryContext } from './context.ts'

/** Later than this after its time, a message says that it had to wait: the spread of a morning is a quarter hour. Milliseconds. */
const lateAfter = 20 * 60_000

export async function sendDm(
  d: DeliveryContext,
  teamId: string,
  box: ClaimedInbox,
  person: Person,
  rows: readonly DueNudge[],
  spoken: RenderedNudges,
  { now, claimStart }: Claim,
): Promise<RowOutcome[]> {
  const items = rows.map((row): Item => {
    const isLate = now.getTime() - row.dueAt.getTime() > lateAfter && row.manner === 'nudge'
    return { id: row.id, message: spoken.get(row.id)!.message, ...(isLate && { lateSince: row.dueAt }) }
  })
  const count = fitting(items)
  const going = rows.slice(0, count)
  const left = rows.slice(count).map(({ id, userId }): RowOutcome => ({
    to: 'pending',
    id,
    userId,
    notBefore: now,
    held: 'one message at a time',
  }))
  const message = compose(items.slice(0, count), person.hours.zone)
  const outcome = await send(d, teamId, box, going[0]!, message, claimStart)
  // Only what is not sent has a time to wait until, and for that the clock is read again. Reading it after every post
  // that was sent as well took a third of the whole (20,000 nudges: 20,500 readings).
  const since = performance.now() - claimStart
  const after = outcome.kind === 'sent' ? new Date(now.getTime() + since) : await d.ctx.clock.now()
  await minded(d, teamId, outcome, after)
  d.onOutcome?.(outcome, going, after)
  return [
    ...left,
    ...going.map((row, index) =>
      settlementOf(d, row, index, going, outcome, spoken.get(row.id)!.isFinal, person, after),
    ),
  ]
}

async function send(
  d: DeliveryContext,
  teamId: string,
  { userId, channelId: known }: ClaimedInbox,
  row: DueNudge,
  message: Parameters<DeliveryContext['messenger']['post']>[2],
  claimStart: number,
): Promise<SendOutcome | ClaimExpired> {
  let channelId = known
  if (!channelId) {
    const opened = await d.messenger.openDm(teamId, userId)
    if (!('channelId' in opened)) return opened
    if ('kind' in opened) return opened
    channelId = opened.channelId
    await saveDmChannel(d.ctx.db, teamId, userId, channelId)
  }
  // A stop has time for one post that hangs, and none for a post that begins after it was asked for.
  const mayStill = () => !d.isStopping?.() && performance.now() - claimStart <= d.durations.guardMs
  return d.messenger.post(teamId, channelId, message, row.attempts + 1, mayStill)
}

/** What an answer means for the whole workspace. */
async function minded(
  d: DeliveryContext,
  teamId: string,
  outcome: SendOutcome | ClaimExpired,
  now: Date,
): Promise<void> {
  if (outcome.kind === 'stopped') {
    d.ctx.log.warn({ teamId, code: outcome.code }, 'workspace stopped')
    await stopWorkspace(d.ctx.db, teamId, outcome.code)
  }
  if (outcome.kind === 'retry' && outcome.pause === 'workspace')
    await pauseWorkspace(d.ctx.db, teamId, new Date(now.getTime() + outcome.afterSeconds * 1000))
}

function settlementOf(
  d: DeliveryContext,
  row: DueNudge,
  index: number,
  group: readonly DueNudge[],
  outcome: SendOutcome | ClaimExpired,
  isFinal: boolean,
  person: Person,
  now: Date,
): RowOutcome {
  const { id, userId } = row
  switch (outcome.kind) {
    case 'sent': {
      const counts = index === group.findIndex((r) => r.manner === 'nudge')
      return {
        to: 'sent',
        id,
        userId,
        channelId: outcome.channelId,
        ts: outcome.ts,
        live: !isFinal,
        ...(group.length > 1 && { into: group[0]!.id }),
        ...(counts && { spentOn: localDay(person, now) }),
      }
    }
    case 'retry':
      return {
        to: 'pending',
        id,
        userId,
        notBefore: new Date(now.getTime() + outcome.afterSeconds * 1000),
        code: outcome.code,
        held: 'Slack asked to wait',
        tried: outcome.pause !== 'workspace',
      }
    case 'held up':
      return { to: 'pending', id, userId, notBefore: now }
    case 'failed':
      return { to: 'failed', id, userId, code: outcome.code }
    case 'gone':
      return { to: 'cancelled', id, userId, code: outcome.code }
    case 'stopped':
      return { to: 'pending', id, userId, notBefore: now, code: outcome.code }
    case 'unknown':
      return {
        to: 'unknown',
        id,
        userId,
        notBefore: new Date(now.getTime() + d.settleSeconds * 1000),
        code: outcome.code,
      }
    default:
      return outcome satisfies never
  }
}

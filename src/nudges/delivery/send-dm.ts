import type { People, Person } from '../../people/person.ts'
import { inTransaction } from '../../db/transaction.ts'
import { markReachable, markUnreachable } from '../../people/reach.ts'
import { requestProfile } from '../../people/store.ts'
import type { ClaimExpired } from '../../slack/messenger.ts'
import type { Message } from '../../slack/blocks.ts'
import type { SendOutcome } from '../../slack/classify-error.ts'
import { compose } from '../views/compose.ts'
import { requeueMissed } from '../missed.ts'
import { itemOf } from './item-of.ts'
import { pauseWorkspace, restWorkspace, stopWorkspace } from './pause.ts'
import { hasOffSwitch, knownConversation } from './recipients.ts'
import { rowOutcome, showsUnreachable, type PostedGroup } from './row-outcome.ts'
import { saveDmChannel, type RowOutcome } from './settle.ts'
import type { RenderedNudges } from '../kinds.ts'
import type { Claim, DeliveryContext } from './context.ts'
import type { ClaimedInbox, DueNudge } from './nudge-row.ts'

export interface Dm {
  inbox: ClaimedInbox
  person: Person
  /** Those whom the messages are from. */
  people: People
  /** What is to be sent, in this order. */
  rows: readonly DueNudge[]
  rendered: RenderedNudges
  claim: Claim
}

/** Sends one message with as many of the rows as fit into it; the others wait for the next message. */
export async function sendDm(d: DeliveryContext, teamId: string, dm: Dm): Promise<RowOutcome[]> {
  const { rows, rendered, person, claim } = dm
  const isOffered = hasOffSwitch(person.userId)
  const items = rows.map((row) =>
    itemOf({ ...row, sentAt: claim.now }, rendered.get(row.id)!, dm.people, isOffered),
  )
  const { message, included } = compose(items, person.hours.zone)
  const group = rows.filter((row) => included.has(row.id))
  const left = rows
    .filter((row) => !included.has(row.id))
    .map(({ id, userId }): RowOutcome => ({
      to: 'pending',
      id,
      userId,
      notBefore: claim.now,
      held: 'one message at a time',
    }))
  const outcome = await openAndPost(d, teamId, dm, message)
  // Only what was not sent needs a new reading of the clock, for the time until which it waits. Reading it after every
  // successful post as well took a third of the whole (20,000 nudges: 20,500 readings).
  const elapsed = performance.now() - claim.claimStart
  const now = outcome.kind === 'sent' ? new Date(claim.now.getTime() + elapsed) : await d.ctx.clock.now()
  await applyToWorkspace(d, teamId, outcome, now)
  await applyToRecipient(d, teamId, { group, outcome, person, now })
  d.onOutcome?.(outcome, group, now)
  const sent = { group, outcome, rendered, person, now, settleSeconds: d.settleSeconds }
  return [...left, ...group.map((row) => rowOutcome(row, sent))]
}

async function openAndPost(
  d: DeliveryContext,
  teamId: string,
  { inbox, rows, claim }: Dm,
  message: Message,
): Promise<SendOutcome | ClaimExpired> {
  let { channelId } = inbox
  if (!channelId) {
    const known = knownConversation(inbox.userId)
    const opened = known ? { channelId: known } : await d.messenger.openDm(teamId, inbox.userId)
    if ('kind' in opened) return opened
    channelId = opened.channelId
    // Hundreds of such statements are more than a stop has time for.
    if (d.isStopping?.()) return { kind: 'claim expired' }
    await saveDmChannel(d.ctx.db, teamId, inbox.userId, channelId)
  }
  // A stop has time for one post that hangs, and none for a post that begins after the stop was requested.
  const mayStillPost = () => !d.isStopping?.() && performance.now() - claim.claimStart <= d.durations.guardMs
  return d.messenger.post({ teamId, channelId }, message, rows[0]!.attempts + 1, mayStillPost)
}

/** What Slack's answer to one post means for the whole workspace. */
async function applyToWorkspace(
  d: DeliveryContext,
  teamId: string,
  outcome: SendOutcome | ClaimExpired,
  now: Date,
): Promise<void> {
  if (outcome.kind === 'stopped') {
    d.ctx.log.warn({ teamId, code: outcome.code }, 'workspace stopped')
    await stopWorkspace(d.ctx.db, teamId, outcome.code)
  }
  if (outcome.kind === 'mendable' && (await restWorkspace(d.ctx.db, teamId, now)))
    d.ctx.log.warn({ teamId, code: outcome.code }, 'Slack refuses the app, delivery rests until it is mended')
  if (outcome.kind === 'retry' && outcome.pause === 'workspace')
    await pauseWorkspace(d.ctx.db, teamId, new Date(now.getTime() + outcome.afterSeconds * 1000))
}

/** What it means for its recipient. */
async function applyToRecipient(
  { ctx: { db } }: DeliveryContext,
  teamId: string,
  posted: Pick<PostedGroup, 'group' | 'outcome' | 'person' | 'now'>,
): Promise<void> {
  const { outcome, person, now } = posted
  const { userId, isUnreachable } = person
  if (outcome.kind === 'gone') await requestProfile(db, teamId, userId)
  if (outcome.kind === 'sent' && isUnreachable)
    await inTransaction(db, async (tx) => {
      if (await markReachable(tx, teamId, userId)) await requeueMissed(tx, teamId, userId, now)
    })
  if (showsUnreachable(posted)) await markUnreachable(db, teamId, userId, now)
}

/** Delivers to the people of one claim: renders from fresh rows, selects what may go, posts, settles. */
import { groupBy } from '../group-by.ts'
import type { People } from '../../people/person.ts'
import { retryRendering, selectDue } from './select-due.ts'
import { listDue } from './claim.ts'
import { findRecipients } from './recipients.ts'
import { sendDm } from './send-dm.ts'
import { render, type Rendered } from './render.ts'
import { pauseIfFailing, refundRateLimit } from './pause.ts'
import { loadSenders, type Senders } from './senders.ts'
import { settle, type RowOutcome } from './settle.ts'
import type { Claim, DeliveryContext } from './context.ts'
import type { ClaimedInbox, DueNudge } from './nudge-row.ts'

/** Sends what is due to the people whose inboxes are claimed, and releases the inboxes. */
export async function deliverBatch(d: DeliveryContext, teamId: string, claim: Claim): Promise<void> {
  const { db, clock } = d.ctx
  const prepared = await prepare(d, teamId, claim)
  if (!prepared) return
  const { inboxes, outcomes, failures } = await postAll(d, teamId, claim, prepared)
  // Read again after the network calls: with the reading from before them, settle was shorter by the time that a post
  // hung (measured in a prototype: 43 duplicates in 3,000).
  const now = await clock.now()
  await settle(db, teamId, { inboxes, outcomes, now, perChannelMs: d.rateLimit.perChannelMs })
  const isAnyUnknown = outcomes.some((one) => one.to === 'unknown')
  if (isAnyUnknown && !outcomes.some((one) => one.to === 'sent'))
    await pauseIfFailing(db, teamId, now, d.settleSeconds / 2)
  if (failures[0]) throw failures[0]
}

interface Prepared extends Rendered {
  rows: DueNudge[]
  people: People
  senders: Senders
}

/**
 * A failure before the first post releases the inboxes at once: nothing can have been sent. So does a stop, with undefined:
 * on a busy machine 40 workspaces were still being prepared when its time was over, and their inboxes were left to leases.
 */
async function prepare(
  d: DeliveryContext,
  teamId: string,
  { inboxes, now }: Claim,
): Promise<Prepared | undefined> {
  const release = async () => {
    await settle(d.ctx.db, teamId, { inboxes, outcomes: [], now, perChannelMs: 0 })
    return undefined
  }
  try {
    const userIds = inboxes.map((inbox) => inbox.userId)
    const rows = await listDue(d.ctx.db, teamId, userIds, now)
    if (d.isStopping?.()) return await release()
    const from = rows.flatMap((row) => row.from ?? [])
    const [people, senders] = await Promise.all([
      findRecipients(d.ctx.db, teamId, [...userIds, ...from]),
      loadSenders(d.ctx.db, teamId, rows, now),
    ])
    const rendered = await render(d, teamId, rows, now)
    if (d.isStopping?.()) return await release()
    return { rows, people, senders, ...rendered }
  } catch (error) {
    await release().catch(() => undefined)
    throw error
  }
}

interface Posted {
  inboxes: readonly ClaimedInbox[]
  outcomes: RowOutcome[]
  failures: Error[]
}

/** The outcome of each row. A person whose post throws is left to the lease, and delays nobody else's settlement. */
async function postAll(
  d: DeliveryContext,
  teamId: string,
  claim: Claim,
  { rows, people, senders, rendered, unrenderable }: Prepared,
): Promise<Posted> {
  const perPerson = groupBy(rows, (row) => row.userId)
  const turns = claim.inboxes.map((inbox) => {
    const own = perPerson.get(inbox.userId) ?? []
    const person = people.get(inbox.userId)
    const failing = own.filter((row) => unrenderable.has(row.id))
    const healthy = failing.length ? own.filter((row) => !unrenderable.has(row.id)) : own
    const { selected, deferred } = selectDue({
      rows: healthy,
      rendered,
      senders,
      inbox,
      person,
      now: claim.now,
    })
    const retried = failing.map((row) => retryRendering(row, claim.now))
    return { inbox, person, selected, unsent: [...retried, ...deferred] }
  })
  const silent = turns.filter(({ selected }) => !selected.length).length
  if (silent) await refundRateLimit(d, teamId, silent)
  const results = await Promise.allSettled(
    turns.map(async ({ inbox, person, selected, unsent }) =>
      selected.length
        ? unsent.concat(
            await sendDm(d, teamId, { inbox, person: person!, people, rows: selected, rendered, claim }),
          )
        : unsent,
    ),
  )
  return {
    inboxes: claim.inboxes.filter((_, index) => results[index]!.status === 'fulfilled'),
    outcomes: results.flatMap((result) => (result.status === 'fulfilled' ? result.value : [])),
    failures: results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : [])),
  }
}

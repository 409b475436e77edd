/** From held inboxes to words in somebody's DM: render from fresh rows, mind manners, post, settle. */
import { groupBy } from './group-by.ts'
import { findPeople } from '../../people/store.ts'
import type { People } from '../../people/person.ts'
import { selectDue, postponed } from './select-due.ts'
import { listDue, type ClaimedInbox, type DueNudge } from './claim.ts'
import { sendDm } from './send-dm.ts'
import { render } from './render.ts'
import { giveBackPace, pauseIfFailing } from './pause.ts'
import { settle, type RowOutcome } from './settle.ts'
import type { RenderedNudges } from '../kinds.ts'
import type { Claim, DeliveryContext } from './context.ts'

/** Says what is due to the people whose inboxes are held, and lets go of the inboxes. */
export async function deliverBatch(d: DeliveryContext, teamId: string, claim: Claim): Promise<void> {
  const { db, clock } = d.ctx
  const { boxes, settlements, failures } = await post(d, teamId, claim, await prepare(d, teamId, claim))
  // Read again after the network: with the reading from before the posts, an unclear one would rest too short a time.
  const now = await clock.now()
  await settle(db, teamId, boxes, settlements, now, d.rateLimit.perChannelMs)
  const isUnclear = settlements.some((one) => one.to === 'unknown')
  if (isUnclear && !settlements.some((one) => one.to === 'sent'))
    await pauseIfFailing(db, teamId, now, d.settleSeconds / 2)
  if (failures[0]) throw failures[0]
}

interface Prepared {
  rows: DueNudge[]
  people: People
  spoken: RenderedNudges
  poisoned: ReadonlySet<string>
}

/** What fails before the first post lets go of the inboxes at once: nothing can have been said. */
async function prepare(d: DeliveryContext, teamId: string, { boxes, now }: Claim): Promise<Prepared> {
  try {
    const userIds = boxes.map((box) => box.userId)
    const [rows, people] = await Promise.all([
      listDue(d.ctx.db, teamId, userIds, now),
      findPeople(d.ctx.db, teamId, userIds),
    ])
    return { rows, people, ...(await render(d, teamId, rows, now)) }
  } catch (error) {
    await settle(d.ctx.db, teamId, boxes, [], now, 0).catch(() => undefined)
    throw error
  }
}

/** What became of each row; a person whose post throws is left to the lease, and holds up nobody else's settlement. */
async function post(d: DeliveryContext, teamId: string, claim: Claim, prepared: Prepared): Promise<Settled> {
  const { rows, people, spoken, poisoned } = prepared
  const perPerson = groupBy(rows, (row) => row.userId)
  const turns = claim.boxes.map((box) => {
    const own = perPerson.get(box.userId) ?? []
    const person = people.get(box.userId)
    const ill = own.filter((row) => poisoned.has(row.id)).map((row) => postponed(row, claim.now))
    const well = ill.length ? own.filter((row) => !poisoned.has(row.id)) : own
    const { going, rest } = selectDue(well, spoken, box, person, claim.now)
    return { box, person, going, rest: [...ill, ...rest] }
  })
  const silent = turns.filter(({ going }) => !going.length).length
  if (silent) await giveBackPace(d.ctx.db, teamId, silent, d.rateLimit.perMinute)
  const outcomes = await Promise.allSettled(
    turns.map(async ({ box, person, going, rest }) =>
      going.length ? rest.concat(await sendDm(d, teamId, box, person!, going, spoken, claim)) : rest,
    ),
  )
  return {
    boxes: claim.boxes.filter((_, index) => outcomes[index]!.status === 'fulfilled'),
    settlements: outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : [])),
    failures: outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as Error] : [])),
  }
}

interface Settled {
  boxes: readonly ClaimedInbox[]
  settlements: RowOutcome[]
  failures: Error[]
}

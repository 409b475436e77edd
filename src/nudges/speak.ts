/** From held inboxes to words in somebody's DM: render from fresh rows, mind manners, post, settle. */
import { groupBy } from '../grouped.ts'
import type { Spoken } from '../feature.ts'
import { findPeople } from '../people/store.ts'
import type { People, Person } from '../people/person.ts'
import { backOff, type Outcome } from '../slack/delivery.ts'
import { listDue, type Box, type Due } from './ledger.ts'
import { localDay, verdictOn } from './manners.ts'
import { compose, fitting, type Item } from './message.ts'
import { render } from './render.ts'
import {
  giveBackPace,
  keepChannel,
  pauseWorkspace,
  restIfIll,
  settle,
  stopWorkspace,
  type Settlement,
} from './settlement.ts'
import type { Delivery } from './tick.ts'

/** Later than this after its time, a message says that it had to wait: the spread of a morning is a quarter hour. Milliseconds. */
const lateAfter = 20 * 60_000

/** One claim: what is held, as of when, and a reading of performance.now() from before the clock was read for it. */
export interface Claim {
  boxes: readonly Box[]
  now: Date
  claimStart: number
}

/** Says what is due to the people whose inboxes are held, and lets go of the inboxes. */
export async function speak(d: Delivery, teamId: string, claim: Claim): Promise<void> {
  const { db, clock } = d.ctx
  const { boxes, settlements, failures } = await post(d, teamId, claim, await prepare(d, teamId, claim))
  // Read again after the network: with the reading from before the posts, an unclear one would rest too short a time.
  const now = await clock.now()
  await settle(db, teamId, boxes, settlements, now, d.pace.perChannelMs)
  const isUnclear = settlements.some((one) => one.to === 'unknown')
  if (isUnclear && !settlements.some((one) => one.to === 'sent'))
    await restIfIll(db, teamId, now, d.settleSeconds / 2)
  if (failures[0]) throw failures[0]
}

interface Prepared {
  rows: Due[]
  people: People
  spoken: Spoken
  poisoned: ReadonlySet<string>
}

/** What fails before the first post lets go of the inboxes at once: nothing can have been said. */
async function prepare(d: Delivery, teamId: string, { boxes, now }: Claim): Promise<Prepared> {
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
async function post(d: Delivery, teamId: string, claim: Claim, prepared: Prepared): Promise<Settled> {
  const { rows, people, spoken, poisoned } = prepared
  const perPerson = groupBy(rows, (row) => row.userId)
  const turns = claim.boxes.map((box) => {
    const own = perPerson.get(box.userId) ?? []
    const person = people.get(box.userId)
    const ill = own.filter((row) => poisoned.has(row.id)).map((row) => postponed(row, claim.now))
    const well = ill.length ? own.filter((row) => !poisoned.has(row.id)) : own
    const { going, rest } = choose(well, spoken, box, person, claim.now)
    return { box, person, going, rest: [...ill, ...rest] }
  })
  const silent = turns.filter(({ going }) => !going.length).length
  if (silent) await giveBackPace(d.ctx.db, teamId, silent, d.pace.perMinute)
  const outcomes = await Promise.allSettled(
    turns.map(async ({ box, person, going, rest }) =>
      going.length ? rest.concat(await postTo(d, teamId, box, person!, going, spoken, claim)) : rest,
    ),
  )
  return {
    boxes: claim.boxes.filter((_, index) => outcomes[index]!.status === 'fulfilled'),
    settlements: outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : [])),
    failures: outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as Error] : [])),
  }
}

interface Settled {
  boxes: readonly Box[]
  settlements: Settlement[]
  failures: Error[]
}

function choose(rows: readonly Due[], spoken: Spoken, box: Box, person: Person | undefined, now: Date) {
  const going: Due[] = []
  const rest: Settlement[] = []
  const spentToday =
    person && box.nudgedOn !== null && box.nudgedOn === localDay(person, now) ? box.nudged : 0
  for (const row of rows) {
    const { id, userId } = row
    if (!spoken.get(id)?.isDue) {
      rest.push({ to: 'cancelled', id, userId, code: 'no_longer_due' })
      continue
    }
    const verdict = verdictOn(row, person, spentToday, now)
    if (verdict.now && isOvertaken(row, rows, spoken))
      rest.push({ to: 'cancelled', id, userId, code: 'overtaken' })
    else if (verdict.now) going.push(row)
    else if ('never' in verdict) rest.push({ to: 'cancelled', id, userId, code: verdict.never })
    else rest.push({ to: 'pending', id, userId, notBefore: verdict.until, held: verdict.held })
  }
  return { going, rest }
}

/** Of several reminders about one thing that are due together, after a pause, only the latest is said. */
function isOvertaken(row: Due, rows: readonly Due[], spoken: Spoken): boolean {
  if (row.manner !== 'nudge' || row.subjectId === undefined) return false
  const last = rows.findLast(
    (other) => other.manner === 'nudge' && other.subjectId === row.subjectId && spoken.get(other.id)?.isDue,
  )
  return last !== undefined && last.id !== row.id
}

/** Attempts to put something into words after which a person has to look. */
const mostAttempts = 8

/** What could not be put into words is tried again later. */
function postponed({ id, userId, attempts }: Due, now: Date): Settlement {
  const code = 'not_rendered'
  if (attempts + 1 >= mostAttempts) return { to: 'needs_human', id, userId, code }
  const notBefore = new Date(now.getTime() + backOff(attempts + 1) * 1000)
  return { to: 'pending', id, userId, notBefore, code, tried: true }
}

async function postTo(
  d: Delivery,
  teamId: string,
  box: Box,
  person: Person,
  rows: readonly Due[],
  spoken: Spoken,
  { now, claimStart }: Claim,
): Promise<Settlement[]> {
  const items = rows.map((row): Item => {
    const isLate = now.getTime() - row.dueAt.getTime() > lateAfter && row.manner === 'nudge'
    return { id: row.id, message: spoken.get(row.id)!.message, ...(isLate && { lateSince: row.dueAt }) }
  })
  const count = fitting(items)
  const going = rows.slice(0, count)
  const left = rows.slice(count).map(({ id, userId }): Settlement => ({
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
  d.told?.(outcome, going, after)
  return [
    ...left,
    ...going.map((row, index) =>
      settlementOf(d, row, index, going, outcome, spoken.get(row.id)!.isFinal, person, after),
    ),
  ]
}

async function send(
  d: Delivery,
  teamId: string,
  { userId, channelId: known }: Box,
  row: Due,
  message: Parameters<Delivery['courier']['post']>[2],
  claimStart: number,
): Promise<Outcome | { kind: 'held up' }> {
  let channelId = known
  if (!channelId) {
    const opened = await d.courier.openDm(teamId, userId)
    if (!('channelId' in opened)) return opened
    if ('kind' in opened) return opened
    channelId = opened.channelId
    await keepChannel(d.ctx.db, teamId, userId, channelId)
  }
  // A stop has time for one post that hangs, and none for a post that begins after it was asked for.
  if (d.isStopping?.() || performance.now() - claimStart > d.durations.guardMs) return { kind: 'held up' }
  return d.courier.post(teamId, channelId, message, row.attempts + 1)
}

/** What an answer means for the whole workspace. */
async function minded(
  d: Delivery,
  teamId: string,
  outcome: Outcome | { kind: 'held up' },
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
  d: Delivery,
  row: Due,
  index: number,
  group: readonly Due[],
  outcome: Outcome | { kind: 'held up' },
  isFinal: boolean,
  person: Person,
  now: Date,
): Settlement {
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

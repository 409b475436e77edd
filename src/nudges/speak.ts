/** From claimed rows to words in somebody's DM: render from fresh rows, mind manners, post, settle. */
import { groupBy } from '../grouped.ts'
import type { Spoken } from '../feature.ts'
import { findPeople } from '../people/store.ts'
import type { Person } from '../people/person.ts'
import type { Outcome } from '../slack/delivery.ts'
import type { Claimed } from './ledger.ts'
import { localDay, verdictOn } from './manners.ts'
import { compose, fitting, type Item } from './message.ts'
import { keepChannel, pauseWorkspace, settle, stopWorkspace, type Settlement } from './settlement.ts'
import type { Delivery } from './tick.ts'
import { act } from './timer.ts'

/** Later than this after its time, a message says that it had to wait: the spread of a morning is a quarter hour. Milliseconds. */
const lateAfter = 20 * 60_000

/** `claimStart` is a reading of performance.now() from before the clock was read for the claim. */
export async function speak(
  d: Delivery,
  teamId: string,
  claimed: readonly Claimed[],
  now: Date,
  claimStart: number,
) {
  const timers = claimed.filter((row) => row.manner === 'timer')
  for (const row of timers) await act(d, teamId, row, now)
  const rows = claimed.filter((row) => row.manner !== 'timer')
  if (!rows.length) return
  const spoken = await render(d, teamId, rows, now)
  const people = await findPeople(
    d.ctx.db,
    teamId,
    rows.map((row) => row.userId),
  )
  const perPerson = groupBy(rows, (row) => row.userId)
  const early: Settlement[] = []
  const posts: Promise<Settlement[]>[] = []
  for (const [userId, own] of perPerson) {
    const person = people.get(userId)
    const { going, rest } = choose(own, spoken, person, now)
    early.push(...rest)
    if (going.length) posts.push(post(d, teamId, person!, going, spoken, now, claimStart))
  }
  await settle(d.ctx.db, teamId, early, now)
  const settlements = (await Promise.all(posts)).flat()
  // Read again after the network: with the reading from before the posts, an unclear one would rest too short a time.
  await settle(d.ctx.db, teamId, settlements, await d.ctx.clock.now())
}

/** What each row has to say now, by nudge id. */
export async function render(
  d: Delivery,
  teamId: string,
  rows: readonly Claimed[],
  now: Date,
): Promise<Spoken> {
  const spoken: Spoken = new Map()
  for (const [kind, own] of groupBy(rows, (row) => row.kind)) {
    const known = d.kinds.get(kind)
    if (!known || known.manner === 'timer') continue
    for (const [id, words] of await known.speak(d.ctx.db, teamId, own, now)) spoken.set(id, words)
  }
  return spoken
}

function choose(rows: readonly Claimed[], spoken: Spoken, person: Person | undefined, now: Date) {
  const going: Claimed[] = []
  const rest: Settlement[] = []
  for (const row of rows) {
    const { id, fence } = row
    if (!spoken.get(id)?.isDue) {
      rest.push({ to: 'cancelled', id, fence, code: 'no_longer_due' })
      continue
    }
    const spentToday = person && row.nudgedOn === localDay(person, now) ? row.nudged : 0
    const verdict = verdictOn(row, person, spentToday, now)
    if (verdict.now && isOvertaken(row, rows, spoken))
      rest.push({ to: 'cancelled', id, fence, code: 'overtaken' })
    else if (verdict.now) going.push(row)
    else if ('never' in verdict) rest.push({ to: 'cancelled', id, fence, code: verdict.never })
    else rest.push({ to: 'pending', id, fence, notBefore: verdict.until, held: verdict.held, refund: true })
  }
  return { going, rest }
}

/** Of several reminders about one thing that are due together, after a pause, only the latest is said. */
function isOvertaken(row: Claimed, rows: readonly Claimed[], spoken: Spoken): boolean {
  if (row.manner !== 'nudge' || row.subjectId === undefined) return false
  const last = rows.findLast(
    (other) => other.manner === 'nudge' && other.subjectId === row.subjectId && spoken.get(other.id)?.isDue,
  )
  return last !== undefined && last.id !== row.id
}

async function post(
  d: Delivery,
  teamId: string,
  person: Person,
  rows: readonly Claimed[],
  spoken: Spoken,
  now: Date,
  claimStart: number,
): Promise<Settlement[]> {
  const items = rows.map((row): Item => {
    const isLate = now.getTime() - row.dueAt.getTime() > lateAfter && row.manner === 'nudge'
    return { id: row.id, message: spoken.get(row.id)!.message, ...(isLate && { lateSince: row.dueAt }) }
  })
  const count = fitting(items)
  const going = rows.slice(0, count)
  const left = rows.slice(count).map(({ id, fence }): Settlement => ({
    to: 'pending',
    id,
    fence,
    notBefore: now,
    held: 'one message at a time',
    refund: true,
  }))
  const message = compose(items.slice(0, count), person.hours.zone)
  const outcome = await send(d, teamId, person.userId, going[0]!, message, claimStart)
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
  userId: string,
  row: Claimed,
  message: Parameters<Delivery['courier']['post']>[2],
  claimStart: number,
): Promise<Outcome | { kind: 'held up' }> {
  let channelId = row.channelId
  if (!channelId) {
    const opened = await d.courier.openDm(teamId, userId)
    if (!('channelId' in opened)) return opened
    if ('kind' in opened) return opened
    channelId = opened.channelId
    await keepChannel(d.ctx.db, teamId, userId, channelId)
  }
  // A stop has time for one post that hangs, and none for a post that begins after it was asked for.
  if (d.isStopping?.() || performance.now() - claimStart > d.durations.guardMs) return { kind: 'held up' }
  return d.courier.post(teamId, channelId, message, row.attempts)
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
  row: Claimed,
  index: number,
  group: readonly Claimed[],
  outcome: Outcome | { kind: 'held up' },
  isFinal: boolean,
  person: Person,
  now: Date,
): Settlement {
  const { id, fence } = row
  switch (outcome.kind) {
    case 'sent': {
      const counts = index === group.findIndex((r) => r.manner === 'nudge')
      return {
        to: 'sent',
        id,
        fence,
        channelId: outcome.channelId,
        ts: outcome.ts,
        live: !isFinal,
        ...(group.length > 1 && { into: group[0]!.id }),
        ...(counts && { spent: { userId: row.userId, day: localDay(person, now) } }),
      }
    }
    case 'retry':
      return {
        to: 'pending',
        id,
        fence,
        notBefore: new Date(now.getTime() + outcome.afterSeconds * 1000),
        code: outcome.code,
        held: 'Slack asked to wait',
        refund: outcome.pause === 'workspace',
      }
    case 'held up':
      return { to: 'pending', id, fence, notBefore: now, refund: true }
    case 'failed':
      return { to: 'failed', id, fence, code: outcome.code }
    case 'gone':
      return { to: 'cancelled', id, fence, code: outcome.code }
    case 'stopped':
      return { to: 'pending', id, fence, notBefore: now, code: outcome.code, refund: true }
    case 'unknown':
      return {
        to: 'unknown',
        id,
        fence,
        notBefore: new Date(now.getTime() + d.settleSeconds * 1000),
        code: outcome.code,
      }
    default:
      return outcome satisfies never
  }
}

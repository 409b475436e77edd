/** Starts a pulse after its preview, and asks its people as they become known. */
import { randomUUID } from 'node:crypto'
import type { ActionCall, Reply } from '../../../feature.ts'
import { planNudges, type Planned } from '../../../nudges/plan.ts'
import type { Person } from '../../../people/person.ts'
import { findPeople } from '../../../people/store.ts'
import { kinds } from '../domain/kinds.ts'
import {
  closesAfter,
  membersOf,
  nextStart,
  remindsAt,
  takesPart,
  whyNotShown,
  whyNotStarted,
  type Ask,
  type Pulse,
} from '../domain/pulse.ts'
import { emptyTally } from '../domain/tally.ts'
import { newestWording } from '../domain/wording.ts'
import type { PulseScope } from '../store/context.ts'
import { deleteAsked, insertListed, listListed, setAsked } from '../store/pulse-ask-store.ts'
import { findPulses, insertPulse, listPulses } from '../store/pulse-store.ts'
import { saveTally } from '../store/tally-store.ts'
import { pulseRefused } from '../views/refusals.ts'
import { standing, started } from '../views/start-replies.ts'

export async function startPulse(call: ActionCall): Promise<Reply> {
  const { channel, me, now, people } = call
  const hidden = whyNotShown(channel, me)
  if (hidden || channel?.kind !== 'open') return { say: pulseRefused(hidden ?? 'unavailable') }
  const members = membersOf(channel, people)
  const problem = whyNotStarted(channel, members)
  if (problem) return { say: pulseRefused(problem) }
  const tooEarly = await standingNow(call, channel.id)
  if (tooEarly) return tooEarly
  const pulse = newPulse(channel.id, me, now)
  if (!(await insertPulse(call, pulse))) return (await standingNow(call, channel.id)) ?? {}
  await insertListed(call, pulse.id, [...members.asked.map(({ userId }) => userId), ...members.unknown])
  await saveTally(call, pulse.id, emptyTally)
  await planNudges(call.db, call.teamId, [planClosing(pulse)], now)
  await askListed(call, pulse, { unknown: members.unknown.length, wait: firstWait, turn: 0 })
  return { say: started(pulse, members, { me, people, now }), replace: true }
}

/** A pulse is open here, or the last one is not four weeks old. */
async function standingNow(call: ActionCall, channelId: string): Promise<Reply | undefined> {
  const all = await listPulses(call, channelId)
  const [last] = all
  if (!last || (last.state !== 'open' && call.now >= nextStart(last, call.me.hours.zone))) return undefined
  const people = await findPeople(call.db, call.teamId, [last.starter])
  const shown = all.find(({ state }) => state === 'released')
  const open = last.state === 'open' ? last : undefined
  return { say: standing({ open, shown, last }, { me: call.me, people, now: call.now }), replace: true }
}

function newPulse(channelId: string, me: Person, now: Date): Pulse {
  return {
    id: randomUUID(),
    channelId,
    starter: me.userId,
    wording: newestWording,
    state: 'open',
    openedAt: now,
    closesAt: closesAfter(me.hours, now),
    closedAt: undefined,
    asked: undefined,
    answered: undefined,
    comparedWith: [],
  }
}

/** Timers of a pulse concern its channel: its starter may leave, or be forgotten. */
function planClosing({ id, channelId, closesAt }: Pulse): Planned {
  return { userId: channelId, kind: kinds.close, subjectId: id, dedupeKey: `${id}:close`, dueAt: closesAt }
}

/** How the asking goes on where profiles are still to be fetched. */
interface Progress {
  /** Members of whom nothing was known last time. */
  unknown: number
  /** Seconds. */
  wait: number
  turn: number
}

/** A heartbeat brings some profiles; where none came, it is asked less and less often, once an hour at the least. */
const firstWait = 30
const longestWait = 3600

/** Asks those of the listed members who are known by now, and looks again later where some are not. */
async function askListed(scope: PulseScope, pulse: Pulse, progress: Progress): Promise<void> {
  const { db, teamId, now } = scope
  const listed = await listListed(scope, pulse.id)
  const people = await findPeople(
    db,
    teamId,
    listed.map(({ userId }) => userId),
  )
  const known = listed.flatMap((ask) => {
    const person = people.get(ask.userId)
    return person ? [{ ask, person }] : []
  })
  const asked = known.filter(({ person }) => takesPart(person))
  await setAsked(
    scope,
    asked.map(({ ask }) => ask),
  )
  await deleteAsked(
    scope,
    known.filter(({ person }) => !takesPart(person)).map(({ ask }) => ask),
  )
  const unknown = listed.length - known.length
  const again = unknown ? [planAgain(pulse, unknown, progress, now)] : []
  const planned = [...asked.flatMap(({ ask, person }) => planAsk(pulse, ask, person, now)), ...again]
  await planNudges(db, teamId, planned, now)
}

function planAgain({ id, channelId }: Pulse, unknown: number, before: Progress, now: Date): Planned {
  const isMoving = unknown < before.unknown || before.turn === 0
  const wait = isMoving ? firstWait : Math.min(longestWait, before.wait * 2)
  const turn = before.turn + 1
  return {
    userId: channelId,
    kind: kinds.invite,
    subjectId: id,
    subjectVersion: turn,
    dedupeKey: `${id}:invite:${turn}`,
    facts: { unknown, wait },
    dueAt: new Date(now.getTime() + wait * 1000),
  }
}

function planAsk(pulse: Pulse, ask: Ask, { userId, hours }: Person, now: Date): Planned[] {
  const about = { userId, subjectId: ask.id }
  const remindAt = remindsAt(hours, pulse.openedAt)
  const ends = [
    { ...about, kind: kinds.ask, dedupeKey: `${ask.id}:ask`, dueAt: now },
    { ...about, kind: kinds.reminder, dedupeKey: `${ask.id}:reminder`, dueAt: remindAt },
  ]
  return ends.filter(({ dueAt }) => dueAt >= now)
}

/** What the timer does while members are unknown. */
export async function goOnAsking(
  scope: PulseScope,
  { pulseId, ...progress }: Progress & { pulseId: string },
): Promise<void> {
  const pulse = (await findPulses(scope, [pulseId])).get(pulseId)
  if (pulse?.state === 'open') await askListed(scope, pulse, progress)
}

/** The moves that the clock makes, each if it is still to be made. */
import { isPlanned, latestDue, planNudges, type Planned } from '../../nudges/plan.ts'
import type { Nudge, TimerKind } from '../../nudges/kinds.ts'
import { findPeople } from '../../people/store.ts'
import { isClosed, type Commitment } from './domain/commitment.ts'
import { kinds, snoozableKinds } from './domain/kinds.ts'
import { climb, ladderAfter } from './domain/ladder.ts'
import { planLapse, presumedAt, silenceStep, type Silence } from './domain/silence.ts'
import { participantIds, participantsOf, type Participants } from './domain/participants.ts'
import { rungs, type TimerRung } from './domain/rungs.ts'
import { applyAction } from './handlers/apply-action.ts'
import { lockPromise, type PromiseScope } from './store/promise-store.ts'
import { askWhetherItGoesOn, continueSeries } from './store/series-store.ts'
import { titles } from './views/titles.ts'

interface Move {
  promise: Commitment
  participants: Participants
  nudge: Nudge
}

/** When it runs again, where it does. */
type Again = Promise<Date | undefined>

/** A timer of the ladder, in the state of the promise that its rung names. */
function rungTimer(name: TimerRung, move: (scope: PromiseScope, move: Move) => Again): TimerKind {
  return {
    id: kinds[name],
    title: titles[name],
    async run(call) {
      const { nudge, db, teamId } = call
      const promise = await lockPromise(call, nudge.subjectId!)
      if (!promise || promise.state !== rungs[name].state) return undefined
      const participants = participantsOf(promise, await findPeople(db, teamId, participantIds(promise)))
      return participants && move(call, { promise, participants, nudge })
    },
  }
}

/** A day off that was added since moves the end of a silence. */
const lapse = rungTimer('lapse', async (scope, { promise, participants, nudge }) => {
  if (promise.dueVersion !== nudge.subjectVersion) return undefined
  const { db, teamId, now } = scope
  const { questions, at } = silenceStep(promise, participants, silenceOf(nudge), now)
  if (at > now) {
    await planNudges(db, teamId, questions, now)
    return at
  }
  await applyAction(scope, promise.id, { do: 'lapse' }, undefined)
  return undefined
})

function silenceOf({ facts, dueAt }: Nudge): Silence {
  const { from, word } = facts
  return {
    from: typeof from === 'string' ? new Date(from) : dueAt,
    ...(typeof word === 'number' && { word }),
  }
}

const expire = rungTimer('expire', async (scope, { promise, nudge }) => {
  if (promise.dueVersion === nudge.subjectVersion)
    await applyAction(scope, promise.id, { do: 'expire' }, undefined)
  return undefined
})

const presumeKept = rungTimer('presume_kept', async (scope, { promise, participants, nudge }) => {
  if (promise.lastSeq !== nudge.subjectVersion) return undefined
  const at = presumedAt(promise, participants.promisee)
  if (at > scope.now) return at
  await applyAction(scope, promise.id, { do: 'presume_kept' }, undefined)
  return undefined
})

/** Plans the reminders that are near and, on the working day after the due time, what is said when nobody says anything. */
const nextRung: TimerKind = {
  id: kinds.next_rung,
  title: titles.next_rung,
  async run(call) {
    const { teamId, nudge, now, db } = call
    const promise = await lockPromise(call, nudge.subjectId!)
    if (!promise || isClosed(promise) || promise.dueVersion !== nudge.subjectVersion) return undefined
    const participants = participantsOf(promise, await findPeople(db, teamId, participantIds(promise)))
    if (!participants) return undefined
    const { near, again } = climb(promise, participants, { since: nudge.plannedAt, now })
    const after = again ? [] : ladderAfter(promise, participants)
    // As of when the due time was agreed: of what comes at one time the older promise stands first.
    await planNudges(db, teamId, await withoutPutOff(call, promise, [...near, ...after]), nudge.plannedAt)
    if (again) return again
    // A word that came after the due time has planned the silence after it.
    if (!(await isPlanned(db, teamId, promise.id, kinds.lapse)))
      await planNudges(db, teamId, [planLapse(promise, participants, { from: promise.due.at })], now)
    await askWhetherItGoesOn(call, promise)
    return undefined
  },
}

/** "Remind me in…" takes the place of the reminders until then. */
async function withoutPutOff(
  { db, teamId }: PromiseScope,
  { id, dueVersion }: Commitment,
  planned: readonly Planned[],
): Promise<Planned[]> {
  const isSnoozable = (one: Planned) => snoozableKinds.some((kind) => kind === one.kind)
  if (!planned.some(isSnoozable)) return [...planned]
  const until = await latestDue(db, teamId, {
    subjectId: id,
    subjectVersion: dueVersion,
    kind: kinds.snoozed,
  })
  return planned.filter((one) => !(until && one.dueAt <= until && isSnoozable(one)))
}

const next: TimerKind = {
  id: kinds.next,
  title: titles.next,
  async run(call) {
    const promise = await lockPromise(call, call.nudge.subjectId!)
    if (!promise || isClosed(promise) || promise.state === 'requested') return
    await continueSeries(call, promise)
  },
}

const pastDue: TimerKind = { ...nextRung, id: kinds.past_due, title: titles.past_due }

export const promiseTimers: readonly TimerKind[] = [lapse, expire, presumeKept, nextRung, pastDue, next]

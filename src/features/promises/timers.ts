/** The moves that the clock makes, each if it is still to be made. */
import { isPlanned, planNudges, type Planned } from '../../nudges/plan.ts'
import type { Nudge, TimerKind } from '../../nudges/kinds.ts'
import { findPeople } from '../../people/store.ts'
import { isClosed, type Commitment } from './domain/commitment.ts'
import { kinds } from './domain/kinds.ts'
import { ladderAfter, lapseAt, planLapse, presumedAt } from './domain/ladder.ts'
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

/** A timer of the ladder, in the state of the promise that its rung names. */
function rungTimer(name: TimerRung, move: (scope: PromiseScope, move: Move) => Promise<void>): TimerKind {
  return {
    id: kinds[name],
    title: titles[name],
    async run(call) {
      const { nudge, db, teamId } = call
      const promise = await lockPromise(call, nudge.subjectId!)
      if (!promise || promise.state !== rungs[name].state) return
      const participants = participantsOf(promise, await findPeople(db, teamId, participantIds(promise)))
      if (participants) await move(call, { promise, participants, nudge })
    },
  }
}

/** A day off that was added since moves the end of a silence. */
async function planAgain({ db, teamId, now }: PromiseScope, nudge: Nudge, at: Date): Promise<void> {
  const key = `${nudge.subjectId}:${nudge.kind}:v${nudge.subjectVersion}:${at.toISOString()}`
  const again: Planned = {
    userId: nudge.userId,
    kind: nudge.kind === kinds.lapse.name ? kinds.lapse : kinds.presume_kept,
    subjectId: nudge.subjectId!,
    subjectVersion: nudge.subjectVersion,
    dedupeKey: key,
    facts: nudge.facts,
    dueAt: at,
  }
  await planNudges(db, teamId, [again], now)
}

const lapse = rungTimer('lapse', async (scope, { promise, participants, nudge }) => {
  if (promise.dueVersion !== nudge.subjectVersion) return
  const { from } = nudge.facts
  const at = typeof from === 'string' ? lapseAt(new Date(from), participants.promisor) : nudge.dueAt
  if (at > scope.now) await planAgain(scope, nudge, at)
  else await applyAction(scope, promise.id, { do: 'lapse' }, undefined)
})

const expire = rungTimer('expire', async (scope, { promise, nudge }) => {
  if (promise.dueVersion === nudge.subjectVersion)
    await applyAction(scope, promise.id, { do: 'expire' }, undefined)
})

const presumeKept = rungTimer('presume_kept', async (scope, { promise, participants, nudge }) => {
  if (promise.lastSeq !== nudge.subjectVersion) return
  const at = presumedAt(promise, participants.promisee)
  if (at > scope.now) await planAgain(scope, nudge, at)
  else await applyAction(scope, promise.id, { do: 'presume_kept' }, undefined)
})

/** The due time has come: what is to be said when nobody says anything. */
const pastDue: TimerKind = {
  id: kinds.past_due,
  title: titles.past_due,
  async run(call) {
    const { teamId, nudge, now, db } = call
    const promise = await lockPromise(call, nudge.subjectId!)
    if (!promise || isClosed(promise) || promise.dueVersion !== nudge.subjectVersion) return
    const participants = participantsOf(promise, await findPeople(db, teamId, participantIds(promise)))
    if (!participants) return
    // A word that came between the due time and this look has planned the silence after it.
    const isSpokenOf = await isPlanned(db, teamId, promise.id, kinds.last_call)
    const silence = isSpokenOf ? [] : planLapse(promise, participants, { from: promise.due.at })
    await planNudges(db, teamId, [...ladderAfter(promise, participants), ...silence], now)
    await askWhetherItGoesOn(call, promise)
  },
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

export const promiseTimers: readonly TimerKind[] = [lapse, expire, presumeKept, pastDue, next]

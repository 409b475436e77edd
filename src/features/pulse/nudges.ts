/** The kinds of message and timer of the pulse: when each is still due, and which view says it. */
import * as z from 'zod'
import { rewriteTables } from '../../anonymity/rewrite-tables.ts'
import type { Scope } from '../../db/database.ts'
import { nudgeKind, type AnyNudgeKind, type Nudge, type TimerKind } from '../../nudges/kinds.ts'
import { findPeople } from '../../people/store.ts'
import { kinds } from './domain/kinds.ts'
import type { Pulse } from './domain/pulse.ts'
import { closePulse } from './handlers/close.ts'
import { goOnAsking } from './handlers/start.ts'
import { findPulseAsks } from './store/pulse-ask-store.ts'
import { findPulses } from './store/pulse-store.ts'
import { asking, closedInChannel, reminder, type AskView } from './views/messages.ts'

const progress = z.object({ unknown: z.number(), wait: z.number() })

export const pulseNudges: readonly (AnyNudgeKind | TimerKind)[] = [
  {
    id: kinds.invite,
    title: 'a pulse asks the people of its channel',
    run: ({ nudge, ...scope }) =>
      goOnAsking(scope, {
        ...progress.parse(nudge.facts),
        pulseId: nudge.subjectId!,
        turn: nudge.subjectVersion,
      }),
  },
  {
    id: kinds.close,
    title: 'a pulse closes',
    run: ({ nudge, ...scope }) => closePulse(scope, nudge.subjectId!),
  },
  {
    // A transaction of its own, as it locks two whole tables for as long as it takes to copy them.
    id: kinds.rewrite,
    title: 'a pulse leaves nothing behind',
    run: ({ db }) => rewriteTables(db, ['pulse_boxes', 'pulse_asks']),
  },
  nudgeKind<Omit<AskView, 'now'>>({
    id: kinds.ask,
    title: 'a pulse of a channel',
    load: loadAskViews,
    isDue: ({ pulse, ask }) => pulse.state === 'open' && ask.state === 'asked',
    render: (facts, _, now) => asking({ ...facts, now }),
    isFinal: hasClosed,
  }),
  nudgeKind<Omit<AskView, 'now'>>({
    id: kinds.reminder,
    title: 'the one reminder of a pulse',
    load: loadAskViews,
    // Who is reminded must not tell whether they answered.
    isDue: ({ pulse }) => pulse.state === 'open',
    render: (facts, _, now) => reminder({ ...facts, now }),
    isFinal: hasClosed,
  }),
  nudgeKind<Pulse>({
    id: kinds.closed,
    title: 'word to a channel that its pulse has closed',
    load: loadPulses,
    isDue: ({ state }) => state !== 'open',
    render: (pulse) => closedInChannel(pulse),
  }),
]

/** A card without buttons still changes once: when it closes it leads to what the pulse came to. */
function hasClosed({ pulse }: { pulse: Pulse }): boolean {
  return pulse.state !== 'open'
}

async function loadAskViews(
  scope: Scope,
  nudges: readonly Nudge[],
): Promise<Map<string, Omit<AskView, 'now'>>> {
  const asks = await findPulseAsks(
    scope,
    nudges.flatMap((nudge) => nudge.subjectId ?? []),
  )
  const pulses = await findPulses(
    scope,
    [...asks.values()].map(({ pulseId }) => pulseId),
  )
  const starters = [...pulses.values()].map(({ starter }) => starter)
  const people = await findPeople(scope.db, scope.teamId, [
    ...starters,
    ...nudges.map(({ userId }) => userId),
  ])
  return new Map(
    nudges.flatMap((nudge) => {
      const ask = asks.get(nudge.subjectId ?? '')
      const pulse = pulses.get(ask?.pulseId ?? '')
      const viewer = people.get(nudge.userId)
      return ask && pulse && viewer ? [[nudge.id, { ask, pulse, viewer, people }] as const] : []
    }),
  )
}

async function loadPulses(scope: Scope, nudges: readonly Nudge[]): Promise<Map<string, Pulse>> {
  const pulses = await findPulses(
    scope,
    nudges.flatMap((nudge) => nudge.subjectId ?? []),
  )
  return new Map(
    nudges.flatMap((nudge) => {
      const pulse = pulses.get(nudge.subjectId ?? '')
      return pulse ? [[nudge.id, pulse] as const] : []
    }),
  )
}

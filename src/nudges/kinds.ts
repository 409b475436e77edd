/** What a feature says about a kind of nudge, and what delivery does with it. */
import type { KnownBlock } from '@slack/types'
import type { Logger } from 'pino'
import type { Db, Tx } from '../db/database.ts'
import type { Message } from '../slack/blocks.ts'
import type { NudgeClass } from './tables.ts'

/** One planned DM, as a kind of nudge sees it. */
export interface Nudge {
  id: string
  userId: string
  kind: string
  subjectId: string | undefined
  subjectVersion: number
  facts: Record<string, unknown>
  dueAt: Date
  plannedAt: Date
}

export interface NudgeKind<Facts> {
  manner: Exclude<NudgeClass, 'timer'>
  /** For `why`: "the reminder on the due day". */
  title: string
  /** Reads what is true now, for a whole batch of one workspace; a nudge left out is never to be said. */
  load(db: Db | Tx, teamId: string, nudges: readonly Nudge[]): Promise<Map<string, Facts>>
  /** Whether it is still to be said. */
  isDue(facts: Facts, nudge: Nudge, now: Date): boolean
  /** What is true now, to its recipient: a reminder while it is open, a final card after. */
  render(facts: Facts, nudge: Nudge, now: Date): Message
  /** Whether what was said can never become untrue any more; by default, when nothing is left to press. */
  isFinal?(facts: Facts): boolean
}

/** A move that the clock makes. */
export interface TimerKind {
  manner: 'timer'
  title: string
  run(call: { teamId: string; nudge: Nudge; now: Date; db: Tx; log: Logger }): Promise<void>
}

/** What a kind of nudge has to say now; absent from the map = nothing ever again. */
export type RenderedNudges = Map<string, { isDue: boolean; isFinal: boolean; message: Message }>

export interface AnyNudgeKind {
  manner: Exclude<NudgeClass, 'timer'>
  title: string
  render(db: Db | Tx, teamId: string, nudges: readonly Nudge[], now: Date): Promise<RenderedNudges>
}

/** Hides what a kind loads, so that the ledger can hold kinds of every feature in one table. */
export function nudgeKind<Facts>(kind: NudgeKind<Facts>): AnyNudgeKind {
  return {
    manner: kind.manner,
    title: kind.title,
    async render(db, teamId, nudges, now) {
      const facts = await kind.load(db, teamId, nudges)
      return new Map(
        nudges.flatMap((nudge) => {
          const found = facts.get(nudge.id)
          if (!found) return []
          const message = kind.render(found, nudge, now)
          const isFinal = kind.isFinal ? kind.isFinal(found) : !message.blocks.some(isPressable)
          return [[nudge.id, { isDue: kind.isDue(found, nudge, now), isFinal, message }] as const]
        }),
      )
    },
  }
}

function isPressable(block: KnownBlock): boolean {
  return block.type === 'actions' || (block.type === 'section' && block.accessory !== undefined)
}

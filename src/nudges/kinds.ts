/** What a feature says about a kind of nudge, and what delivery does with it. */
import type { KnownBlock } from '@slack/types'
import type { Logger } from 'pino'
import type { Scope, Tx } from '../db/database.ts'
import type { Cipher } from '../db/encryption.ts'
import type { Message } from '../slack/blocks.ts'
import type { NudgeClass } from './tables.ts'

/** A kind of nudge: its name in the ledger, and its class, which is stated here and nowhere else. */
export interface KindId<C extends NudgeClass = NudgeClass> {
  readonly name: string
  readonly class: C
}

/** The kinds of one feature: `{ due: 'nudge' }` gives `{ due: { name: 'promises.due', class: 'nudge' } }`. */
export function defineKinds<const K extends Record<string, NudgeClass>>(
  feature: string,
  classes: K,
): { readonly [Name in keyof K]: KindId<K[Name]> } {
  const kinds = Object.entries(classes).map(([name, own]) => [
    name,
    { name: `${feature}.${name}`, class: own },
  ])
  return Object.fromEntries(kinds) as { readonly [Name in keyof K]: KindId<K[Name]> }
}

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
  id: KindId<'nudge' | 'notice'>
  /** For `why`: "the reminder on the due day". */
  title: string
  /** Reads what is true now, for a whole batch of one workspace; a nudge left out is never to be said. */
  load(scope: Scope, nudges: readonly Nudge[]): Promise<Map<string, Facts>>
  /** Whether it is still to be said. */
  isDue(facts: Facts, nudge: Nudge, now: Date): boolean
  /** What is true now, to its recipient: a reminder while it is open, a final card after. */
  render(facts: Facts, nudge: Nudge, now: Date): Message
  /** Whether what was said can never become untrue any more; by default, when nothing is left to press. */
  isFinal?(facts: Facts): boolean
}

/** A move that the clock makes. */
export interface TimerKind {
  id: KindId<'timer'>
  title: string
  run(call: { teamId: string; nudge: Nudge; now: Date; db: Tx; cipher: Cipher; log: Logger }): Promise<void>
}

/** What a kind of nudge has to say now; absent from the map = nothing ever again. */
export type RenderedNudges = Map<string, { isDue: boolean; isFinal: boolean; message: Message }>

export interface AnyNudgeKind {
  id: KindId<'nudge' | 'notice'>
  title: string
  render(scope: Scope, nudges: readonly Nudge[], now: Date): Promise<RenderedNudges>
}

export function isTimer(kind: AnyNudgeKind | TimerKind): kind is TimerKind {
  return kind.id.class === 'timer'
}

/** Hides what a kind loads, so that the ledger can hold kinds of every feature in one table. */
export function nudgeKind<Facts>(kind: NudgeKind<Facts>): AnyNudgeKind {
  return {
    id: kind.id,
    title: kind.title,
    async render(scope, nudges, now) {
      const facts = await kind.load(scope, nudges)
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

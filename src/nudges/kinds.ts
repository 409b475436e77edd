/** What a feature states about a kind of nudge, and what delivery does with it. */
import type { KnownBlock } from '@slack/types'
import type { Logger } from 'pino'
import type { Scope, Tx } from '../db/database.ts'
import type { Message } from '../slack/blocks.ts'
import type { NudgeClass } from './tables.ts'
import { lineOfMessage, type DigestGroup, type DigestLine } from './views/digest-line.ts'

/** A kind of nudge: its name in the database, and its class, which is stated here and nowhere else. */
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

/** The feature that a kind belongs to: the part of its name before the dot. */
export function featureOf(kind: string): string {
  return kind.slice(0, kind.indexOf('.'))
}

/** One planned DM, as a kind of nudge sees it. */
export interface Nudge {
  id: string
  userId: string
  /** Whose doing it tells of. */
  from: string | undefined
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
  /** Reads the current facts for a whole batch of one workspace; a nudge left out is never sent. */
  load(scope: Scope, nudges: readonly Nudge[]): Promise<Map<string, Facts>>
  /** Whether it is still to be sent. */
  isDue(facts: Facts, nudge: Nudge, now: Date): boolean
  /** The message as of now: a reminder while its subject is open, a final card after. */
  render(facts: Facts, nudge: Nudge, now: Date): Message
  /** Whether the message can never become untrue any more; by default, when it has nothing left to press. */
  isFinal?(facts: Facts): boolean
  /** Its line where it comes as part of a digest; by default the message's first line, with its buttons as a menu. */
  digestLine?(facts: Facts, nudge: Nudge, now: Date): DigestLine
  /** Where that line stands; by default with what asks something of the reader, if there is anything to press. */
  digestGroup?: DigestGroup
  /** Of a notice: from when on it would come too late, so that it is told before the recipient's next morning. */
  neededBy?(facts: Facts): Date | undefined
  /** It tells how something goes on that the recipient has a part in: told even where they want nothing from its sender. */
  isOwed?(facts: Facts): boolean
  /** It says nothing but where its subject stands: in one message a later one about the same subject takes its place. */
  saysOnlyState?(facts: Facts): boolean
  /** The whole message stands in a digest, because one line would not do. */
  isWholeInDigest?: true
}

/** Something that the clock does: it changes rows and sends nothing by itself. */
export interface TimerKind {
  id: KindId<'timer'>
  title: string
  /** Answers when it is to run again, where it is. */
  run(call: TimerCall): Promise<Date | void>
}

interface TimerCall extends Scope {
  nudge: Nudge
  now: Date
  db: Tx
  log: Logger
}

/** Messages by nudge id; a nudge that is absent has nothing to say any more. */
export type RenderedNudges = Map<string, RenderedNudge>

export interface RenderedNudge {
  /** The title of its kind. */
  title: string
  isDue: boolean
  isFinal: boolean
  neededBy: Date | undefined
  isOwed: boolean
  saysOnlyState: boolean
  message: Message
  line: DigestLine | undefined
}

export interface AnyNudgeKind {
  id: KindId<'nudge' | 'notice'>
  title: string
  render(scope: Scope, nudges: readonly Nudge[], now: Date): Promise<RenderedNudges>
}

export function isTimer(kind: AnyNudgeKind | TimerKind): kind is TimerKind {
  return kind.id.class === 'timer'
}

/** Hides the type of a kind's facts, so that delivery can hold kinds of every feature in one table. */
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
          const isDue = kind.isDue(found, nudge, now)
          const group = kind.digestGroup ?? (isFinal && isDue ? 'news' : 'asked')
          const line = kind.digestLine?.(found, nudge, now) ?? lineOfMessage(group, message, !isDue)
          const { title } = kind
          const rendered = {
            title,
            isDue,
            isFinal,
            neededBy: kind.neededBy?.(found),
            isOwed: kind.isOwed?.(found) === true,
            saysOnlyState: kind.saysOnlyState?.(found) === true,
            message,
            line: kind.isWholeInDigest ? undefined : line,
          }
          return [[nudge.id, rendered] as const]
        }),
      )
    },
  }
}

function isPressable(block: KnownBlock): boolean {
  return block.type === 'actions' || (block.type === 'section' && block.accessory !== undefined)
}

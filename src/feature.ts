/** The contract that a feature fulfils: types only, but for the function that seals a kind of nudge. */
import type { KnownBlock, View } from '@slack/types'
import type { Logger } from 'pino'
import type { Db, Tx } from './db/database.ts'
import type { SealedColumn } from './db/verify-key.ts'
import type { Manner } from './nudges/tables.ts'
import type { People, Person } from './people/person.ts'

export interface Message {
  /** What notifications and screen readers get. */
  text: string
  blocks: KnownBlock[]
}

/** What a handler wants done once its transaction has committed. */
export interface Reply {
  /** Only the one who acted sees it. */
  say?: Message
  /** A modal to open; over an open one it replaces that one. */
  open?: View
  /** What is wrong with a form, by block_id; nothing was stored. */
  errors?: Record<string, string>
  /** App Home of the one who acted shows something else now; `page` where they turned one. */
  home?: boolean | { page: number }
  /**
   * Another feature's button, pressed for them in the same transaction: features know each other by action_id only.
   * What that one replies comes on top.
   */
  next?: { action: string; value: string }
}

/** Every handler runs inside one transaction, in which the request was already noted as seen. */
export interface Call {
  teamId: string
  me: Person
  /** Everybody named in the request, and the one who acts. */
  people: People
  now: Date
  db: Tx
  log: Logger
}

export interface CommandCall extends Call {
  text: string
}

export interface PressCall extends Call {
  /** The button's value: something to look up, never authority. */
  value: string
  /** What was chosen in a select, a date picker or an overflow menu. */
  picked: string | undefined
  /** The modal that the press came from. */
  view: OpenModal | undefined
}

export interface OpenModal {
  metadata: string
  values: FormValues
}

export interface FormCall extends Call {
  values: FormValues
  metadata: string
}

export interface ShortcutCall extends Call {
  message: ShortcutMessage
}

export interface ShortcutMessage {
  text: string
  userId: string | undefined
  link: string | undefined
}

/** A form's state as Slack sends it: block_id → action_id → element. */
export type FormValues = Record<string, Record<string, FormValue>>
export interface FormValue {
  type: string
  value?: string | null
  selected_user?: string | null
  selected_users?: string[]
  selected_date?: string | null
  selected_time?: string | null
  selected_date_time?: number | null
  selected_option?: { value?: string } | null
  selected_options?: { value?: string }[]
}

export type Handler<C extends Call> = (call: C) => Promise<Reply>

export interface Command {
  /** One line a form, for `help`: what one types and what it does. */
  help: readonly { usage: string; does: string }[]
  run: Handler<CommandCall>
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
  manner: Exclude<Manner, 'timer'>
  /** For `why`: "the reminder on the due day". */
  title: string
  /** Reads what is true now, for a whole batch of one workspace; a nudge left out is never to be said. */
  load(db: Db | Tx, teamId: string, nudges: readonly Nudge[]): Promise<Map<string, Facts>>
  /** Whether it is still to be said. */
  isDue(facts: Facts, nudge: Nudge, now: Date): boolean
  /** What is true now, to its recipient: a reminder while it is open, a final card after. */
  say(facts: Facts, nudge: Nudge, now: Date): Message
  /** Whether what was said can never become untrue any more; by default, when nothing is left to press. */
  isFinal?(facts: Facts): boolean
}

/** A move that the clock makes. */
export interface TimerKind {
  manner: 'timer'
  title: string
  act(call: { teamId: string; nudge: Nudge; now: Date; db: Tx; log: Logger }): Promise<void>
}

/** What a kind of nudge has to say now; absent from the map = nothing ever again. */
export type Spoken = Map<string, { isDue: boolean; isFinal: boolean; message: Message }>

export interface SealedNudgeKind {
  manner: Exclude<Manner, 'timer'>
  title: string
  speak(db: Db | Tx, teamId: string, nudges: readonly Nudge[], now: Date): Promise<Spoken>
}

/** Hides what a kind loads, so that the ledger can hold kinds of every feature in one table. */
export function nudgeKind<Facts>(kind: NudgeKind<Facts>): SealedNudgeKind {
  return {
    manner: kind.manner,
    title: kind.title,
    async speak(db, teamId, nudges, now) {
      const facts = await kind.load(db, teamId, nudges)
      return new Map(
        nudges.flatMap((nudge) => {
          const found = facts.get(nudge.id)
          if (!found) return []
          const message = kind.say(found, nudge, now)
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

export interface HomeCall extends Call {
  /** Which page of the feature's long lists, from 0. */
  page: number
}

/** Something that Slack says of a person, inside the transaction that notes it. */
export interface PersonChange {
  teamId: string
  userId: string
  now: Date
  db: Tx
}

export interface Feature {
  name: string
  commands?: Record<`/${string}`, Command>
  /** By action_id, `feature.verb`. */
  actions?: Record<string, Handler<PressCall>>
  /** By callback_id. */
  forms?: Record<string, Handler<FormCall>>
  shortcuts?: Record<string, Handler<ShortcutCall>>
  nudges?: Record<string, SealedNudgeKind | TimerKind>
  /** The feature's part of App Home, in the order of the roll call. */
  home?: (call: HomeCall) => Promise<KnownBlock[]>
  /** Where its tables hold sealed text: a start with another key is refused. */
  sealed?: readonly SealedColumn[]
  /** Somebody left the workspace. */
  onLeave?: (call: PersonChange) => Promise<void>
  /** Somebody is in another time zone now. */
  onMove?: (call: PersonChange) => Promise<void>
}

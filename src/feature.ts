/** The contract that a feature fulfils: types only. */
import type { KnownBlock, ModalView, View } from '@slack/types'
import type { RawBuilder } from 'kysely'
import type { Logger } from 'pino'
import type { Scope, Tx } from './db/database.ts'
import type { TableRules } from './db/table-rules.ts'
import type { AnyNudgeKind, TimerKind } from './nudges/kinds.ts'
import type { LedgerLine } from './nudges/ledger.ts'
import type { Dealing, DealingSpan } from './people/dealing.ts'
import type { People, Person } from './people/person.ts'
import type { PersonListener } from './people/profile-change.ts'
import type { Message } from './slack/blocks.ts'
import type { ChannelAccess } from './slack/channels.ts'
import type { FormValues } from './slack/form-values.ts'
import type { HomeSection } from './slack/home-section.ts'
import type { Mention } from './slack/mentions.ts'

/** What a handler wants done once its transaction has committed. */
export interface Reply {
  /** Only the one who acted sees it. */
  say?: Message
  /**
   * `say` takes the place of the message that carried the pressed button, or from which the submitted form was opened,
   * instead of standing below it.
   */
  replace?: boolean
  /** A modal to open; over an open one it replaces that one. */
  open?: View
  /** What is wrong with a form, by block_id; nothing was stored. */
  errors?: Record<string, string>
  /**
   * Files into the DM of the one who acted, and what is said or shown then; `otherwise` where the app may not send files,
   * or could not draw one.
   */
  files?: {
    create(scope: Scope): Promise<readonly ReplyFile[]>
    done: Message | ModalView
    otherwise: Message | ModalView
  }
  /** App Home of the one who acted shows something else now; with the page of a section, where they turned one. */
  home?: boolean | { section: string; page: number }
  /** What other features do next, in the same transaction and in this order; what each replies comes on top. */
  next?: Link | readonly Link[]
}

export type ReplyFile = TextFile | PictureFile

export interface TextFile {
  name: string
  text: string
}

/** Drawn only once it is to be sent. */
export interface PictureFile {
  name: string
  picture: Picture
}

export interface Picture {
  title: string
  /** Says in words what the picture says. */
  altText: string
  svg: string
}

/** What features ask of one another, since none may import another: each link is answered by one feature. */
export interface Links {
  /**
   * Opens the form of a promise to these people, with its words where they are known; `answerRef` names the answer that it
   * may be made out of, and `above` shows it there.
   */
  openPromiseForm: {
    to: readonly string[]
    what?: string
    answerRef?: string
    above?: readonly KnownBlock[]
  }
  /** A promise was made out of an answer. */
  answerBecamePromise: { answerRef: string }
  /** Opens the form of one's aims, or looks for a colleague who shares them. */
  openAims: { find: boolean }
  /** Asks colleagues into a lifeline group. */
  gatherGroup: { named: readonly Mention[]; hasMoreWords: boolean }
  /**
   * A form about a promise or thanks to these people opens: adds what the one who fills it in may know of them, and the
   * goals that a promise may serve, of which one may be chosen already.
   */
  completeForm: { form: ModalView; to: readonly string[]; goalId?: string }
  /** Promises were made, or asked for, which serve this goal. */
  promisesMade: { promises: readonly string[]; goalId: string }
  /** The receipt of promises to these people: adds what the one who gave them may know of those. */
  completeReceipt: { to: readonly string[]; say: Message }
  /** `/promise goals` */
  showGoals: object
  /** The questions of the workspace are again what they were; none = the first four. */
  restoreQuestions: { questions: readonly string[] }
  /** Somebody typed a command: the first in a workspace is told what to do next. */
  greet: object
  /** Somebody's circle has an ally: their weekly question begins, if it has not begun. */
  startWeeklyQuestion: { userId: string }
}

/** A promise in short, for a feature that knows who may read it. */
export interface PromiseSummary {
  id: string
  what: string
  state: string
  promisor: string
  promisee: string
  dueAt: Date
}

export type Link = { [Name in keyof Links]: { to: Name; input: Links[Name] } }[keyof Links]
export type LinkHandlers = {
  [Name in keyof Links]?:
    | ((call: Call, input: Links[Name]) => Promise<Reply>)
    | { readOnly: (call: OpenCall, input: Links[Name]) => Promise<Reply> }
}

/** A call that may run outside of a transaction. */
export interface OpenCall extends Scope {
  me: Person
  /** Everybody named in the request, and the one who acts. */
  people: People
  now: Date
  log: Logger
}

/** Every handler runs inside one transaction, in which the request was already noted as seen. */
export interface Call extends OpenCall {
  db: Tx
}

/** Stores everything by one statement that commits by itself, the record of the request included. */
export interface AtOnce {
  /** A part of its `with`: `recorded` has a row where `condition` holds and the request was not recorded before. */
  recording(condition: RawBuilder<unknown>): RawBuilder<unknown>
  /** Runs it; a connection lost meanwhile is reported as a COMMIT that was not answered. */
  commit<T>(statement: RawBuilder<T>): Promise<readonly T[]>
}

export interface AtOnceCall extends OpenCall {
  text: string
  atOnce: AtOnce
}

/** The app was installed by this person, in the transaction that notes who they are. */
export interface InstallCall extends Scope {
  userId: string
  now: Date
  db: Tx
}

export interface CommandCall extends Call {
  text: string
  /** Where it was typed; only for a command that asks for it. */
  channel: ChannelAccess | undefined
}

export interface ActionCall extends Call {
  /** The button's value: something to look up, never authority. */
  value: string
  /** What was chosen in a select, a date picker or an overflow menu. */
  picked: string | undefined
  /** The modal that the press came from. */
  view: OpenModal | undefined
  /** The channel with which the value begins; only for a ChannelAction. */
  channel: ChannelAccess | undefined
}

export interface OpenModal {
  metadata: string
  values: FormValues
  /** What it shows, as Slack has it. */
  blocks: readonly KnownBlock[]
}

export interface SubmissionCall extends Call {
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

export type Handler<C extends Call> = (call: C) => Promise<Reply>

/** A press that stores nothing: it runs in a read-only transaction, and no record of the request is kept. */
export interface ReadOnlyAction {
  readOnly: Handler<ActionCall>
}

/**
 * A press whose value begins with a channel's id and a colon. Slack is asked about the channel before the transaction
 * begins: who belongs to it decides what is shown, and the value decides nothing.
 */
export interface ChannelAction {
  inChannel: Handler<ActionCall>
  /** The members' profiles are loaded too. */
  withPeople?: true
}

export interface Command {
  /** One line a form, for `help`: what one types and what it does. */
  help: readonly { usage: string; does: string }[]
  run: Handler<CommandCall>
  /**
   * Tried before `run`, outside of a transaction, which takes twice the round trips: answers where one statement stores
   * everything, and is undefined, with nothing stored, where it would not do. The reply's links are read-only.
   */
  atOnce?: (call: AtOnceCall) => Promise<Reply | undefined>
  /** Slack is asked about the channel where it was typed, and the members' profiles are loaded. */
  inChannel?: true
}

export interface HomeCall extends Call {
  /** Which page of a section is wanted, from 0. */
  pageOf(section: string): number
}

/** Something that a person has switched off or blocked, and the press that is its way back. */
export interface SwitchedOff {
  /** "Alice can't ask you for promises." */
  text: string
  label: string
  actionId: string
  value: string
}

export interface Feature extends PersonListener {
  name: string
  commands?: Record<`/${string}`, Command>
  /** By action_id, `feature.verb`. */
  actions?: Record<string, Handler<ActionCall> | ReadOnlyAction | ChannelAction>
  /** By callback_id. */
  forms?: Record<string, Handler<SubmissionCall>>
  /** Characters that fit into a text field where they are fewer than 3,000: by block_id, or by form and block_id. */
  textLimits?: Record<string, number>
  shortcuts?: Record<string, Handler<ShortcutCall>>
  links?: LinkHandlers
  nudges?: readonly (AnyNudgeKind | TimerKind)[]
  /** What its reminders are of, as settings offers to switch them off. Absent: it sends none, only notices. */
  reminders?: string
  onInstall?: (call: InstallCall) => Promise<void>
  /** Somebody wants nothing more from `other`: ends what is open between them, and tells `other` nothing of it. */
  onBlock?: (call: Call, other: string) => Promise<void>
  /** What a person has blocked here; settings lists it. */
  switchedOff?: (call: Call) => Promise<SwitchedOff[]>
  /** Names what nudges are about, in mrkdwn, for `why` and settings; what this person may not read is left out. */
  subjectTitles?: (call: Call, ids: readonly string[]) => Promise<Map<string, string>>
  /** What is to be said to a person and has no row yet, for `why`; `said` are the rows that it shows. */
  remindersAhead?: (call: Call, said: readonly LedgerLine[]) => Promise<LedgerLine[]>
  /**
   * People from outside, over Slack Connect, may press its buttons and submit its forms, but for these: what they are told
   * of they can answer. Absent: nothing here is for them. Commands and shortcuts never are.
   */
  openToOutsiders?: { butNot: readonly string[] }
  /** Words after /forthright that this feature answers. */
  forthright?: Record<string, Command>
  /** What its tables hold of people, and for how long. */
  tables?: TableRules
  /** What it holds of one person, by sections of their export. */
  exports?: (scope: Scope, userId: string, now: Date) => Promise<object>
  /** What passed here between a person and their colleagues, as numbers; what only one of two may know is for that one alone. */
  dealings?: (scope: Scope, span: DealingSpan) => Promise<Dealing[]>
  /** The promises with these ids, in short, in their order. */
  promiseSummaries?: (scope: Scope, ids: readonly string[]) => Promise<PromiseSummary[]>
  /** The feature's sections of App Home; they stand in the order of the roll call. */
  homeSections?: (call: HomeCall) => Promise<HomeSection[]>
}

/**
 * What the page and the pretend Slack say to each other: the control API, types only.
 * `GET /api/state?as=U…` answers a `State`; `GET /api/changes` is a stream of server-sent events, one `changed`
 * event whenever any state may have; `POST /api/act` takes an `Act` and answers an `ActResult`.
 */
import type { KnownBlock, View } from '@slack/types'

export interface Person {
  id: string
  /** The handle one types after the @, such as "bob". */
  name: string
  realName: string
  /** IANA zone. */
  tz: string
  locale: string
  isBot: boolean
  deleted: boolean
  /** A picture is drawn from this colour and the initials; nothing comes from the network. */
  color: string
}

export interface Channel {
  id: string
  kind: 'channel' | 'private' | 'dm'
  /** A channel's name without the #, or the handle of the DM's other side. */
  name: string
  memberIds: string[]
  unread: number
  /** Only the app writes here: its messages tab is read-only in manifest.yml. */
  readOnly?: boolean
}

export interface Message {
  ts: string
  channelId: string
  userId: string
  text: string
  blocks: KnownBlock[]
  /** Only the viewer sees it. */
  ephemeral: boolean
  edited: boolean
  threadTs?: string
}

/** One modal on the viewer's stack; the last is on top. */
export interface OpenView {
  view: View & { id: string; hash: string }
  /** Validation errors by block_id, from the last submission. */
  errors: Record<string, string>
  /** True while a submission waits for the app's answer. */
  busy: boolean
}

export interface State {
  version: number
  viewer: Person
  team: { id: string; name: string }
  people: Person[]
  channels: Channel[]
  /** Messages of every channel the viewer is in, oldest first, with what only the viewer sees. */
  messages: Message[]
  home: View | null
  modals: OpenView[]
  /** Slash commands as manifest.yml lists them. */
  commands: { command: string; description: string; usageHint: string }[]
  /** Message shortcuts as manifest.yml lists them. */
  shortcuts: { name: string; callbackId: string; description: string }[]
  /** A sentence Slack would show on top: a timed-out command, a failed click. */
  notices: { id: number; text: string }[]
  clock: { now: string; zone: string }
  /** What the app has planned to say, soonest first; from the app's own tables, for the machinery drawer. */
  planned: {
    id: string
    to: string
    kind: string
    due: string
    notBefore: string
    state: string
    reason: string | null
  }[]
}

/** One exchange on the wire, for the drawer: Slack → app ("in") or app → Slack ("out"). */
export interface Exchange {
  id: number
  at: string
  direction: 'in' | 'out'
  /** "POST /slack/events command /promise", "chat.postMessage" … */
  title: string
  request: unknown
  response: unknown
  status: number
  ms: number
  /** Rows the app wrote during an inbound exchange: "promises +1", "nudges +4". */
  wrote?: string[]
}

/** The state of a block's element, as Slack sends it in view.state.values and actions. */
export type ElementState = Record<string, unknown> & { type: string }

export type Act =
  | { do: 'type'; as: string; channelId: string; text: string; threadTs?: string }
  | {
      do: 'press'
      as: string
      where: Where
      blockId: string
      actionId: string
      element: ElementState
      /** What the other elements around it hold, as Slack sends in `state.values` and `view.state.values`. */
      values?: Record<string, Record<string, ElementState>>
    }
  | { do: 'submit'; as: string; viewId: string; values: Record<string, Record<string, ElementState>> }
  | { do: 'close'; as: string; viewId: string }
  | { do: 'shortcut'; as: string; callbackId: string; channelId: string; ts: string }
  | { do: 'openHome'; as: string }
  | { do: 'read'; as: string; channelId: string }
  | { do: 'dismiss'; id: number }
  /** Mornings and Fridays are those of the zone of the person who moves the clock. */
  | { do: 'clock'; to: ClockTarget; as?: string }
  | { do: 'person'; id: string; tz?: string; locale?: string; deleted?: boolean }
  | { do: 'fault'; method: string; kind: Fault; times: number }
  | { do: 'reset' }

export type Fault =
  | '429'
  | '500-before'
  | '500-after'
  | 'drop-before'
  | 'drop-after'
  | 'cut-body'
  | 'hang'
  | 'hang-after'
  | 'fatal_error'
  | 'late-commit'

/** Besides the two by name: an instant with its offset, or "yyyy-mm-ddThh:mm" on the wall of the one who moves it. */
export type ClockTarget = 'next-morning' | 'next-friday-15' | (string & {})

/** Where a pressed element stands. */
export type Where =
  | { kind: 'message'; channelId: string; ts: string }
  | { kind: 'view'; viewId: string }
  | { kind: 'home' }

/** `error` is a sentence for a person; the act then changed nothing. */
export type ActResult = { ok: true } | { ok: false; error: string }

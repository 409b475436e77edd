/**
 * The control API between the page and the pretend Slack, types only.
 * `GET /api/state?as=U…` answers a `State`; `GET /api/changes` is a stream of server-sent events, one `changed`
 * event whenever any state may have. `act.ts` has the rest.
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
  isGuest: boolean
  /** The picture is drawn from this colour and the initials. */
  color: string
}

export interface Channel {
  id: string
  kind: 'channel' | 'private' | 'dm'
  /** A channel's name without the #, or the handle of the DM's other side. */
  name: string
  memberIds: string[]
  unread: number
  /** Only the app can write: manifest.yml makes its messages tab read-only. */
  readOnly?: boolean
}

export interface Message {
  ts: string
  channelId: string
  userId: string
  text: string
  blocks: KnownBlock[]
  files?: MessageFile[]
  /** Only the viewer sees it. */
  ephemeral: boolean
  edited: boolean
  threadTs?: string
}

/** `GET /api/file?id=F…&as=U…` answers a picture's bytes, to those who belong to its conversation. */
export interface MessageFile {
  id: string
  title: string
  altText: string
  isPicture: boolean
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
  /** Slack's own error lines: a timed-out command, a failed click. */
  notices: { id: number; text: string }[]
  clock: { now: string; zone: string }
  /** Colleagues who can be called in. */
  absent: { name: string; realName: string; tz: string; isGuest: boolean }[]
  /** The app's planned messages and timers, soonest first, read from its own tables. */
  planned: {
    id: string
    to: string
    /** Such as "promises.due". */
    kind: string
    /** Such as "the reminder at the due time". */
    title: string
    isTimer: boolean
    due: string
    notBefore: string
    state: string
    reason: string | null
  }[]
}

/** One request: Slack → app ("in") or app → Slack ("out"). */
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

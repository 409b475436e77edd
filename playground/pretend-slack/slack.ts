import type { Ack } from './delivery.ts'
import type { Faults } from './faults.ts'
import type { Journal } from './journal.ts'
import type { Manifest } from './manifest.ts'
import type { HistoryRateLimit } from './history-rate-limit.ts'
import type { World } from './world.ts'

/** The state that every part of the pretend Slack works on. */
export interface Slack {
  world: World
  manifest: Manifest
  /** The playground's clock, for message timestamps, response URLs and event retries. */
  now(): Date
  /** Seconds of the machine's own clock. */
  ackSeconds: number
  triggerSeconds: number
  /** "http://127.0.0.1:1234", known once the server listens. */
  origin: string
  /** Where the app receives Slack's requests; undefined until the app is up. */
  requestUrl: string | undefined
  triggers: Map<string, Trigger>
  responseUrls: Map<string, ResponseUrl>
  codes: Map<string, OAuthCode>
  /** Files by their ids, which the addresses end with that take their bytes. */
  uploads: Map<string, UploadedFile>
  sockets: SocketLink[]
  retries: EventRetry[]
  notices: Notice[]
  journal: Journal
  faults: Faults
  historyRateLimit: HistoryRateLimit
  /** Deliveries in flight, so that a test can wait for the last of them. */
  inFlight: Set<Promise<unknown>>
  changed(): void
  /** Takes a snapshot of the row counts; the function it returns lists what was written since. */
  watchRows: (() => Promise<() => Promise<string[]>>) | undefined
}

export interface Trigger {
  userId: string
  teamId: string
  /** performance.now() when it was created. */
  at: number
  used: boolean
}

export interface ResponseUrl {
  userId: string
  teamId: string
  channelId: string
  uses: number
  expires: Date
  /** The message that the click came from. */
  message?: { ts: string; ephemeral: boolean }
}

export interface UploadedFile {
  id: string
  name: string
  altText: string | undefined
  /** Undefined until its bytes came. */
  bytes: Buffer | undefined
  text: string | undefined
  /** The conversation whose members may open it. */
  sharedIn: string | undefined
}

export interface OAuthCode {
  teamId: string
  userId: string
  redirectUri: string | undefined
  scopes: string[]
  used: boolean
  orgWide: boolean
}

/** One Socket Mode connection. */
export interface SocketLink {
  /** Callbacks of envelopes not yet acknowledged, by envelope id. */
  waiting: Map<string, (ack: Ack) => void>
  send(envelope: Record<string, unknown>): void
  close(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void
}

export interface EventRetry {
  due: Date
  attempt: number
  reason: string
  type: string
  body: Record<string, unknown>
}

/** An error line that Slack shows to one person. */
export interface Notice {
  id: number
  userId: string
  text: string
}

/** Thrown by a method to answer `ok: false`. */
export class Refusal extends Error {
  readonly code: string
  readonly details: Record<string, unknown>
  constructor(code: string, details: Record<string, unknown> = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.details = details
  }
}

let lastNotice = 0

export function notify(slack: Slack, userId: string, text: string): void {
  slack.notices.push({ id: ++lastNotice, userId, text })
  slack.changed()
}

import type { Durations } from '../../src/nudges/delivery/context.ts'

/** Deliberate flaws of the delivery: each is a control that has to fail. */
export type Flaw =
  /** An expired or unclear claim is simply sent again. */
  | 'naive lease'
  /** A row is marked as sent before it is. */
  | 'mark sent first'
  /** Slack's own client with its default retries. */
  | 'default retries'
  /** The clock is read once a tick and that reading kept. */
  | 'stale now'

export interface WorkerSettings {
  databaseUrl: string
  apiUrl: string
  signingSecret: string
  durations: Durations
  settleSeconds: number
  /** Milliseconds between two ticks; undefined = it only answers requests. */
  tickMs: number | undefined
  /** Without a rate limit, so that a tick is long: by default a claim is as large as in production. */
  isUnpaced?: boolean | undefined
  flaw?: Flaw | undefined
  /** By workspace; only a flawed messenger reads them here. */
  tokens: Record<string, string>
}

export interface FaultMix {
  /** Shares of the posts, 0 to 1. */
  dropAfter: number
  dropAndCommitLate: number
  hangAndCommitLate: number
  error500Before: number
  error500After: number
  fatalAfter: number
  limited: number
  hangBefore: number
  hangAfter: number
  cutBody: number
  /** Slack itself stores the message twice, and the answer is lost. */
  twiceAndDrop: number
  /** Share of the readings of history that fail. */
  historyFails: number
}

export interface SlackSettings {
  seed: number
  teams: number
  people: number
  mix: FaultMix
  /** How long after the connection was cut a late commit comes, at most. */
  lateMs: number
  /** How long a hanging post takes to be committed. */
  hangMs: number
  /** How far history lags behind. */
  historyLagMs: number
  /** How long every answer to a post takes. */
  answerMs?: number
  /** Channels of each team that the app is in. */
  channels?: number
}

export interface SlackTeam {
  teamId: string
  token: string
  botUserId: string
  people: string[]
  channels: string[]
}

export interface SlackReady {
  apiUrl: string
  signingSecret: string
  teams: SlackTeam[]
}

/** What Slack stored. */
export interface SlackRecord {
  /** How often each key was posted. */
  posted: Record<string, number>
  /** How many messages with each key exist now. */
  standing: Record<string, number>
  faults: Record<string, number>
  messages: number
  posts: RecordedPost[]
}

export interface RecordedPost {
  userId: string
  /** Milliseconds since 1970, by the machine's clock. */
  at: number
  keys: string[]
}

/** The mix that docs/reliability.md describes. */
export const faultMix: FaultMix = {
  dropAfter: 0.05,
  dropAndCommitLate: 0.005,
  hangAndCommitLate: 0,
  error500Before: 0.01,
  error500After: 0.01,
  fatalAfter: 0.005,
  limited: 0.02,
  hangBefore: 0.005,
  hangAfter: 0.005,
  cutBody: 0.005,
  twiceAndDrop: 0,
  historyFails: 0.02,
}

export const noFaults: FaultMix = Object.fromEntries(
  Object.keys(faultMix).map((name) => [name, 0]),
) as unknown as FaultMix

import type { Durations } from '../../src/nudges/delivery/context.ts'

/** Ways in which a delivery is done wrong on purpose: each is a control that has to fail. */
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
  /** All at once, so that a tick is long: by default a claim is as large as in production. */
  isUnpaced?: boolean | undefined
  flaw?: Flaw | undefined
  /** By workspace; only a flawed courier looks them up here. */
  tokens: Record<string, string>
}

export interface Mix {
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
  mix: Mix
  /** How long after the line was cut a late commit comes, at most. */
  lateMs: number
  /** How long a hanging post takes to be committed. */
  hangMs: number
  /** How far history lags behind. */
  historyLagMs: number
  /** How long every answer to a post takes. */
  answerMs?: number
}

export interface SlackTeam {
  teamId: string
  token: string
  botUserId: string
  people: string[]
}

export interface SlackReady {
  apiUrl: string
  signingSecret: string
  teams: SlackTeam[]
}

/** What really stands in Slack. */
export interface Heard {
  /** How often each key was posted. */
  posted: Record<string, number>
  /** How many messages with each key stand there now. */
  standing: Record<string, number>
  faults: Record<string, number>
  messages: number
  posts: HeardPost[]
}

export interface HeardPost {
  userId: string
  /** Milliseconds since 1970, by the machine's clock. */
  at: number
  keys: string[]
}

/** The mix of the reliability notes of the project: docs/reliability.md. */
export const harshMix: Mix = {
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

export const calm: Mix = Object.fromEntries(Object.keys(harshMix).map((name) => [name, 0])) as unknown as Mix

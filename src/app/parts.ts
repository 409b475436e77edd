/** What the inbound side is put together from. */
import type { Receiver } from '@slack/bolt'
import type { WebClientOptions } from '@slack/web-api'
import type { Context } from '../context.ts'
import type { Feature } from '../feature.ts'
import type { ClientOf } from '../slack/web-clients.ts'
import type { Access } from './installations.ts'
import type { ConcurrencyLimit } from './concurrency-limit.ts'

export interface Answered {
  /** The command, or the sort of request. */
  request: string
  /** `unavailable`: the database or Slack did not answer. */
  outcome: 'done' | 'form errors' | 'unavailable' | 'failed'
  seconds: number
}

export interface AppParts {
  ctx: Context
  features: readonly Feature[]
  access: Access
  clientOf: ClientOf
  clientOptions: WebClientOptions
  receiver: Receiver
  /**
   * Lets so many requests work with the database at once. Of a thousand at once the first are answered early, and the last,
   * which would come too late for Slack, are refused in words without a beginning.
   */
  limitConcurrency: ConcurrencyLimit
  /** Something may be due in this workspace now. */
  wake(teamId: string): void
  /** Counts what is in hand, so that a stop waits for it. */
  track<T>(work: Promise<T>): Promise<T>
  /** Called for every request, for the metrics. */
  onAnswer?(answered: Answered): void
}

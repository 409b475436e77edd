/** What the service is put together from, before it starts. */
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { Context } from './context.ts'
import type { OpenDatabase } from './db/database.ts'
import { embeddedKey } from './db/embedded.ts'
import { createCipher } from './db/encryption.ts'
import type { Feature } from './feature.ts'
import { featuresWith } from './features/index.ts'
import { durations, type DeliveryContext, type Durations, type RateLimit } from './nudges/delivery/context.ts'
import { createInFlight, type InFlight } from './ops/in-flight.ts'
import { createLogger } from './ops/log.ts'
import { countPost, createMetrics, type Metrics } from './ops/metrics.ts'
import { slackMessenger, type Messenger } from './slack/messenger.ts'
import { abortable } from './slack/abortable-fetch.ts'
import { createUndiciFetch } from './slack/undici-fetch.ts'
import { createWebClients } from './slack/web-clients.ts'
import { clientOptions, openInbound, type Inbound, type SlackConnection } from './slack-connection.ts'
import { databaseClock, type Clock } from './time/clock.ts'

export interface ServiceOptions {
  clock?: Clock
  /** False: time passes only by `tick`. */
  heartbeat?: boolean
  log?: Logger
  rateLimit?: RateLimit
  /** Where a few seconds stand for a minute. */
  durations?: Durations
  /** Ends a start that is waiting for the database or for Slack. */
  signal?: AbortSignal
  /** Posts in place of Slack's own client. */
  messenger?: Messenger
}

/** Slack allows about one message a second per channel, and short bursts. */
const slackRateLimit = { burst: 10, perChannelMs: 1000 }
/** Milliseconds: nobody sees whether a message comes a fifth of a second sooner. */
const wakeSpacingMs = 200
/** A clock moved by hand does not run on while a rate limit waits. */
const noRateLimit: RateLimit = { perMinute: 1e9, burst: 1e6, perChannelMs: 0 }

export interface Parts {
  config: Config
  options: ServiceOptions
  database: OpenDatabase
  ctx: Context
  keys: readonly [Buffer, ...Buffer[]]
  features: readonly Feature[]
  metrics: Metrics
  inFlight: InFlight
  inbound: Inbound
}

export function createParts(config: Config, options: ServiceOptions, database: OpenDatabase): Parts {
  const { retentionMonths, publicUrl } = config
  const log = options.log ?? createLogger(config.logLevel)
  const { db } = database
  const newest = config.encryptionKey ?? embeddedKey((config.database as { folder: string }).folder)
  const keys: Parts['keys'] = [newest, ...(config.olderKeys ?? [])]
  return {
    config,
    options,
    database,
    ctx: { db, log, clock: options.clock ?? databaseClock(db), cipher: createCipher(...keys) },
    keys,
    features: featuresWith({ retentionMonths, publicUrl }),
    metrics: createMetrics(database.connections),
    inFlight: createInFlight(),
    inbound: openInbound(config, log),
  }
}

/** `lastCalls` ends the posts that are still under way late in a stop; their outcome is unknown, and looked up later. */
export function deliveryContext(
  parts: Parts & { slack: SlackConnection },
  stopping: AbortSignal,
  lastCalls: AbortSignal,
): DeliveryContext {
  const { config, options, ctx, slack, metrics, features } = parts
  const limits = options.durations ?? durations
  const fetch = abortable(createUndiciFetch(), lastCalls)
  const sending = (teamId: string) => ({ ...clientOptions(config, ctx.log, teamId), fetch })
  const sendingClientOf = createWebClients(sending, slack.access.tokenOf, limits.postMs)
  const slackLimit = { ...slackRateLimit, perMinute: config.messagesPerMinute }
  return {
    ctx,
    kinds: new Map(
      features.flatMap(({ nudges = [] }) => nudges.map((kind) => [kind.id.name, kind] as const)),
    ),
    messenger: options.messenger ?? slackMessenger(sendingClientOf, slack.clientOf),
    rateLimit: options.rateLimit ?? (options.clock ? noRateLimit : slackLimit),
    settleSeconds: config.settleSeconds,
    wakeSpacingMs: options.clock ? 0 : wakeSpacingMs,
    durations: limits,
    isStopping: () => stopping.aborted,
    onOutcome: (outcome, rows, now) => countPost(metrics, outcome, rows, now),
  }
}

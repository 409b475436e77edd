/** Puts database, Slack, features, delivery and the HTTP server together, and starts them. */
import { SocketModeReceiver, type Receiver } from '@slack/bolt'
import type { WebClientOptions } from '@slack/web-api'
import type { Logger } from 'pino'
import { createBoltApp } from './app/bolt.ts'
import { exportRoutes } from './app/export-page.ts'
import { installRoutes } from './app/install-routes.ts'
import { openAccess, type OpenAccess } from './app/open-access.ts'
import { httpReceiver, type HttpReceiver } from './app/receiver.ts'
import type { Config, SlackConfig } from './config.ts'
import type { Context } from './context.ts'
import { logLevelOf } from './db/connection-error.ts'
import { openDatabase, type Db, type OpenDatabase } from './db/database.ts'
import { embeddedKey } from './db/embedded.ts'
import { createCipher } from './db/encryption.ts'
import { migrateInUse } from './db/migrate.ts'
import { verifyKeys } from './db/verify-key.ts'
import type { Feature } from './feature.ts'
import { featuresWith } from './features/index.ts'
import { durations, type DeliveryContext, type Durations, type RateLimit } from './nudges/delivery/context.ts'
import { listDueTeams, nextDue } from './nudges/delivery/due-work.ts'
import { heartbeat } from './nudges/delivery/heartbeat.ts'
import { workspaceWorkers, type WorkspaceWorkers } from './nudges/delivery/workspace-worker.ts'
import { healthChecks, type HealthChecks } from './ops/health.ts'
import { listen, type Routes } from './ops/http-server.ts'
import { createInFlight, type InFlight } from './ops/in-flight.ts'
import { createLogger, slackLibraryLogger } from './ops/log.ts'
import { runMaintenance } from './ops/maintenance.ts'
import { countPost, createMetrics, type Metrics } from './ops/metrics.ts'
import { allTableRules } from './ops/table-rules.ts'
import { runRetention } from './ops/retention.ts'
import { slackMessenger, type Messenger } from './slack/messenger.ts'
import { createWebClients, type ClientOf } from './slack/web-clients.ts'
import { databaseClock, type Clock } from './time/clock.ts'

export interface Service {
  port: number
  db: Db
  /** One whole pass of the delivery, as the heartbeat would, until nothing more is due now. */
  tick(): Promise<void>
  /** Resolves when nothing is in flight. */
  idle(): Promise<void>
  /** The earliest moment at which something planned is to be looked at. */
  nextDue(): Promise<Date | undefined>
  /** Takes nothing more, finishes what is in flight, and closes. */
  stop(): Promise<void>
}

export interface ServiceOptions {
  clock?: Clock
  /** False: time passes only by `tick`. */
  heartbeat?: boolean
  log?: Logger
  rateLimit?: RateLimit
  /** Where a few seconds stand for a minute. */
  durations?: Durations
  /** Posts in place of Slack's own client. */
  messenger?: Messenger
}

/** Slack allows about one message a second per channel, and short bursts. */
const slackRateLimit = { burst: 10, perChannelMs: 1000 }
/** A clock moved by hand does not run on while a rate limit waits. */
const noRateLimit: RateLimit = { perMinute: 1e9, burst: 1e6, perChannelMs: 0 }
/** Milliseconds that a call may take while a person waits. */
const quickTimeout = 2500

export async function startService(config: Config, options: ServiceOptions = {}): Promise<Service> {
  const log = options.log ?? createLogger(config.logLevel)
  const database = await openDatabase(config.database)
  try {
    return await startOn(database, config, { ...options, log })
  } catch (error) {
    await database.close()
    throw error
  }
}

interface Parts {
  config: Config
  options: ServiceOptions
  database: OpenDatabase
  ctx: Context
  features: readonly Feature[]
  metrics: Metrics
  inFlight: InFlight
  slack: SlackConnection
}

async function startOn(
  database: OpenDatabase,
  config: Config,
  options: ServiceOptions & { log: Logger },
): Promise<Service> {
  const { retentionMonths, publicUrl } = config
  const features = featuresWith({ retentionMonths, publicUrl })
  const ctx = await openContext(database.db, config, { ...options, features })
  const slack = await connectSlack(config, ctx)
  const parts = {
    config,
    options,
    database,
    ctx,
    features,
    slack,
    metrics: createMetrics(),
    inFlight: createInFlight(),
  }
  const stopping = new AbortController()
  const workers = workspaceWorkers(deliveryContext(parts, stopping.signal), parts.inFlight.add)
  const inbound = openInbound(config.slack, ctx.log, slack.clientOptions())
  const app = await createBoltApp({
    ctx,
    features,
    access: slack.access,
    clientOf: slack.clientOf,
    clientOptions: slack.clientOptions(),
    receiver: inbound.receiver,
    wake: workers.wake,
    track: parts.inFlight.add,
  })
  const health = healthChecks(ctx, parts.metrics, inbound.isConnected)
  const server = await listen({
    routes: routesOf(parts, health, inbound),
    port: config.port,
    host: config.host,
    onError: (error) => ctx.log.error({ err: error }, 'request failed'),
  })
  const pass = createPass(parts, workers, health)
  await app.start()
  health.started()
  const stopHeartbeat = options.heartbeat === false ? undefined : heartbeat(safely(pass, ctx.log), ctx.log)
  const { transport, access } = config.slack
  ctx.log.info({ port: server.port, transport: transport.kind, access: access.kind }, 'started')

  return {
    port: server.port,
    db: ctx.db,
    async tick() {
      await Promise.all(await pass())
    },
    idle: parts.inFlight.idle,
    nextDue: () => nextDue(ctx.db),
    async stop() {
      stopping.abort()
      health.stopping()
      await stopHeartbeat?.()
      workers.stop()
      await app.stop().catch(() => undefined)
      await server.close()
      await parts.inFlight.idle()
      await database.close()
      ctx.log.info('stopped')
    },
  }
}

/** Brings the schema up to date, and refuses a database that was written with another key. */
async function openContext(
  db: Db,
  config: Config,
  { clock, log, features }: { clock?: Clock; log: Logger; features: readonly Feature[] },
): Promise<Context> {
  await migrateInUse(db, config.database)
  const newest = config.encryptionKey ?? embeddedKey((config.database as { folder: string }).folder)
  const older = config.olderKeys ?? []
  await verifyKeys(db, [newest, ...older], allTableRules(features))
  return { db, log, clock: clock ?? databaseClock(db), cipher: createCipher(newest, ...older) }
}

interface SlackConnection extends OpenAccess {
  /** A fresh object each time, and never headers: the library writes into what it is given. */
  clientOptions(): WebClientOptions
  /** For calls that a person waits for. */
  clientOf: ClientOf
}

async function connectSlack(config: Config, ctx: Context): Promise<SlackConnection> {
  const clientOptions = () => ({ slackApiUrl: config.slack.apiUrl, logger: slackLibraryLogger(ctx.log) })
  const opened = await openAccess(config.slack, ctx, clientOptions)
  const clientOf = createWebClients(clientOptions(), opened.access.tokenOf, quickTimeout)
  return { ...opened, clientOptions, clientOf }
}

function deliveryContext(parts: Parts, stopping: AbortSignal): DeliveryContext {
  const { config, options, ctx, slack, metrics, features } = parts
  const limits = options.durations ?? durations
  const sendingClientOf = createWebClients(slack.clientOptions(), slack.access.tokenOf, limits.postMs)
  const slackLimit = { ...slackRateLimit, perMinute: config.messagesPerMinute }
  return {
    ctx,
    kinds: new Map(
      features.flatMap(({ nudges = [] }) => nudges.map((kind) => [kind.id.name, kind] as const)),
    ),
    messenger: options.messenger ?? slackMessenger(sendingClientOf, slack.clientOf),
    rateLimit: options.rateLimit ?? (options.clock ? noRateLimit : slackLimit),
    settleSeconds: config.settleSeconds,
    durations: limits,
    isStopping: () => stopping.aborted,
    onOutcome: (outcome, rows, now) => countPost(metrics, outcome.kind, rows, now),
  }
}

interface Inbound {
  receiver: Receiver
  isConnected(): boolean
  /** Answers POST /slack/events; undefined in Socket Mode. */
  serve?: HttpReceiver['serve']
}

function openInbound({ transport }: SlackConfig, log: Logger, clientOptions: WebClientOptions): Inbound {
  if (transport.kind === 'http')
    return { ...httpReceiver(transport.signingSecret, log), isConnected: () => true }
  const receiver = new SocketModeReceiver({
    appToken: transport.appToken,
    installerOptions: { clientOptions },
  })
  let isConnected = false
  receiver.client.on('connected', () => (isConnected = true))
  receiver.client.on('disconnected', () => (isConnected = false))
  return { receiver, isConnected: () => isConnected }
}

function routesOf(
  { ctx, features, inFlight, slack }: Parts,
  health: HealthChecks,
  { serve }: Inbound,
): Routes {
  const { installer } = slack
  return {
    'GET /healthz': health.healthz,
    'GET /metrics': health.metrics,
    ...exportRoutes(ctx, features),
    ...(serve && {
      'POST /slack/events': (request, response) => inFlight.add(serve(request, response)),
    }),
    ...(installer && installRoutes(installer, ctx)),
  }
}

/** What a heartbeat does. Resolves with the passes it began, which go on: a slow workspace delays no other. */
function createPass(parts: Parts, workers: WorkspaceWorkers, health: HealthChecks) {
  const { ctx, features, inFlight, slack } = parts
  const { retentionMonths } = parts.config
  let isFirst = true
  return async () => {
    const due = await inFlight.add(ctx.clock.now().then((now) => listDueTeams(ctx.db, now)))
    const passes = due.map((teamId) => workers.runFull(teamId))
    await health.measureSkew()
    await inFlight.add(runMaintenance({ ctx, features, clientOf: slack.clientOf }))
    await inFlight.add(runRetention({ ctx, features, retentionMonths }, isFirst))
    isFirst = false
    health.ticked()
    return passes
  }
}

function safely(work: () => Promise<unknown>, log: Logger): () => Promise<void> {
  return async () => {
    try {
      await work()
    } catch (error) {
      log[logLevelOf(error)]({ err: error }, 'tick failed')
    }
  }
}

/** The whole of it: database, Slack, features, delivery and the HTTP door, put together and started. */
import { SocketModeReceiver } from '@slack/bolt'
import { InstallProvider } from '@slack/oauth'
import type { WebClientOptions } from '@slack/web-api'
import type { Logger } from 'pino'
import { createBoltApp } from './app/bolt.ts'
import type { Config } from './config.ts'
import type { Context } from './context.ts'
import { openDatabase, type Db, type OpenDatabase } from './db/database.ts'
import { createCipher } from './db/encryption.ts'
import { embeddedKey } from './db/embedded.ts'
import { verifyKey } from './db/verify-key.ts'
import { migrateInUse } from './db/migrate.ts'
import { featuresWith } from './features/index.ts'
import { healthChecks } from './ops/health.ts'
import { createLogger, slackLibraryLogger } from './ops/log.ts'
import { createMetrics, type Metrics } from './ops/metrics.ts'
import { listDueTeams, nextDue } from './nudges/delivery/due-work.ts'
import { workspaceWorkers } from './nudges/delivery/workspace-worker.ts'
import { heartbeat } from './nudges/delivery/heartbeat.ts'
import { listen, type Routes } from './ops/http-server.ts'
import { createWebClients } from './slack/web-clients.ts'
import { slackMessenger, type Messenger } from './slack/messenger.ts'
import { httpReceiver } from './app/receiver.ts'
import { installationStore, oauthAccess, tokenAccess, type Access } from './app/installations.ts'
import { botScopes } from './slack/scopes.ts'
import { databaseClock, type Clock } from './time/clock.ts'
import { runRetention } from './ops/retention.ts'
import { exportRoutes } from './app/export-page.ts'
import { runMaintenance } from './ops/maintenance.ts'
import { logLevelOf } from './db/connection-error.ts'
import { durations, type DeliveryContext, type Durations, type RateLimit } from './nudges/delivery/context.ts'

export interface Service {
  port: number
  db: Db
  /** One whole pass of the delivery ledger, as the heartbeat would, until nothing more is due now. */
  tick(): Promise<void>
  /** Resolves when nothing is in hand. */
  idle(): Promise<void>
  /** The earliest moment at which something planned is to be looked at. */
  nextDue(): Promise<Date | undefined>
  /** Takes nothing more, finishes what is in hand, and closes. */
  stop(): Promise<void>
}

export interface ServiceOptions {
  clock?: Clock
  /** False: time passes only by `tick`. */
  heartbeat?: boolean
  log?: Logger
  pace?: RateLimit
  /** Where a few seconds stand for a minute. */
  durations?: Durations
  /** Speaks in place of Slack's own client. */
  courier?: Messenger
}

/** Slack allows about one message a second per channel, and short bursts. */
const slackPace = { burst: 10, perChannelMs: 1000 }
/** A clock moved by hand does not run on while a pace waits. */
const noPace: RateLimit = { perMinute: 1e9, burst: 1e6, perChannelMs: 0 }
/** Milliseconds that a call may take while a person waits. */
const quickTimeout = 2500

export async function startService(config: Config, parts: ServiceOptions = {}): Promise<Service> {
  const log = parts.log ?? createLogger(config.logLevel)
  const database = await openDatabase(config.database)
  try {
    return await startOn(database, config, parts, log)
  } catch (error) {
    await database.close()
    throw error
  }
}

async function startOn(
  database: OpenDatabase,
  config: Config,
  parts: ServiceOptions,
  log: Logger,
): Promise<Service> {
  const { db } = database
  await migrateInUse(db, config.database)
  const key = config.encryptionKey ?? embeddedKey((config.database as { folder: string }).folder)
  const ctx: Context = { db, log, clock: parts.clock ?? databaseClock(db), cipher: createCipher(key) }
  const metrics = createMetrics()
  const { retentionMonths, publicUrl } = config
  const features = featuresWith({ retentionMonths, publicUrl })
  const sealed = features.flatMap((feature) => feature.encryptedColumns ?? [])
  await verifyKey(db, key, [{ table: 'workspaces', column: 'installation' }, ...sealed])

  // A fresh object each time, and never headers: the library writes into what it is given.
  const options = (): WebClientOptions => ({
    slackApiUrl: config.slack.apiUrl,
    logger: slackLibraryLogger(log),
  })
  const { access, installer } = await openAccess(config, ctx, key, options)
  const quick = createWebClients(options(), access.tokenOf, quickTimeout)
  const work = inHandOf()
  let isStopping = false
  const patience = parts.durations ?? durations
  const delivery: DeliveryContext = {
    ctx,
    kinds: new Map(
      features.flatMap((feature) => (feature.nudges ?? []).map((kind) => [kind.id.name, kind] as const)),
    ),
    messenger:
      parts.courier ?? slackMessenger(createWebClients(options(), access.tokenOf, patience.postMs), quick),
    rateLimit: parts.pace ?? (parts.clock ? noPace : { ...slackPace, perMinute: config.messagesPerMinute }),
    settleSeconds: config.settleSeconds,
    durations: patience,
    isStopping: () => isStopping,
    onOutcome: (outcome, rows, now) => count(metrics, outcome.kind, rows, now),
  }
  const kicks = workspaceWorkers(delivery, work.add)
  const { transport } = config.slack
  const gate = transport.kind === 'http' ? httpReceiver(transport.signingSecret, log) : undefined
  const socket =
    transport.kind === 'socket'
      ? new SocketModeReceiver({
          appToken: transport.appToken,
          installerOptions: { clientOptions: options() },
        })
      : undefined
  const app = await createBoltApp({
    ctx,
    features,
    access,
    key,
    clientOf: quick,
    clientOptions: options(),
    receiver: gate?.receiver ?? socket!,
    wake: kicks.wake,
    track: work.add,
  })
  const state = healthChecks(ctx, metrics, () => socket === undefined || socketIsOpen)
  let socketIsOpen = false
  socket?.client.on('connected', () => (socketIsOpen = true))
  socket?.client.on('disconnected', () => (socketIsOpen = false))

  const routes: Routes = {
    'GET /healthz': state.healthz,
    'GET /metrics': state.metrics,
    ...exportRoutes(ctx, features),
    ...(gate && { 'POST /slack/events': (request, response) => work.add(gate.serve(request, response)) }),
    ...(installer && {
      'GET /slack/install': (request, response) => installer.handleInstallPath(request, response),
      'GET /slack/oauth_redirect': (request, response) => installer.handleCallback(request, response),
    }),
  }
  let isFirstBeat = true
  const beat = async () => {
    const due = await work.add(ctx.clock.now().then((now) => listDueTeams(db, now)))
    // They go on by themselves: one workspace that is slow must not hold back the next beat.
    const passes = due.map((teamId) => kicks.runFull(teamId))
    await state.measureSkew()
    await work.add(runMaintenance({ ctx, features, clientOf: quick }))
    await work.add(runRetention({ ctx, features, retentionMonths }, isFirstBeat))
    isFirstBeat = false
    state.ticked()
    return passes
  }
  const failed = (error: unknown) => log[logLevelOf(error)]({ err: error }, 'tick failed')
  const door = await listen(routes, config.port, config.host, (error) =>
    log.error({ err: error }, 'request failed'),
  )
  await app.start()
  state.started()
  const stopHeart =
    parts.heartbeat === false ? undefined : heartbeat(() => beat().then(() => undefined, failed), log)
  log.info({ port: door.port, transport: transport.kind, access: config.slack.access.kind }, 'started')

  return {
    port: door.port,
    db,
    async tick() {
      await Promise.all(await beat())
    },
    idle: work.idle,
    nextDue: () => nextDue(db),
    async stop() {
      isStopping = true
      state.stopping()
      await stopHeart?.()
      kicks.stop()
      await app.stop().catch(() => undefined)
      await door.close()
      await work.idle()
      await database.close()
      log.info('stopped')
    },
  }
}

async function openAccess(config: Config, ctx: Context, key: Buffer, options: () => WebClientOptions) {
  const { access } = config.slack
  if (access.kind === 'token')
    return { access: await tokenAccess(ctx, access.botToken, options()), installer: undefined }
  const store = installationStore(ctx, key, options())
  const installer = new InstallProvider({
    clientId: access.clientId,
    clientSecret: access.clientSecret,
    stateSecret: access.stateSecret,
    installationStore: store,
    installUrlOptions: { scopes: [...botScopes] },
    directInstall: true,
    logger: slackLibraryLogger(ctx.log),
    clientOptions: options(),
    // Slack's own page, or the one of the stand-in whose API is used.
    authorizationUrl: new URL('/oauth/v2/authorize', config.slack.apiUrl).href,
  })
  const opened: { access: Access; installer: InstallProvider } = {
    access: oauthAccess(ctx, store),
    installer,
  }
  return opened
}

function count(metrics: Metrics, outcome: string, rows: readonly { notBefore: Date }[], now: Date): void {
  metrics.posts.inc({ outcome })
  if (outcome === 'sent')
    for (const row of rows)
      metrics.lateness.observe(Math.max(0, (now.getTime() - row.notBefore.getTime()) / 1000))
}

/** What is in hand: a stop waits for it, and so does whoever wants to see the effect of a press. */
function inHandOf() {
  const pending = new Set<Promise<unknown>>()
  return {
    async add<T>(work: Promise<T>): Promise<T> {
      pending.add(work)
      try {
        return await work
      } finally {
        pending.delete(work)
      }
    },
    async idle(): Promise<void> {
      while (pending.size) await Promise.allSettled(pending)
    },
  }
}

/** Puts database, Slack, features, delivery and the HTTP server together, and starts them. */
import type { Logger } from 'pino'
import { announceInstall, type Install } from './app/announce-install.ts'
import { createBoltApp } from './app/bolt.ts'
import { exportRoutes } from './app/export-page.ts'
import { installRoutes } from './app/install-routes.ts'
import { createConcurrencyLimit } from './app/concurrency-limit.ts'
import type { Config } from './config.ts'
import { logLevelOf } from './db/connection-error.ts'
import { openDatabase, type Db } from './db/database.ts'
import { migrateInUse } from './db/migrate.ts'
import { startProblem } from './db/start-problem.ts'
import { verifyKeys } from './db/verify-key.ts'
import { createPass } from './heartbeat-pass.ts'
import { nextDue } from './nudges/delivery/due-work.ts'
import { heartbeat } from './nudges/delivery/heartbeat.ts'
import { workspaceWorkers } from './nudges/delivery/workspace-worker.ts'
import { healthChecks, probeWritable, type HealthChecks } from './ops/health.ts'
import { listen, localOnly, type HttpServer, type Routes } from './ops/http-server.ts'
import { allTableRules } from './ops/table-rules.ts'
import { clientOptions, connectSlack, type SlackConnection, whatNext } from './slack-connection.ts'
import { orAborted, waitAtStart } from './wait-at-start.ts'
import { createParts, deliveryContext, type Parts, type ServiceOptions } from './service-parts.ts'

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

/** Requests that work with the database at once: as many as its pool has connections, and some that compute meanwhile. */
const requestsAtOnce = 16
/** Milliseconds into a stop at which posts that were not answered are given up: the whole stop has 5 seconds. */
const lastCallsMs = 3000

export async function startService(config: Config, options: ServiceOptions = {}): Promise<Service> {
  const { signal } = options
  const database = await openDatabase(config.database)
  const routes: Routes = {}
  let server: HttpServer | undefined
  try {
    const parts = createParts(config, options, database)
    // It listens while it waits for the database and for Slack, so that /healthz says so from the first moment on.
    const health = healthChecks(parts.ctx, parts.metrics, parts.inbound.isConnected)
    Object.assign(routes, startingRoutes(health, config))
    const { port, host } = config
    const onError = (error: unknown) => parts.ctx.log.error({ err: error }, 'request failed')
    server = await listen({ routes, port, host, onError })
    if (config.metricsPort !== undefined) {
      const metrics = { 'GET /metrics': health.metrics }
      server = together(server, await listen({ routes: metrics, port: config.metricsPort, host, onError }))
    }
    const startParts = { ...parts, health, server, routes }
    return await (isServer(config) ? orAborted(() => startOn(startParts), signal) : startOn(startParts))
  } catch (error) {
    const closed = Promise.all([server?.close(), database.close()])
    // A signal ends a start at once; only the embedded database has to be closed in order.
    if (!signal?.aborted || !isServer(config)) await closed
    throw error
  }
}

interface StartParts extends Parts {
  health: HealthChecks
  server: HttpServer
  routes: Routes
}

/** Two servers that close as one; the first is the one that is told of. */
function together(first: HttpServer, second: HttpServer): HttpServer {
  return {
    port: first.port,
    async close() {
      await Promise.all([first.close(), second.close()])
    },
  }
}

async function startOn(parts: StartParts): Promise<Service> {
  const { config, options, ctx, health, inFlight, inbound, features, routes, server } = parts
  const { log, db } = ctx
  const { signal } = options
  await waitAtStart(() => prepareDatabase(parts), { log, signal, explain: startProblem })
  const onInstalled = (install: Install) => announceInstall(ctx, features, install)
  const slack = await connectSlack(config, ctx, { signal, onInstalled })
  const stopping = new AbortController()
  const lastCalls = new AbortController()
  const delivery = deliveryContext({ ...parts, slack }, stopping.signal, lastCalls.signal)
  const workers = workspaceWorkers(delivery, inFlight.add)
  const app = await createBoltApp({
    ctx,
    features,
    access: slack.access,
    clientOf: slack.clientOf,
    clientOptions: clientOptions(config, log),
    receiver: inbound.receiver,
    limitConcurrency: createConcurrencyLimit(requestsAtOnce),
    wake: workers.wake,
    track: inFlight.add,
    onAnswer: ({ request, outcome, seconds }) => parts.metrics.answers.observe({ request, outcome }, seconds),
  })
  const { retentionMonths } = config
  const pass = createPass({ ...parts, clientOf: slack.clientOf, workers, health, retentionMonths })
  await orAborted(() => app.start(), signal)
  Object.assign(routes, routesOf({ ...parts, slack }))
  health.started()
  const stopHeartbeat = options.heartbeat === false ? undefined : heartbeat(safely(pass, log), log)
  const { transport, access } = config.slack
  const next = whatNext(config, server.port)
  log.info({ port: server.port, transport: transport.kind, access: access.kind, next }, 'started')

  return {
    port: server.port,
    db,
    async tick() {
      await Promise.all(await pass())
    },
    idle: inFlight.idle,
    nextDue: () => nextDue(db),
    async stop() {
      stopping.abort()
      health.stopping()
      const closed = server.close()
      const timer = setTimeout(() => lastCalls.abort(new Error('The process stops')), lastCallsMs)
      await stopHeartbeat?.()
      workers.stop()
      await app.stop().catch(() => undefined)
      await inFlight.idle()
      await closed
      clearTimeout(timer)
      await parts.database.close()
      log.info('stopped')
    },
  }
}

/** Brings the schema up to date, and refuses a database that was written with another key. */
async function prepareDatabase({ config, ctx, keys, features }: Parts): Promise<void> {
  await probeWritable(ctx.db)
  await migrateInUse(ctx.db, config.database, (migration) => ctx.log.info({ migration }, 'migrating'))
  await verifyKeys(ctx.db, keys, allTableRules(features))
}

/** Until everything is there: Slack's requests are refused, as it brings events again. */
function startingRoutes(health: HealthChecks, { metricsPort }: Config): Routes {
  return {
    'GET /healthz': health.healthz,
    'GET /livez': health.livez,
    ...(metricsPort === undefined && { 'GET /metrics': localOnly(health.metrics) }),
    'POST /slack/events': async (_, response) => void response.writeHead(503).end(),
  }
}

function routesOf({ ctx, features, inFlight, inbound, slack }: Parts & { slack: SlackConnection }): Routes {
  const { installer } = slack
  const { serve } = inbound
  return {
    ...exportRoutes(ctx, features),
    ...(serve && {
      'POST /slack/events': (request, response) => inFlight.add(serve(request, response)),
    }),
    ...(installer && installRoutes(installer, ctx)),
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

function isServer({ database }: Config): boolean {
  return 'url' in database
}

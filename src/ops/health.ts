/** Whether this process can do its work: migrated, listening, its heartbeat running, the database reachable. */
import type { ServerResponse } from 'node:http'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { connectionProblem } from '../db/connection-error.ts'
import type { Db } from '../db/database.ts'
import { withDeadline } from '../db/transaction.ts'
import type { Metrics } from './metrics.ts'
import type { Route } from './http-server.ts'
import { clockSkew } from '../time/clock.ts'

/** Milliseconds without a completed heartbeat after which the process counts as failing: four are missed by then. */
const heartbeatTimeout = 60_000
/** Milliseconds that the database may take to answer. */
const databaseTimeout = 2000
/** Milliseconds between this machine's clock and the database's: from when on it is warned of, and fails the check. */
const skew = { warn: 5000, fail: 60_000 }

export interface HealthChecks {
  /** Whether it can do its work: a proxy sends requests elsewhere while it can't. */
  healthz: Route
  /** Whether the process answers at all: only then would a restart help. A database that is away is no reason. */
  livez: Route
  metrics: Route
  started(): void
  stopping(): void
  ticked(): void
  /** Compares this machine's clock with the database's, and warns where they differ. */
  measureSkew(): Promise<void>
}

export function healthChecks(ctx: Context, metrics: Metrics, isConnected: () => boolean): HealthChecks {
  let isStarted = false
  let isStopping = false
  let lastTick = performance.now()
  let ahead = 0

  const healthz: Route = async (_, response) => {
    const why = await problem()
    respond(response, why ? 503 : 200, why ? { ok: false, why } : { ok: true })
  }

  async function problem(): Promise<string | undefined> {
    if (isStopping) return 'stopping'
    if (!isStarted) return 'starting'
    if (!isConnected()) return 'no connection to Slack'
    if (performance.now() - lastTick > heartbeatTimeout) return 'no tick for 60 seconds'
    if (Math.abs(ahead) > skew.fail) return "this machine's clock is more than a minute off the database's"
    try {
      await withDeadline(databaseTimeout, () => probeWritable(ctx.db))
      return undefined
    } catch (error) {
      return connectionProblem(error) === 'read-only'
        ? 'the database is read-only'
        : 'the database does not answer'
    }
  }

  return {
    healthz,
    livez: async (_, response) => respond(response, 200, { ok: true }),
    // It asks the database nothing: whoever may read it can't take connections from those who wait for an answer.
    metrics: async (_, response) => {
      response.writeHead(200, { 'content-type': metrics.registry.contentType })
      response.end(await metrics.registry.metrics())
    },
    started() {
      isStarted = true
      lastTick = performance.now()
    },
    stopping() {
      isStopping = true
    },
    ticked() {
      lastTick = performance.now()
      metrics.lastTick.setToCurrentTime()
    },
    async measureSkew() {
      const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(ctx.db)
      ahead = clockSkew(rows[0]!.now)
      metrics.clockSkew.set(ahead / 1000)
      if (Math.abs(ahead) > skew.warn)
        ctx.log.warn(
          { aheadSeconds: Math.round(ahead / 1000) },
          "this machine's clock differs from the database's",
        )
    },
  }
}

/** Throws 25006 on a standby or a demoted primary, as a write would; the connection to it is then discarded. */
export async function probeWritable(db: Db): Promise<void> {
  await sql`
    do $$ begin
      if current_setting('transaction_read_only') = 'on' then
        raise exception using errcode = '25006', message = 'read-only';
      end if;
    end $$`.execute(db)
}

function respond(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

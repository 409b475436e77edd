/** Whether this process can keep its own word: migrated, listening, its heart beating, the database there. */
import type { ServerResponse } from 'node:http'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Metrics } from './metrics.ts'
import type { Route } from './http-server.ts'
import { clockSkew } from '../time/clock.ts'

/** Milliseconds without a heartbeat after which something is wrong here. */
const heartStops = 60_000
/** Milliseconds that the database may take to answer. */
const patience = 2000
/** Milliseconds between this machine's clock and the database's: worth a warning; not to be trusted any more. */
const skew = { warn: 5000, fail: 60_000 }

export function healthChecks(ctx: Context, metrics: Metrics, socketIsOpen: () => boolean) {
  let isStarted = false
  let isStopping = false
  let lastBeat = performance.now()
  let ahead = 0

  const healthz: Route = async (_, response) => {
    const why = await problem()
    say(response, why ? 503 : 200, why ? { ok: false, why } : { ok: true })
  }

  async function problem(): Promise<string | undefined> {
    if (isStopping) return 'stopping'
    if (!isStarted) return 'starting'
    if (!socketIsOpen()) return 'no connection to Slack'
    if (performance.now() - lastBeat > heartStops) return 'no tick for 60 seconds'
    if (Math.abs(ahead) > skew.fail) return "this machine's clock is more than a minute off the database's"
    const answer = await withTimeout(sql`select 1`.execute(ctx.db), patience).catch(() => undefined)
    return answer ? undefined : 'the database does not answer'
  }

  return {
    healthz,
    metrics: (async (_, response) => {
      await withTimeout(countOpenEnds(ctx, metrics), patience).catch(() => undefined)
      response.writeHead(200, { 'content-type': metrics.registry.contentType })
      response.end(await metrics.registry.metrics())
    }) satisfies Route,
    started: () => {
      isStarted = true
      lastBeat = performance.now()
    },
    stopping: () => (isStopping = true),
    ticked: () => {
      lastBeat = performance.now()
      metrics.lastTick.setToCurrentTime()
    },
    /** Milliseconds that this machine is ahead of the database; warned of. */
    async measureSkew(): Promise<void> {
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

async function countOpenEnds(ctx: Context, metrics: Metrics): Promise<void> {
  const { rows } = await sql<{ needs_human: number; duplicates: number }>`
    select (select count(*)::int from nudge_queue where awaits = 'human') as needs_human,
      (select count(*)::int from nudge_duplicates) as duplicates`.execute(ctx.db)
  metrics.needsHuman.set(rows[0]!.needs_human)
  metrics.duplicates.set(rows[0]!.duplicates)
}

async function withTimeout<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('No answer in time')), milliseconds)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

function say(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

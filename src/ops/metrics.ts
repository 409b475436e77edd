/** Prometheus metrics: counts and durations, never who or what. docs/runbook.md says what to do about them. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, type Metric, Registry } from 'prom-client'
import type { ConnectionCounts } from '../db/database.ts'
import { packageVersion } from '../paths.ts'

export interface Metrics {
  registry: Registry
  posts: Counter<'outcome'>
  lateness: Histogram
  answers: Histogram<'request' | 'outcome'>
  queued: Gauge<'waits_for'>
  oldest: Gauge<'waits_for'>
  workspaces: Gauge<'state' | 'code'>
  clockSkew: Gauge
  needsHuman: Gauge
  duplicates: Gauge
  lastTick: Gauge
}

export function createMetrics(connections: () => ConnectionCounts): Metrics {
  const registry = new Registry()
  for (const metric of metricsOfProcess()) registry.registerMetric(metric)
  const registers = [registry]
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name: `forthright_${name}`, help, labelNames, registers })
  addStatic(registry, connections)
  return {
    registry,
    posts: new Counter({
      name: 'forthright_posts_total',
      help: 'Messages sent to Slack, by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    lateness: new Histogram({
      name: 'forthright_lateness_seconds',
      help: 'Seconds between the time for which a message was planned and its sending',
      buckets: [1, 2, 5, 10, 20, 60, 300, 3600],
      registers,
    }),
    answers: new Histogram({
      name: 'forthright_answer_seconds',
      help: 'Seconds from a request of Slack to its answer, by command or sort of request, and by outcome',
      labelNames: ['request', 'outcome'],
      // Slack gives up after three seconds.
      buckets: [0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 3],
      registers,
    }),
    queued: gauge('queued', 'Due or unsettled rows of the ledger, by what they wait for', 'waits_for'),
    oldest: gauge('oldest_seconds', 'For how long the oldest of them has been due', 'waits_for'),
    workspaces: gauge(
      'workspaces',
      'Workspaces by state, and the code by which Slack stopped them',
      'state',
      'code',
    ),
    clockSkew: gauge('clock_skew_seconds', "How far this machine's clock is ahead of the database's"),
    needsHuman: gauge('needs_human', 'Sends whose outcome was still unknown after a day'),
    duplicates: gauge('duplicates', 'Second messages found for one nudge'),
    lastTick: gauge('last_tick_seconds', "Unix time of the last completed heartbeat, by the machine's clock"),
  }
}

let ofProcess: Registry | undefined

/**
 * Event loop lag, memory, processor time and garbage collection. Once a process, however many services start in it: each
 * measuring adds an observer and a timer of 10 ms that never end.
 */
function metricsOfProcess(): Metric[] {
  if (!ofProcess) {
    ofProcess = new Registry()
    collectDefaultMetrics({ register: ofProcess })
  }
  return ofProcess.getMetricsAsArray() as unknown as Metric[]
}

/** What is read when somebody asks, and what never changes. */
function addStatic(registry: Registry, connections: () => ConnectionCounts): void {
  const pool = new Gauge({
    name: 'forthright_database_connections',
    help: 'Connections of the pool that are in use or idle, and those who wait for one',
    labelNames: ['state'],
    collect() {
      for (const [state, count] of Object.entries(connections())) this.set({ state }, count)
    },
    registers: [],
  })
  registry.registerMetric(pool)
  const build = new Gauge({
    name: 'forthright_build_info',
    help: 'Always 1: the version that runs',
    labelNames: ['version', 'node'],
    registers: [],
  })
  registry.registerMetric(build)
  build.set({ version: packageVersion, node: process.versions.node }, 1)
}

/** `rows` are the nudges that one post carried. */
export function countPost(
  metrics: Metrics,
  outcome: { kind: string; code?: string },
  rows: readonly { notBefore: Date }[],
  now: Date,
): void {
  const isRateLimit = outcome.kind === 'retry' && outcome.code === 'ratelimited'
  metrics.posts.inc({ outcome: isRateLimit ? 'rate limited' : outcome.kind })
  if (outcome.kind !== 'sent') return
  for (const { notBefore } of rows)
    metrics.lateness.observe(Math.max(0, (now.getTime() - notBefore.getTime()) / 1000))
}

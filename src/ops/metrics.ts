/** Prometheus metrics: counts and durations, never who or what. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

export interface Metrics {
  registry: Registry
  posts: Counter<'outcome'>
  lateness: Histogram
  clockSkew: Gauge
  needsHuman: Gauge
  duplicates: Gauge
  lastTick: Gauge
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
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
    clockSkew: new Gauge({
      name: 'forthright_clock_skew_seconds',
      help: "How far this machine's clock is ahead of the database's",
      registers,
    }),
    needsHuman: new Gauge({
      name: 'forthright_needs_human',
      help: 'Sends whose outcome was still unknown after a day',
      registers,
    }),
    duplicates: new Gauge({
      name: 'forthright_duplicates',
      help: 'Second messages found for one nudge',
      registers,
    }),
    lastTick: new Gauge({
      name: 'forthright_last_tick_seconds',
      help: "Unix time of the last completed heartbeat, by the machine's clock",
      registers,
    }),
  }
}

/** `rows` are the nudges that one post carried. */
export function countPost(
  metrics: Metrics,
  outcome: string,
  rows: readonly { notBefore: Date }[],
  now: Date,
): void {
  metrics.posts.inc({ outcome })
  if (outcome !== 'sent') return
  for (const { notBefore } of rows)
    metrics.lateness.observe(Math.max(0, (now.getTime() - notBefore.getTime()) / 1000))
}

/** What an operator may know: counts and times, never who or what. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

export interface Metrics {
  registry: Registry
  posts: Counter<'outcome'>
  lateness: Histogram
  requests: Counter<'kind' | 'name'>
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
      help: 'Messages given to Slack, by what came of it',
      labelNames: ['outcome'],
      registers,
    }),
    lateness: new Histogram({
      name: 'forthright_lateness_seconds',
      help: 'Seconds from the time at which a message was to go to the time it went',
      buckets: [1, 2, 5, 10, 20, 60, 300, 3600],
      registers,
    }),
    requests: new Counter({
      name: 'forthright_requests_total',
      help: 'Requests from Slack, by kind and name',
      labelNames: ['kind', 'name'],
      registers,
    }),
    clockSkew: new Gauge({
      name: 'forthright_clock_skew_seconds',
      help: "How far this machine's clock is ahead of the database's",
      registers,
    }),
    needsHuman: new Gauge({
      name: 'forthright_needs_human',
      help: 'Sends that stayed unclear for a day',
      registers,
    }),
    duplicates: new Gauge({
      name: 'forthright_duplicates',
      help: 'Second messages seen for one nudge',
      registers,
    }),
    lastTick: new Gauge({
      name: 'forthright_last_tick_seconds',
      help: 'Unix time of the last whole tick, by the machine',
      registers,
    }),
  }
}

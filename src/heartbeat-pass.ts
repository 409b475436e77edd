/** What a heartbeat does besides beginning the delivery: profiles, retention, rotation of keys, figures. */
import type { Context } from './context.ts'
import type { Feature } from './feature.ts'
import { listDueTeams } from './nudges/delivery/due-work.ts'
import { followReach } from './nudges/delivery/follow-reach.ts'
import type { WorkspaceWorkers } from './nudges/delivery/workspace-worker.ts'
import type { HealthChecks } from './ops/health.ts'
import type { InFlight } from './ops/in-flight.ts'
import { measureLedger } from './ops/ledger-metrics.ts'
import type { Metrics } from './ops/metrics.ts'
import { runRetention } from './ops/retention.ts'
import { keyRotation } from './ops/rotate-keys.ts'
import { allTableRules } from './ops/table-rules.ts'
import { refreshProfiles } from './people/load-people.ts'
import type { ClientOf } from './slack/web-clients.ts'

export interface PassParts {
  ctx: Context
  features: readonly Feature[]
  inFlight: InFlight
  /** The newest first. */
  keys: readonly [Buffer, ...Buffer[]]
  metrics: Metrics
  clientOf: ClientOf
  workers: WorkspaceWorkers
  health: HealthChecks
  retentionMonths: number
}

/** What a heartbeat does. Resolves with the passes it began, which go on: a slow workspace delays no other. */
export function createPass(parts: PassParts): () => Promise<Promise<void>[]> {
  const { ctx, features, inFlight, keys, metrics, clientOf, workers, health, retentionMonths } = parts
  const rules = allTableRules(features)
  const rotate = keyRotation({ ctx, rules, newest: keys[0] })
  let isFirst = true
  return async () => {
    const due = await inFlight.add(ctx.clock.now().then((now) => listDueTeams(ctx.db, now)))
    const passes = due.map((teamId) => workers.runFull(teamId))
    await health.measureSkew()
    await measureLedger(ctx, metrics)
    await inFlight.add(ctx.clock.now().then((now) => refreshProfiles(ctx, features, clientOf, now)))
    await inFlight.add(ctx.clock.now().then((now) => followReach(ctx, features, now)))
    await inFlight.add(runRetention({ ctx, features, rules, retentionMonths }, isFirst))
    await inFlight.add(rotate())
    isFirst = false
    health.ticked()
    return passes
  }
}

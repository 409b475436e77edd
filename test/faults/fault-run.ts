/** One run: nudges come due, processes and servers are killed, and in the end Slack's record is compared with the plan. */
import type { Server } from '../support/postgres.mjs'
import type { Bundle } from './bundle.ts'
import { throughProxy, socketOf } from './database.ts'
import { startChaos, type Chaos, type ChaosPlan } from './chaos.ts'
import { openProxy } from './proxy.ts'
import { openEnvironment, type Comparison, type EnvironmentSettings } from './fault-environment.ts'

export interface FaultRun extends EnvironmentSettings, ChaosPlan {
  /** Milliseconds added to the database's answers to the workers, as over a longer network path. */
  databaseDelayMs?: number
  /** Stop waiting for the rest when none of it was settled for so many seconds. */
  patienceSeconds: number
}

export interface RunResult extends Comparison {
  /** Rows still in the queue. */
  unresolved: number
  kills: number
  crashes: number
  pauses: number
  /** Exits of workers that nobody killed. */
  exits: number
  seconds: number
}

/** Production's durations, scaled down by a factor of four to six. */
export const scaledDurations = { leaseSeconds: 5, guardMs: 1500, postMs: 1500 }
/** Scaled down further, for the set that is part of `npm test`. */
export const shortDurations = { leaseSeconds: 2.5, guardMs: 1000, postMs: 800 }

export const defaults: Omit<FaultRun, 'nudges'> = {
  teams: 20,
  people: 2000,
  workers: 3,
  overSeconds: 20,
  slack: {},
  durations: scaledDurations,
  settleSeconds: 6,
  tickMs: 250,
  harmSeconds: 120,
  patienceSeconds: 150,
}

export async function runWithFaults(server: Server, bundle: Bundle, run: FaultRun): Promise<RunResult> {
  const environment = await openEnvironment(server, bundle, run)
  const { databaseUrl } = environment
  const start = performance.now()
  const wire = run.databaseDelayMs && (await openProxy(socketOf(databaseUrl), run.databaseDelayMs))
  const settings = {
    ...environment.settings,
    ...(wire && { databaseUrl: throughProxy(databaseUrl, wire.port) }),
  }
  let chaos: Chaos | undefined
  try {
    chaos = await startChaos({ server, workerFile: bundle.worker, settings, directUrl: databaseUrl }, run)
    const unresolved = await environment.settled(run.patienceSeconds)
    await chaos.stop()
    const comparison = await environment.compare()
    return { ...comparison, ...chaos.counts, unresolved, seconds: (performance.now() - start) / 1000 }
  } finally {
    await chaos?.stop()
    if (wire) await wire.close()
    await environment.close()
  }
}

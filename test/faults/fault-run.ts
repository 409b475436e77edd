/** One run: nudges come due, processes and servers die, and in the end Slack is asked what it really heard. */
import type { Server } from '../support/postgres.mjs'
import type { Bundle } from './bundle.ts'
import { overWire, socketOf } from './database.ts'
import { startHands, type Hands, type Harm } from './chaos.ts'
import { openProxy } from './proxy.ts'
import { openScene, type Judgement, type Setting } from './fault-environment.ts'

export interface Ordeal extends Setting, Harm {
  /** Milliseconds by which the database's answers come later to the workers, as from another building. */
  databaseDelayMs?: number
  /** Stop waiting for the rest after so many seconds. */
  patienceSeconds: number
}

export interface Verdict extends Judgement {
  /** Rows that came to no end. */
  unresolved: number
  kills: number
  crashes: number
  pauses: number
  seconds: number
}

/** Production's durations, scaled down: a second stands for six to ten. */
export const scaled = { leaseSeconds: 5, guardMs: 1500, postMs: 1500 }
/** And scaled further, for the set that runs with all tests. */
export const brisk = { leaseSeconds: 2.5, guardMs: 1000, postMs: 800 }

export const usual: Omit<Ordeal, 'nudges'> = {
  teams: 20,
  people: 2000,
  workers: 3,
  overSeconds: 20,
  slack: {},
  durations: scaled,
  settleSeconds: 6,
  tickMs: 250,
  harmSeconds: 120,
  patienceSeconds: 150,
}

export async function undergo(server: Server, bundle: Bundle, ordeal: Ordeal): Promise<Verdict> {
  const scene = await openScene(server, bundle, ordeal)
  const { databaseUrl } = scene
  const start = performance.now()
  const wire = ordeal.databaseDelayMs && (await openProxy(socketOf(databaseUrl), ordeal.databaseDelayMs))
  const settings = { ...scene.settings, ...(wire && { databaseUrl: overWire(databaseUrl, wire.port) }) }
  let hands: Hands | undefined
  try {
    hands = await startHands(server, bundle.worker, ordeal, settings, databaseUrl)
    const unresolved = await scene.settled(ordeal.patienceSeconds)
    await hands.stop()
    const judgement = await scene.judge()
    return { ...judgement, ...hands.done, unresolved, seconds: (performance.now() - start) / 1000 }
  } finally {
    await hands?.stop()
    if (wire) await wire.close()
    await scene.close()
  }
}

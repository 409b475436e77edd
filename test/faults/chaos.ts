/** Starts the workers of a run, and kills, crashes and freezes them. */
import type { ChildProcess } from 'node:child_process'
import { setTimeout as rest } from 'node:timers/promises'
import type { Server } from '../support/postgres.mjs'
import { freezeAfterClaims, workerName, type FreezeSettings } from './claim-freezer.ts'
import { launch } from './processes.ts'
import type { WorkerSettings } from './settings.ts'

export interface ChaosPlan {
  workers: number
  /** Milliseconds between two kills, or two crashes of Postgres. Undefined = none. */
  killEvery?: number
  crashEvery?: number
  pause?: { every: number; for: number }
  freezeClaims?: FreezeSettings
  /** Minutes by which each worker's machine is off. */
  skew?: number[]
  /** No kills, crashes or freezes after so many seconds, so that a run ends on a slow machine too. */
  harmSeconds: number
}

export interface Chaos {
  /** `exits` are those of workers that nobody killed. */
  counts: { kills: number; crashes: number; pauses: number; exits: number }
  stop(): Promise<void>
}

export interface ChaosTarget {
  server: Server
  /** The bundled worker. */
  workerFile: string
  settings: WorkerSettings
  /** The database without the proxy that may stand between it and the workers. */
  directUrl: string
}

export async function startChaos(target: ChaosTarget, plan: ChaosPlan): Promise<Chaos> {
  const { server, workerFile, settings, directUrl } = target
  const counts = { kills: 0, crashes: 0, pauses: 0, exits: 0 }
  const timers: NodeJS.Timeout[] = []
  const crashing = new Set<Promise<void>>()
  const pool = keepWorkers(workerFile, plan, settings, () => (counts.exits += 1))
  const every = (ms: number | undefined, work: () => void) => ms && timers.push(setInterval(work, ms))

  every(plan.killEvery, () => {
    pool.any().kill('SIGKILL')
    counts.kills += 1
  })
  every(plan.crashEvery, () => {
    const crash = crashOnce(server)
    counts.crashes += 1
    crashing.add(crash)
    void crash.finally(() => crashing.delete(crash))
  })
  every(plan.pause?.every, () => {
    const child = pool.any()
    child.kill('SIGSTOP')
    counts.pauses += 1
    setTimeout(() => child.kill('SIGCONT'), plan.pause!.for).unref()
  })
  let thaw =
    plan.freezeClaims &&
    (await freezeAfterClaims(directUrl, pool.workers, plan.freezeClaims, () => (counts.pauses += 1)))

  const stopHarm = () => {
    timers.forEach((timer) => clearInterval(timer))
    const thawing = thaw?.()
    thaw = undefined
    return thawing
  }
  const endOfHarm = setTimeout(() => void stopHarm(), plan.harmSeconds * 1000)

  return {
    counts,
    async stop() {
      clearTimeout(endOfHarm)
      await stopHarm()
      await Promise.allSettled(crashing)
      await pool.stop()
    },
  }
}

async function crashOnce(server: Server): Promise<void> {
  await server.crash()
  await rest(300)
  await server.revive()
}

function keepWorkers(file: string, plan: ChaosPlan, settings: WorkerSettings, onExit: () => void) {
  let stopped = false
  const workers = Array.from({ length: plan.workers }, (_, index) => keepAlive(index))

  function keepAlive(index: number) {
    const shiftMs = (plan.skew?.[index % plan.skew.length] ?? 0) * 60_000
    const own = { ...settings, databaseUrl: named(settings.databaseUrl, workerName(index)) }
    const worker = { child: launch(file, own, shiftMs) }
    const again = (_: number | null, signal: string | null) => {
      if (stopped) return
      if (signal !== 'SIGKILL') onExit()
      // A worker that exits at once, as while the database is down, is not restarted in a tight loop.
      setTimeout(() => {
        if (stopped) return
        worker.child = launch(file, own, shiftMs)
        worker.child.once('exit', again)
      }, 50)
    }
    worker.child.once('exit', again)
    return worker
  }

  return {
    workers,
    any: () => workers[Math.floor(Math.random() * workers.length)]!.child,
    async stop() {
      stopped = true
      await Promise.all(workers.map(({ child }) => ended(child)))
    },
  }
}

function named(databaseUrl: string, name: string): string {
  const url = new URL(databaseUrl)
  url.searchParams.set('application_name', name)
  return url.href
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}

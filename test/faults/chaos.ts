/** The workers of a run, and the hands that kill, crash and freeze them. */
import type { ChildProcess } from 'node:child_process'
import { setTimeout as rest } from 'node:timers/promises'
import type { Server } from '../support/postgres.mjs'
import { freezeAfterClaims, nameOf, type ClaimFreezes } from './claim-freezer.ts'
import { launch } from './processes.ts'
import type { WorkerSettings } from './settings.ts'

export interface Harm {
  workers: number
  /** Milliseconds between two kills; and so on. Undefined = never. */
  killEvery?: number
  crashEvery?: number
  pause?: { every: number; for: number }
  freezeClaims?: ClaimFreezes
  /** Minutes by which each worker's machine is off. */
  skew?: number[]
  /** After so many seconds nothing more is harmed, so that even a slow machine comes to an end. */
  harmSeconds: number
}

export interface Hands {
  done: { kills: number; crashes: number; pauses: number }
  stop(): Promise<void>
}

/** `directUrl` is the database as the hands themselves reach it, whatever lies between it and the workers. */
export async function startHands(
  server: Server,
  workerFile: string,
  harm: Harm,
  settings: WorkerSettings,
  directUrl: string,
): Promise<Hands> {
  const done = { kills: 0, crashes: 0, pauses: 0 }
  const timers: NodeJS.Timeout[] = []
  const crashing = new Set<Promise<void>>()
  const household = keepWorkers(workerFile, harm, settings)
  const every = (ms: number | undefined, work: () => void) => ms && timers.push(setInterval(work, ms))

  every(harm.killEvery, () => {
    household.any().kill('SIGKILL')
    done.kills += 1
  })
  every(harm.crashEvery, () => {
    const crash = crashOnce(server)
    done.crashes += 1
    crashing.add(crash)
    void crash.finally(() => crashing.delete(crash))
  })
  every(harm.pause?.every, () => {
    const child = household.any()
    child.kill('SIGSTOP')
    done.pauses += 1
    setTimeout(() => child.kill('SIGCONT'), harm.pause!.for).unref()
  })
  let thaw =
    harm.freezeClaims &&
    (await freezeAfterClaims(directUrl, household.workers, harm.freezeClaims, () => (done.pauses += 1)))

  const relent = () => {
    timers.forEach((timer) => clearInterval(timer))
    const thawing = thaw?.()
    thaw = undefined
    return thawing
  }
  const truce = setTimeout(() => void relent(), harm.harmSeconds * 1000)

  return {
    done,
    async stop() {
      clearTimeout(truce)
      await relent()
      await Promise.allSettled(crashing)
      await household.stop()
    },
  }
}

async function crashOnce(server: Server): Promise<void> {
  await server.crash()
  await rest(300)
  await server.revive()
}

function keepWorkers(file: string, harm: Harm, settings: WorkerSettings) {
  let stopped = false
  const workers = Array.from({ length: harm.workers }, (_, index) => keepAlive(index))

  function keepAlive(index: number) {
    const shiftMs = (harm.skew?.[index % harm.skew.length] ?? 0) * 60_000
    const own = { ...settings, databaseUrl: named(settings.databaseUrl, nameOf(index)) }
    const place = { child: launch(file, own, shiftMs) }
    const again = () => {
      if (stopped) return
      // One that dies at once, as while the database is down, is not started in a tight circle.
      setTimeout(() => {
        if (stopped) return
        place.child = launch(file, own, shiftMs)
        place.child.once('exit', again)
      }, 50)
    }
    place.child.once('exit', again)
    return place
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

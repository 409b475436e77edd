/** One run: nudges come due, processes and servers die, and in the end Slack is asked what it really heard. */
import { setTimeout as rest } from 'node:timers/promises'
import pg from 'pg'
import { migrate } from '../../src/db/migrate.ts'
import { openDatabase } from '../../src/db/database.ts'
import type { Server } from '../support/postgres.mjs'
import type { Bundle } from './bundle.ts'
import { launch, startProcess } from './processes.ts'
import { sowNudges, sowTeams, type Sowing } from './seed.ts'
import {
  harshMix,
  type Flaw,
  type Heard,
  type SlackReady,
  type SlackSettings,
  type WorkerSettings,
} from './settings.ts'

export interface Ordeal extends Sowing {
  teams: number
  people: number
  workers: number
  slack: Partial<SlackSettings>
  durations: WorkerSettings['durations']
  settleSeconds: number
  tickMs: number
  /** Milliseconds between two kills; and so on. Undefined = never. */
  killEvery?: number
  crashEvery?: number
  pause?: { every: number; for: number }
  /** Minutes by which each worker's machine is off. */
  skew?: number[]
  flaw?: Flaw
  /** After so many seconds nothing more is harmed, so that even a slow machine comes to an end. */
  harmSeconds: number
  /** Stop waiting for the rest after so many seconds. */
  patienceSeconds: number
}

export interface Verdict {
  lost: number
  duplicated: number
  /** Rows that came to no end. */
  unresolved: number
  /** Nudges of which an attempt ended unclear. */
  unclear: number
  kills: number
  crashes: number
  pauses: number
  messages: number
  faults: Record<string, number>
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
  const databaseUrl = await migratedDatabase(server)
  const slack = await startProcess<SlackReady>(bundle.slack, {
    seed: 1,
    teams: ordeal.teams,
    people: ordeal.people,
    mix: harshMix,
    lateMs: 3000,
    hangMs: 2800,
    historyLagMs: 0,
    ...ordeal.slack,
  } satisfies SlackSettings)
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  pool.on('error', () => {})
  await sowTeams(pool, slack.ready.teams)
  await sowNudges(pool, slack.ready.teams, ordeal)

  const start = performance.now()
  const hands = startHands(server, bundle, ordeal, {
    databaseUrl,
    apiUrl: slack.ready.apiUrl,
    signingSecret: slack.ready.signingSecret,
    durations: ordeal.durations,
    settleSeconds: ordeal.settleSeconds,
    tickMs: ordeal.tickMs,
    flaw: ordeal.flaw,
    tokens: Object.fromEntries(slack.ready.teams.map((team) => [team.teamId, team.token])),
  })
  try {
    const unresolved = await settled(pool, ordeal.patienceSeconds)
    await hands.stop()
    // What Slack dropped and does late may still come.
    await rest(Math.max(ordeal.slack.lateMs ?? 3000, ordeal.slack.hangMs ?? 2800) + 200)
    const seconds = (performance.now() - start) / 1000
    const heard = await slack.ask<Heard>()
    return {
      ...(await compare(pool, heard)),
      ...hands.done,
      unresolved,
      seconds,
      messages: heard.messages,
      faults: heard.faults,
    }
  } finally {
    await hands.stop()
    await pool.end()
    await slack.stop()
  }
}

let databases = 0

export async function migratedDatabase(server: Server): Promise<string> {
  const admin = new pg.Client({ connectionString: localUrl(server.url) })
  await admin.connect()
  const name = `ordeal_${++databases}`
  await admin.query(`create database ${name}`)
  await admin.end()
  const url = localUrl(server.url, name)
  const opened = await openDatabase({ url })
  await migrate(opened.db)
  await opened.close()
  return url
}

export function localUrl(base: string, name = 'postgres'): string {
  const url = new URL(base.replace('@/', '@localhost/'))
  url.pathname = `/${name}`
  return url.href
}

/** Resolves when nothing is on its way any more, or patience ends; answers how many rows are left. */
async function settled(pool: pg.Pool, patienceSeconds: number): Promise<number> {
  const end = performance.now() + patienceSeconds * 1000
  const open = `select count(*)::int as n from nudge_queue`
  for (;;) {
    const left = await pool.query<{ n: number }>(open).then(
      ({ rows }) => rows[0]!.n,
      () => undefined,
    )
    if (left === 0) return 0
    if (performance.now() > end) return left ?? -1
    await rest(200)
  }
}

/** What the ledger planned beside what Slack heard. */
async function compare(pool: pg.Pool, heard: Heard) {
  const { rows } = await pool.query<{ id: string; unclear: boolean }>(
    'select id, code is not null as unclear from nudges',
  )
  const counts = rows.map((row) => heard.posted[row.id] ?? 0)
  return {
    lost: counts.filter((count) => count === 0).length,
    duplicated: counts.filter((count) => count > 1).length,
    unclear: rows.filter((row) => row.unclear).length,
  }
}

/** The workers, and the hands that kill, crash and stop them. */
function startHands(server: Server, bundle: Bundle, ordeal: Ordeal, settings: WorkerSettings) {
  const done = { kills: 0, crashes: 0, pauses: 0 }
  const timers: NodeJS.Timeout[] = []
  const crashing = new Set<Promise<void>>()
  let stopped = false
  const workers = Array.from({ length: ordeal.workers }, (_, index) => keepAlive(index))

  function keepAlive(index: number) {
    const shiftMs = (ordeal.skew?.[index % ordeal.skew.length] ?? 0) * 60_000
    const place = { child: launch(bundle.worker, settings, shiftMs) }
    const again = () => {
      if (stopped) return
      // One that dies at once, as while the database is down, is not started in a tight circle.
      setTimeout(() => {
        if (stopped) return
        place.child = launch(bundle.worker, settings, shiftMs)
        place.child.once('exit', again)
      }, 50)
    }
    place.child.once('exit', again)
    return place
  }
  const every = (ms: number | undefined, work: () => void) => ms && timers.push(setInterval(work, ms))
  const anyWorker = () => workers[Math.floor(Math.random() * workers.length)]!.child

  every(ordeal.killEvery, () => {
    anyWorker().kill('SIGKILL')
    done.kills += 1
  })
  every(ordeal.crashEvery, () => {
    const crash = (async () => {
      await server.crash()
      await rest(300)
      await server.revive()
    })()
    done.crashes += 1
    crashing.add(crash)
    void crash.finally(() => crashing.delete(crash))
  })
  every(ordeal.pause?.every, () => {
    const child = anyWorker()
    child.kill('SIGSTOP')
    done.pauses += 1
    setTimeout(() => child.kill('SIGCONT'), ordeal.pause!.for)
  })

  const relent = () => timers.forEach((timer) => clearInterval(timer))
  const truce = setTimeout(relent, ordeal.harmSeconds * 1000)

  return {
    done,
    async stop() {
      stopped = true
      clearTimeout(truce)
      relent()
      await Promise.allSettled(crashing)
      await Promise.all(workers.map(({ child }) => ended(child)))
    },
  }
}

async function ended(child: ReturnType<typeof launch>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}

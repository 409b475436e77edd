/** One run: nudges come due, processes and servers die, and in the end Slack is asked what it really heard. */
import type { NetConnectOpts } from 'node:net'
import { setTimeout as rest } from 'node:timers/promises'
import pg from 'pg'
import { migrate } from '../../src/db/migrate.ts'
import { openDatabase } from '../../src/db/database.ts'
import type { Server } from '../support/postgres.mjs'
import type { Bundle } from './bundle.ts'
import { startHands, type Harm } from './hands.ts'
import { countUnsettled, listPlanned } from './ledger-view.ts'
import { startProcess } from './processes.ts'
import { openProxy } from './proxy.ts'
import { sowNudges, sowTeams, type Sowing } from './seed.ts'
import {
  harshMix,
  type Flaw,
  type Heard,
  type SlackReady,
  type SlackSettings,
  type WorkerSettings,
} from './settings.ts'

export interface Ordeal extends Sowing, Harm {
  teams: number
  people: number
  slack: Partial<SlackSettings>
  durations: WorkerSettings['durations']
  settleSeconds: number
  tickMs: number
  /** Milliseconds by which the database's answers come later to the workers, as from another building. */
  databaseDelayMs?: number
  flaw?: Flaw
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
  const wire = ordeal.databaseDelayMs && (await openProxy(socketOf(databaseUrl), ordeal.databaseDelayMs))
  const settings: WorkerSettings = {
    databaseUrl: wire ? overWire(databaseUrl, wire.port) : databaseUrl,
    apiUrl: slack.ready.apiUrl,
    signingSecret: slack.ready.signingSecret,
    durations: ordeal.durations,
    settleSeconds: ordeal.settleSeconds,
    tickMs: ordeal.tickMs,
    flaw: ordeal.flaw,
    tokens: Object.fromEntries(slack.ready.teams.map((team) => [team.teamId, team.token])),
  }
  const hands = await startHands(server, bundle.worker, ordeal, settings, databaseUrl)
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
    if (wire) await wire.close()
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

/** Where the server of a URL of `localUrl` listens. */
export function socketOf(url: string): NetConnectOpts {
  return { path: `${new URL(url).searchParams.get('host')}/.s.PGSQL.5432` }
}

/** The same database, reached over a proxy. */
export function overWire(url: string, port: number): string {
  const other = new URL(url)
  other.searchParams.delete('host')
  other.hostname = '127.0.0.1'
  other.port = String(port)
  return other.href
}

/** Resolves when nothing is on its way any more, or patience ends; answers how many rows are left. */
async function settled(pool: pg.Pool, patienceSeconds: number): Promise<number> {
  const end = performance.now() + patienceSeconds * 1000
  for (;;) {
    const left = await countUnsettled(pool).catch(() => undefined)
    if (left === 0) return 0
    if (performance.now() > end) return left ?? -1
    await rest(200)
  }
}

/** What the ledger planned beside what Slack heard. */
async function compare(pool: pg.Pool, heard: Heard) {
  const rows = await listPlanned(pool)
  const counts = rows.map((row) => heard.posted[row.id] ?? 0)
  return {
    lost: counts.filter((count) => count === 0).length,
    duplicated: counts.filter((count) => count > 1).length,
    unclear: rows.filter((row) => row.unclear).length,
  }
}

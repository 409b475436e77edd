/** The environment of a run: a database with nudges due, the pretend Slack, and the comparison of the two. */
import { setTimeout as rest } from 'node:timers/promises'
import pg from 'pg'
import type { Server } from '../support/postgres.mjs'
import type { Bundle } from './bundle.ts'
import { createMigratedDatabase } from './database.ts'
import { countUnsettled, listPlanned } from './ledger-view.ts'
import { startProcess, type Process } from './processes.ts'
import { seedNudges, seedTeams, type SeedSettings } from './seed.ts'
import {
  faultMix,
  type Flaw,
  type SlackRecord,
  type SlackReady,
  type SlackSettings,
  type WorkerSettings,
} from './settings.ts'

export interface EnvironmentSettings extends SeedSettings {
  teams: number
  people: number
  slack: Partial<SlackSettings>
  durations: WorkerSettings['durations']
  settleSeconds: number
  tickMs: number
  isUnpaced?: boolean
  flaw?: Flaw
}

export interface Comparison {
  lost: number
  duplicated: number
  /** Nudges with an attempt whose outcome was unknown. */
  unclear: number
  messages: number
  faults: Record<string, number>
}

export interface FaultEnvironment {
  databaseUrl: string
  pool: pg.Pool
  slack: Process<SlackReady>
  /** For workers that reach database and Slack directly. */
  settings: WorkerSettings
  /**
   * Resolves when only `waiting` rows are left, or when their number has not gone down for `patienceSeconds`, with the
   * number of rows beyond them.
   */
  settled(patienceSeconds: number, waiting?: number): Promise<number>
  /** What Slack stored, once even the latest commit is through. */
  readRecord(): Promise<SlackRecord>
  /** Compares what the ledger planned with what Slack stored. */
  compare(): Promise<Comparison>
  close(): Promise<void>
}

export async function openEnvironment(
  server: Server,
  bundle: Bundle,
  settings: EnvironmentSettings,
): Promise<FaultEnvironment> {
  const databaseUrl = await createMigratedDatabase(server)
  const slackSettings: SlackSettings = {
    seed: 1,
    teams: settings.teams,
    people: settings.people,
    mix: faultMix,
    lateMs: 3000,
    hangMs: 2800,
    historyLagMs: 0,
    ...settings.slack,
  }
  const slack = await startProcess<SlackReady>(bundle.slack, slackSettings)
  const { teams, apiUrl, signingSecret } = slack.ready
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  pool.on('error', () => {})
  await seedTeams(pool, teams)
  await seedNudges(pool, teams, settings)

  const readRecord = async () => {
    await rest(Math.max(slackSettings.lateMs, slackSettings.hangMs) + 200)
    return slack.ask<SlackRecord>()
  }

  return {
    databaseUrl,
    pool,
    slack,
    settings: {
      databaseUrl,
      apiUrl,
      signingSecret,
      durations: settings.durations,
      settleSeconds: settings.settleSeconds,
      tickMs: settings.tickMs,
      isUnpaced: settings.isUnpaced,
      flaw: settings.flaw,
      tokens: Object.fromEntries(teams.map((team) => [team.teamId, team.token])),
    },
    settled: (patienceSeconds, waiting = 0) => settled(pool, patienceSeconds, waiting),
    readRecord,
    compare: async () => compare(pool, await readRecord()),
    async close() {
      await pool.end()
      await slack.stop()
    },
  }
}

async function settled(pool: pg.Pool, patienceSeconds: number, waiting: number): Promise<number> {
  let end = performance.now() + patienceSeconds * 1000
  let least = Infinity
  for (;;) {
    const left = await countUnsettled(pool).catch(() => undefined)
    if (left === waiting) return 0
    // A busy machine takes longer, and is no failure.
    if (left !== undefined && left < least) {
      least = left
      end = performance.now() + patienceSeconds * 1000
    }
    if (performance.now() > end) return left === undefined ? -1 : left - waiting
    await rest(200)
  }
}

async function compare(pool: pg.Pool, record: SlackRecord): Promise<Comparison> {
  const rows = await listPlanned(pool)
  const counts = rows.map((row) => record.posted[row.id] ?? 0)
  return {
    lost: counts.filter((count) => count === 0).length,
    duplicated: counts.filter((count) => count > 1).length,
    unclear: rows.filter((row) => row.unclear).length,
    messages: record.messages,
    faults: record.faults,
  }
}

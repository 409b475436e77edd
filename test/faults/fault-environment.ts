/** What every run plays on: a database with something due, the stand-in Slack, and the judge between the two. */
import { setTimeout as rest } from 'node:timers/promises'
import pg from 'pg'
import type { Server } from '../support/postgres.mjs'
import type { Bundle } from './bundle.ts'
import { migratedDatabase } from './database.ts'
import { countUnsettled, listPlanned } from './ledger-view.ts'
import { startProcess, type Process } from './processes.ts'
import { sowNudges, sowTeams, type Sowing } from './seed.ts'
import {
  harshMix,
  type Flaw,
  type Heard,
  type SlackReady,
  type SlackSettings,
  type WorkerSettings,
} from './settings.ts'

export interface Setting extends Sowing {
  teams: number
  people: number
  slack: Partial<SlackSettings>
  durations: WorkerSettings['durations']
  settleSeconds: number
  tickMs: number
  isUnpaced?: boolean
  flaw?: Flaw
}

export interface Judgement {
  lost: number
  duplicated: number
  /** Nudges of which an attempt ended unclear. */
  unclear: number
  messages: number
  faults: Record<string, number>
}

export interface Scene {
  databaseUrl: string
  pool: pg.Pool
  slack: Process<SlackReady>
  /** For workers that reach everything directly. */
  settings: WorkerSettings
  /** Resolves when nothing but `waiting` rows is left, or patience ends; answers how many more are. */
  settled(patienceSeconds: number, waiting?: number): Promise<number>
  /** What stands in Slack, when even the latest commit has come. */
  hear(): Promise<Heard>
  /** What the ledger planned beside what Slack heard. */
  judge(): Promise<Judgement>
  close(): Promise<void>
}

export async function openScene(server: Server, bundle: Bundle, setting: Setting): Promise<Scene> {
  const databaseUrl = await migratedDatabase(server)
  const slackSettings: SlackSettings = {
    seed: 1,
    teams: setting.teams,
    people: setting.people,
    mix: harshMix,
    lateMs: 3000,
    hangMs: 2800,
    historyLagMs: 0,
    ...setting.slack,
  }
  const slack = await startProcess<SlackReady>(bundle.slack, slackSettings)
  const { teams, apiUrl, signingSecret } = slack.ready
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  pool.on('error', () => {})
  await sowTeams(pool, teams)
  await sowNudges(pool, teams, setting)

  const hear = async () => {
    await rest(Math.max(slackSettings.lateMs, slackSettings.hangMs) + 200)
    return slack.ask<Heard>()
  }

  return {
    databaseUrl,
    pool,
    slack,
    settings: {
      databaseUrl,
      apiUrl,
      signingSecret,
      durations: setting.durations,
      settleSeconds: setting.settleSeconds,
      tickMs: setting.tickMs,
      isUnpaced: setting.isUnpaced,
      flaw: setting.flaw,
      tokens: Object.fromEntries(teams.map((team) => [team.teamId, team.token])),
    },
    settled: (patienceSeconds, waiting = 0) => settled(pool, patienceSeconds, waiting),
    hear,
    judge: async () => compare(pool, await hear()),
    async close() {
      await pool.end()
      await slack.stop()
    },
  }
}

async function settled(pool: pg.Pool, patienceSeconds: number, waiting: number): Promise<number> {
  const end = performance.now() + patienceSeconds * 1000
  for (;;) {
    const left = await countUnsettled(pool).catch(() => undefined)
    if (left === waiting) return 0
    if (performance.now() > end) return left === undefined ? -1 : left - waiting
    await rest(200)
  }
}

async function compare(pool: pg.Pool, heard: Heard): Promise<Judgement> {
  const rows = await listPlanned(pool)
  const counts = rows.map((row) => heard.posted[row.id] ?? 0)
  return {
    lost: counts.filter((count) => count === 0).length,
    duplicated: counts.filter((count) => count > 1).length,
    unclear: rows.filter((row) => row.unclear).length,
    messages: heard.messages,
    faults: heard.faults,
  }
}

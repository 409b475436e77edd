/** A backup is made, the real program goes on, the backup is restored, and it starts again: what it says then is counted. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import pg from 'pg'
import { program } from '../support/program.ts'
import { systemPostgres } from '../support/postgres.mjs'
import { createMigratedDatabase, localUrl } from './database.ts'
import { countUnsaid } from './ledger-view.ts'
import { startProcess, type Process } from './processes.ts'
import { realProgram } from './real-program.ts'
import { encryptionKey, seedNudges, seedTeams } from './seed.ts'
import { startSharedServers } from './shared-servers.ts'
import { noFaults, type SlackReady, type SlackRecord, type SlackSettings } from './settings.ts'

const shared = startSharedServers()
const folder = mkdtempSync(path.join(tmpdir(), 'backup-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const bin = systemPostgres()
const withTools = bin ? test : test.skip
if (!bin) process.stderr.write('restore is not tried: no pg_dump is installed\n')

const nudges = 200
const env = { DELIVERY_SETTLE_SECONDS: '7', MESSAGES_PER_MINUTE: '1000' }

withTools(
  'after a restore with after-restore nothing is said twice and nothing is lost',
  async () => {
    const { saidTwice, neverSaid, between } = await rehearse(true)
    process.stderr.write(
      `restore: ${between} said since the backup, ${saidTwice} of them again, ${neverSaid} lost\n`,
    )
    expect(between).toBeGreaterThan(20)
    expect({ saidTwice, neverSaid }).toEqual({ saidTwice: 0, neverSaid: 0 })
  },
  300_000,
)

withTools(
  'control: without after-restore everything since the backup is said again',
  async () => {
    const { saidTwice, between } = await rehearse(false)
    process.stderr.write(`restore without after-restore: ${saidTwice} of ${between} said again\n`)
    expect(saidTwice).toBeGreaterThan(between / 2)
  },
  300_000,
)

async function rehearse(isLookedUp: boolean) {
  const url = await createMigratedDatabase(shared.server)
  const settings = { seed: 1, teams: 1, people: 100, mix: noFaults, lateMs: 0, hangMs: 0, historyLagMs: 0 }
  const slack = await startProcess<SlackReady>(shared.bundle.slack, settings satisfies SlackSettings)
  const programs = realProgram(shared.bundle, url, slack.ready)
  try {
    const ids = await onDatabase(url, async (pool) => {
      await seedTeams(pool, slack.ready.teams)
      await seedNudges(pool, slack.ready.teams, { nudges, overSeconds: 60 })
      const { rows } = await pool.query<{ id: string }>('select id from nudges')
      return rows.map(({ id }) => id)
    })
    const first = await programs.start(env)
    await rest(20_000)
    const since = new Date().toISOString()
    const backup = path.join(folder, `${isLookedUp}.dump`)
    execFileSync(path.join(bin!, 'pg_dump'), ['--format=custom', '--file', backup, '--dbname', url])
    const before = await slack.ask<SlackRecord>()
    await rest(25_000)
    first.child.kill('SIGTERM')
    expect(await first.exit).toBe(0)
    const after = await slack.ask<SlackRecord>()
    await restore(url, backup)
    if (isLookedUp) await lookUp(url, slack, since)
    await programs.start(env)
    await onDatabase(url, untilSaid)
    const { posted } = await slack.ask<SlackRecord>()
    return {
      between: Object.keys(after.posted).length - Object.keys(before.posted).length,
      saidTwice: ids.filter((id) => posted[id]! > 1).length,
      neverSaid: ids.filter((id) => !posted[id]).length,
    }
  } finally {
    programs.end()
    await slack.stop()
  }
}

async function restore(url: string, backup: string): Promise<void> {
  const name = new URL(url).pathname.slice(1)
  await onDatabase(localUrl(shared.server.url), async (pool) => {
    await pool.query(`drop database ${name} with (force)`)
    await pool.query(`create database ${name}`)
  })
  execFileSync(path.join(bin!, 'pg_restore'), ['--exit-on-error', '--no-owner', '--dbname', url, backup])
}

async function lookUp(url: string, { ready }: Process<SlackReady>, since: string): Promise<void> {
  const { start } = program([shared.bundle.main, 'after-restore', '--since', since])
  const command = start({
    DATABASE_URL: url,
    SLACK_SIGNING_SECRET: ready.signingSecret,
    SLACK_BOT_TOKEN: ready.teams[0]!.token,
    ENCRYPTION_KEY: encryptionKey.toString('hex'),
    ...env,
  })
  expect({ code: await command.exit, err: command.err() }).toEqual({ code: 0, err: '' })
}

async function untilSaid(pool: pg.Pool): Promise<void> {
  const end = performance.now() + 150_000
  while ((await countUnsaid(pool)) > 0) {
    if (performance.now() > end) throw new Error(`${await countUnsaid(pool)} messages are still waiting`)
    await rest(300)
  }
}

async function onDatabase<T>(url: string, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  pool.on('error', () => {})
  try {
    return await work(pool)
  } finally {
    await pool.end()
  }
}

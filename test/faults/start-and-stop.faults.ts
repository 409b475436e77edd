/** The real program, started while something it needs is missing, and stopped while it is used. */
import http from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { healthOf, until } from '../support/program.ts'
import { createMigratedDatabase, localUrl } from './database.ts'
import { startProcess, type Process } from './processes.ts'
import { isRunning, logOf, realProgram } from './real-program.ts'
import { startSharedServers } from './shared-servers.ts'
import { noFaults, type SlackReady, type SlackSettings } from './settings.ts'

const shared = startSharedServers()
let slack: Process<SlackReady>
let databaseUrl: string
let admin: pg.Pool
/** A port that nothing else takes; the program listens on it before it is ready. */
let nextPort = 20_000 + (process.pid % 20_000)

beforeAll(async () => {
  const settings = { seed: 1, teams: 1, people: 4, mix: noFaults, lateMs: 0, hangMs: 0, historyLagMs: 0 }
  slack = await startProcess(shared.bundle.slack, settings satisfies SlackSettings)
  databaseUrl = await createMigratedDatabase(shared.server)
  admin = new pg.Pool({ connectionString: localUrl(shared.server.url), max: 1 })
  // The server is stopped first.
  admin.on('error', () => {})
}, 120_000)

afterAll(async () => {
  await admin.end()
  await slack.stop()
})

function start(url: string, env: Record<string, string> = {}) {
  const programs = realProgram(shared.bundle, url, slack.ready)
  const port = ++nextPort
  return { port, programs, app: programs.launch({ PORT: String(port), ...env }) }
}

const secrets = /s3cret/

test.each([
  [
    'nothing listens',
    () => 'postgres://user:s3cret@127.0.0.1:1/none',
    "Postgres can't be reached (ECONNREFUSED)",
  ],
  [
    'the host is unknown',
    () => 'postgres://user:s3cret@nowhere.invalid/none',
    'the name of its host is not known',
  ],
])(
  'where %s, it says so once, answers 503 and waits; a signal ends it at once',
  async (_, url, sentence) => {
    const { port, programs, app } = start(url())
    try {
      await until(() => app.out().includes(sentence))
      expect(await healthOf(port)).toBe(503)
      await delay(3500)
      const warned = logOf(app).filter(({ level }) => level > 30)
      expect(warned).toHaveLength(1)
      expect(app.out() + app.err()).not.toMatch(secrets)
      const signalled = performance.now()
      app.child.kill('SIGTERM')
      app.child.kill('SIGTERM')
      expect(await app.exit).toBe(0)
      expect(performance.now() - signalled).toBeLessThan(4000)
    } finally {
      programs.end()
    }
  },
  60_000,
)

test('where the database does not exist or its user has no rights, it ends with one sentence', async () => {
  const missing = start(localUrl(shared.server.url, 'no_such_database'))
  await admin.query('create role nobody_special login')
  await admin.query('create database strict_rights')
  const url = new URL(localUrl(shared.server.url, 'strict_rights'))
  const strict = new pg.Client({ connectionString: url.href })
  await strict.connect()
  await strict.query('revoke create on schema public from public')
  await strict.end()
  url.username = 'nobody_special'
  const powerless = start(url.href)
  expect(await missing.app.exit).toBe(1)
  expect(missing.app.err()).toMatch(/^DATABASE_URL names a database that does not exist \(3D000\).*\n$/)
  expect(await powerless.app.exit).toBe(1)
  expect(powerless.app.err()).toMatch(/^The user of DATABASE_URL lacks rights \(42501\).*\n$/)
}, 60_000)

test('a read-only database is waited for', async () => {
  const name = new URL(databaseUrl).pathname.slice(1)
  await admin.query(`alter database ${name} set default_transaction_read_only = on`)
  // Nothing to migrate: only writing shows it.
  const { port, programs, app } = start(databaseUrl)
  try {
    await until(() => app.out().includes('read-only (25006)'))
    expect(await healthOf(port)).toBe(503)
    await admin.query(`alter database ${name} reset default_transaction_read_only`)
    await until(async () => (await healthOf(port)) === 200)
  } finally {
    programs.end()
  }
}, 60_000)

test('a Slack out of reach is waited for, and is not a refused token', async () => {
  const { port, programs, app } = start(databaseUrl, { SLACK_API_URL: 'http://127.0.0.1:9/api/' })
  try {
    await until(() => app.out().includes("Slack can't be reached"))
    expect(await healthOf(port)).toBe(503)
    expect(app.out() + app.err()).not.toMatch('does not accept')
    expect(isRunning(app)).toBe(true)
  } finally {
    programs.end()
  }
}, 60_000)

test('under six connections that never pause, a stop cuts no answer and ends with 0 in 5 seconds', async () => {
  const { port, programs, app } = start(databaseUrl)
  const counts = { whole: 0, cut: 0, afterSignal: 0 }
  let isSignalled = false
  let isOver = false
  const busy = async () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
    while (!isOver) {
      const answer = await get(agent, port)
      if (answer === 'refused') break
      counts[answer] += 1
      if (isSignalled) counts.afterSignal += 1
    }
    agent.destroy()
  }
  try {
    await until(async () => (await healthOf(port)) === 200)
    const clients = Array.from({ length: 6 }, busy)
    await until(() => counts.whole > 50)
    isSignalled = true
    const signalled = performance.now()
    app.child.kill('SIGTERM')
    await delay(20)
    app.child.kill('SIGTERM')
    expect(await app.exit).toBe(0)
    expect(performance.now() - signalled).toBeLessThan(5000)
    isOver = true
    await Promise.all(clients)
    expect(counts.cut).toBe(0)
    // One on each connection, and those that were under way.
    expect(counts.afterSignal).toBeLessThan(30)
  } finally {
    isOver = true
    programs.end()
  }
}, 60_000)

function get(agent: http.Agent, port: number): Promise<'whole' | 'cut' | 'refused'> {
  return new Promise((resolve) => {
    let isBegun = false
    const request = http.get({ agent, port, host: '127.0.0.1', path: '/healthz' }, (response) => {
      isBegun = true
      response.resume()
      response.once('end', () => resolve(response.complete ? 'whole' : 'cut'))
      response.once('error', () => resolve('cut'))
    })
    request.once('error', () => resolve(isBegun ? 'cut' : 'refused'))
  })
}

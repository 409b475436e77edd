/**
 * Connections that end in use, a database that turns read-only, hangs, or does not answer a COMMIT: the real program
 * lives on, says so in words, reports 503 and recovers by itself.
 */
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { startServer, type Server } from '../support/postgres.mjs'
import { healthOf, until } from '../support/program.ts'
import { bundleProcesses, type Bundle } from './bundle.ts'
import { createMigratedDatabase, socketOf, throughProxy } from './database.ts'
import { startProcess, type Process } from './processes.ts'
import { openProxy } from './proxy.ts'
import { isRunning, logOf, realProgram } from './real-program.ts'
import { seedTeams } from './seed.ts'
import { noFaults, type SlackReady, type SlackSettings } from './settings.ts'
import { postSigned, promiseCommand, type Answer } from './signed-requests.ts'
import { wordsOfPromises } from '../support/promises.ts'
import { encryptionKey } from './seed.ts'

/** Connections terminated. */
const terminations = 400

let server: Server
let bundle: Bundle
let slack: Process<SlackReady>
let databaseUrl: string
/** Connections of the test's own. */
let admin: pg.Pool

beforeAll(async () => {
  ;[server, bundle] = await Promise.all([startServer({ fsync: true }), bundleProcesses()])
  databaseUrl = await createMigratedDatabase(server)
  const settings = { seed: 1, teams: 1, people: 20, mix: noFaults, lateMs: 0, hangMs: 0, historyLagMs: 0 }
  slack = await startProcess(bundle.slack, settings satisfies SlackSettings)
  admin = new pg.Pool({ connectionString: `${databaseUrl}&application_name=test`, max: 2 })
  admin.on('error', () => {})
  admin.on('connect', (client) => client.on('error', () => {}))
  await seedTeams(admin, slack.ready.teams)
}, 120_000)

afterAll(async () => {
  await admin.end()
  await slack.stop()
  bundle.remove()
  await server.stop()
})

let made = 0

function promise(port: number): Promise<Answer & { word: string }> {
  const { teamId, people } = slack.ready.teams[0]!
  const word = `word${++made}`
  const [from, to] = [people[made % people.length]!, people[(made + 1) % people.length]!]
  const body = promiseCommand({ teamId, from, to }, `ship the deck ${word} by Friday 3pm`)
  const { signingSecret } = slack.ready
  return postSigned({ port, signingSecret }, body).then((answer) => ({ ...answer, word }))
}

async function storedWords(): Promise<Set<string>> {
  const words = await wordsOfPromises(admin, encryptionKey)
  return new Set(words.map((what) => what.split(' ').at(-1)!))
}

/**
 * Six writers, and connections of theirs terminated wherever they are; each writer goes on until one more promise is
 * acknowledged after the last of them. Returns the words that were acknowledged.
 */
async function writeUnderTerminations(port: number, isOver: () => boolean): Promise<string[]> {
  const acknowledged: string[] = []
  let count = 0
  const write = async () => {
    const { status, text, word } = await promise(port)
    const isAcknowledged = status === 200 && text.includes(word)
    if (isAcknowledged) acknowledged.push(word)
    return isAcknowledged
  }
  const writer = async () => {
    while (!isOver()) {
      const isLast = count >= terminations
      if ((await write()) && isLast) return
    }
  }
  const terminate = async () => {
    // In the middle of a transaction, in a statement, and idle, in turn.
    const states = [`state like 'idle in transaction%'`, `state = 'active'`, 'true']
    while (count < terminations && !isOver()) {
      const { rowCount } = await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name = 'forthright' and ${states[count % 3]}
         order by random() limit 1`,
      )
      count += rowCount ?? 0
      await delay(5)
    }
  }
  await Promise.all([...Array.from({ length: 6 }, writer), terminate()])
  return acknowledged
}

test('connections that end in use cost a request in words, and never the process', async () => {
  const programs = realProgram(bundle, databaseUrl, slack.ready)
  const app = await programs.start()
  try {
    const acknowledged = await writeUnderTerminations(app.port, () => !isRunning(app))
    expect(isRunning(app)).toBe(true)
    await until(async () => (await healthOf(app.port)) === 200)
    const stored = await storedWords()
    expect(acknowledged.filter((word) => !stored.has(word))).toEqual([])
    expect(acknowledged.length).toBeGreaterThan(5)
    process.stderr.write(
      `${terminations} connections terminated, ${acknowledged.length} promises kept, 0 exits\n`,
    )
    app.child.kill('SIGTERM')
    expect(await app.exit).toBe(0)
  } finally {
    programs.end()
  }
}, 180_000)

test('control: without a listener on connections in use, the process ends', async () => {
  const flawed = await bundleProcesses({ withoutConnectionListener: true })
  const programs = realProgram(flawed, databaseUrl, slack.ready)
  try {
    const app = await programs.start()
    await writeUnderTerminations(app.port, () => !isRunning(app))
    expect(isRunning(app)).toBe(false)
    expect(await app.exit).toBe(1)
  } finally {
    programs.end()
    flawed.remove()
  }
}, 180_000)

test('a primary that is demoted: 503, words, few warnings, and recovery without a restart', async () => {
  const programs = realProgram(bundle, databaseUrl, slack.ready)
  const app = await programs.start()
  const set = async (readOnly: 'on' | 'off') => {
    const client = await admin.connect()
    try {
      await client.query('set default_transaction_read_only = off')
      await client.query(`alter system set default_transaction_read_only = ${readOnly}`)
      await client.query('select pg_reload_conf()')
    } finally {
      client.release(true)
    }
  }
  try {
    await set('on')
    const demoted = performance.now()
    await until(async () => (await healthOf(app.port)) === 503)
    const until503 = (performance.now() - demoted) / 1000
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => promise(app.port)))
    for (const { status, text } of answers) {
      expect(status).toBe(200)
      expect(text).toMatch("I can't reach my memory just now, so nothing was stored")
    }
    await delay(60_000)
    expect(logOf(app).filter(({ level }) => level >= 40).length).toBeLessThan(5)
    await set('off')
    const promoted = performance.now()
    await until(async () => (await healthOf(app.port)) === 200)
    const back = (performance.now() - promoted) / 1000
    expect((await promise(app.port)).text).toMatch('ship the deck')
    expect(until503).toBeLessThan(10)
    process.stderr.write(
      `read-only: 503 after ${until503.toFixed(1)} s, 200 again after ${back.toFixed(1)} s\n`,
    )
  } finally {
    await set('off')
    programs.end()
  }
}, 180_000)

test('a Postgres that hangs: words in time for Slack, 503, and nothing stored behind the back of those words', async () => {
  const proxy = await openProxy(socketOf(databaseUrl))
  const programs = realProgram(bundle, throughProxy(databaseUrl, proxy.port), slack.ready)
  const app = await programs.start()
  try {
    expect((await promise(app.port)).text).toMatch('ship the deck')
    proxy.goSilent()
    const answers = await Promise.all([promise(app.port), promise(app.port)])
    for (const { text, seconds } of answers) {
      expect(text).toMatch("I can't reach my memory just now, so nothing was stored")
      expect(seconds).toBeLessThan(3)
    }
    const silent = performance.now()
    await until(async () => (await healthOf(app.port)) === 503)
    const until503 = (performance.now() - silent) / 1000
    proxy.resume()
    const resumed = performance.now()
    await until(async () => (await healthOf(app.port)) === 200)
    const back = (performance.now() - resumed) / 1000
    expect((await promise(app.port)).text).toMatch('ship the deck')
    const stored = await storedWords()
    for (const { word } of answers) expect(stored).not.toContain(word)
    expect(until503).toBeLessThan(10)
    expect(isRunning(app)).toBe(true)
    process.stderr.write(
      `hanging: 503 after ${until503.toFixed(1)} s, 200 again after ${back.toFixed(1)} s\n`,
    )
  } finally {
    programs.end()
    await proxy.close()
  }
}, 180_000)

test('a COMMIT that is not answered is not "nothing was stored"', async () => {
  const programs = realProgram(bundle, databaseUrl, slack.ready)
  const app = await programs.start()
  const waitForStandby = async (name: string) => {
    await admin.query(`alter system set synchronous_standby_names = '${name}'`)
    await admin.query('select pg_reload_conf()')
  }
  try {
    await waitForStandby('nobody')
    const { text, word } = await promise(app.port)
    expect(text).toMatch("I don't know whether this was stored")
    expect(text).toMatch('/promise list')
    // It waits for a standby that never confirms; ended there, it is committed all the same.
    await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'forthright' and wait_event = 'SyncRep'`,
    )
    await waitForStandby('')
    await until(async () => (await healthOf(app.port)) === 200)
    expect(await storedWords()).toContain(word)
    expect(isRunning(app)).toBe(true)
  } finally {
    await waitForStandby('')
    programs.end()
  }
}, 180_000)

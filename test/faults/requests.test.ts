/** Requests: malformed ones change nothing, repeated ones have one effect, and what was acknowledged is stored. */
import { setTimeout as rest } from 'node:timers/promises'
import pg from 'pg'
import { startServer, type Server } from '../support/postgres.mjs'
import { bundleProcesses, type Bundle } from './bundle.ts'
import { countDue } from './ledger-view.ts'
import { malformed } from './malformed.ts'
import { createMigratedDatabase } from './database.ts'
import { shortDurations } from './fault-run.ts'
import { startProcess, type Process } from './processes.ts'
import { encryptionKey, seedTeams } from './seed.ts'
import { postSigned, promiseCommand } from './signed-requests.ts'
import { noFaults, type SlackReady, type SlackSettings, type WorkerSettings } from './settings.ts'
import { wordsOfPromises } from '../support/promises.ts'

/** How much of everything; FAULTS=whole makes it as much as the long set asks. */
const isWhole = process.env.FAULTS === 'whole'
const size = isWhole ? { malformed: 20_000, seconds: 45 } : { malformed: 2000, seconds: 6 }

let server: Server
let bundle: Bundle
let slack: Process<SlackReady>
let pool: pg.Pool
let settings: WorkerSettings
const workers: Process<{ port: number }>[] = []

beforeAll(async () => {
  ;[server, bundle] = await Promise.all([startServer({ fsync: true }), bundleProcesses()])
  const databaseUrl = await createMigratedDatabase(server)
  slack = await startProcess(bundle.slack, {
    seed: 1,
    teams: 1,
    people: 200,
    mix: noFaults,
    lateMs: 0,
    hangMs: 0,
    historyLagMs: 0,
  } satisfies SlackSettings)
  pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  pool.on('error', () => {})
  await seedTeams(pool, slack.ready.teams)
  settings = {
    databaseUrl,
    apiUrl: slack.ready.apiUrl,
    signingSecret: slack.ready.signingSecret,
    durations: shortDurations,
    settleSeconds: 3,
    tickMs: undefined,
    tokens: {},
  }
  workers.push(
    ...(await Promise.all([1, 2, 3].map(() => startProcess<{ port: number }>(bundle.worker, settings)))),
  )
}, 120_000)

afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.stop()))
  await pool.end()
  await slack.stop()
  bundle.remove()
  await server.stop()
})

test('the same signed request fifty times at once over three processes has one effect', async () => {
  const { teamId, people } = slack.ready.teams[0]!
  const body = command(teamId, people[0]!, people[1]!, 'once.and.only.once')
  const before = await countRows()
  const sent = Array.from({ length: 50 }, (_, index) => post(workers[index % 3]!.ready.port, body))
  const answers = await Promise.all(sent)
  expect(answers.every(({ status }) => status === 200)).toBe(true)
  expect((await countRows()).promises).toBe((before.promises ?? 0) + 1)
})

test('malformed but signed requests are refused: no 5xx, nothing unhandled, no exit, no row written', async () => {
  // What was promised before is told first, and leaves the queue.
  while ((await countDue(pool)) > 0) await rest(50)
  const before = await countRows()
  const statuses = new Map<number, number>()
  let left = size.malformed
  const client = async (_: unknown, index: number) => {
    while (left-- > 0) {
      const { body, type } = malformed(left, slack.ready.teams[0]!.teamId)
      const { status } = await post(workers[index % 3]!.ready.port, body, type)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: 12 }, client))
  expect([...statuses.keys()].filter((status) => status >= 500 || status === 0)).toEqual([])
  expect(await countRows()).toEqual(before)
  for (const worker of workers) {
    expect(worker.child.exitCode).toBeNull()
    expect(await worker.ask()).toEqual({ isAlive: true })
    expect((await fetch(`http://127.0.0.1:${worker.ready.port}/healthz`)).status).toBe(200)
  }
}, 300_000)

test('what was acknowledged is stored, though Postgres crashes', async () => {
  expect(await lostThroughCrashes('on')).toBe(0)
}, 300_000)

test('control: without a synchronous commit, what was acknowledged is lost', async () => {
  // Postgres writes by itself every 200 ms at the latest, so that not every crash loses something.
  let lost = 0
  for (let attempt = 0; lost === 0 && attempt < 5; attempt++) lost = await lostThroughCrashes('off')
  expect(lost).toBeGreaterThan(0)
}, 300_000)

/** Types promises while Postgres crashes; answers how many of those with a receipt are not in the table. */
async function lostThroughCrashes(synchronousCommit: 'on' | 'off'): Promise<number> {
  await pool.query(
    `alter database ${new URL(settings.databaseUrl).pathname.slice(1)} set synchronous_commit = ${synchronousCommit}`,
  )
  // Existing sessions keep the former setting.
  await server.crash()
  await server.revive()
  const { teamId, people } = slack.ready.teams[0]!
  const acknowledged = new Set<string>()
  const end = performance.now() + size.seconds * 1000
  let typed = 0
  const client = async (_: unknown, index: number) => {
    while (performance.now() < end) {
      const word = `${synchronousCommit}-${process.pid}-${++made}`
      const from = people[typed++ % people.length]!
      const to = people[(typed + 1) % people.length]!
      const { status, text } = await post(workers[index % 3]!.ready.port, command(teamId, from, to, word))
      if (status === 200 && text.includes(word)) acknowledged.add(word)
      else await rest(50)
    }
  }
  const crashes = (async () => {
    while (performance.now() < end - 1500) {
      await rest(2000)
      await server.crash()
      await rest(200)
      await server.revive()
    }
  })()
  await Promise.all([...Array.from({ length: 12 }, client), crashes])
  const words = await again(() => wordsOfPromises(pool, encryptionKey))
  const stored = new Set(words.map((what) => what.split(' ').at(-1)))
  expect(acknowledged.size).toBeGreaterThan(20)
  const lost = [...acknowledged].filter((word) => !stored.has(word)).length
  if (isWhole)
    process.stderr.write(
      `acknowledged, commit ${synchronousCommit}: ${acknowledged.size} promises, ${lost} lost\n`,
    )
  return lost
}

let made = 0

async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++)
    try {
      return await work()
    } catch (error) {
      if (attempt > 20) throw error
      await rest(250)
    }
}

/** Every table's rows, for what must have changed and what must not. */
async function countRows(): Promise<Record<string, number>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  const counts = tables.map(async ({ name }) => {
    const { rows } = await pool.query<{ n: number }>(`select count(*)::int as n from ${name}`)
    return [name, rows[0]!.n] as const
  })
  return Object.fromEntries(await Promise.all(counts))
}

function command(teamId: string, from: string, to: string, word: string): string {
  return promiseCommand({ teamId, from, to }, `ship the deck ${word} by Friday 3pm`)
}

function post(port: number, body: string, type?: string) {
  return postSigned({ port, signingSecret: settings.signingSecret }, body, type)
}

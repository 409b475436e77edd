/** The real program behind a PgBouncer in transaction mode; skipped, with the reason, where none is installed. */
import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { healthOf, until } from '../support/program.ts'
import { createMigratedDatabase, localUrl } from './database.ts'
import { startProcess, type Process } from './processes.ts'
import { logOf, realProgram } from './real-program.ts'
import { noFaults, type SlackReady, type SlackSettings } from './settings.ts'
import { startSharedServers } from './shared-servers.ts'
import { postSigned, promiseCommand } from './signed-requests.ts'

const file = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer', '/usr/local/bin/pgbouncer'].find(existsSync)
const behindPooler = file ? test : test.skip
if (!file)
  process.stderr.write(
    'pooler.faults.ts is skipped: PgBouncer is not installed (apt-get install pgbouncer)\n',
  )

const shared = startSharedServers()
const folder = mkdtempSync(path.join(tmpdir(), 'pgbouncer-'))
const port = 21_000 + (process.pid % 20_000)
let pooler: ChildProcess | undefined
let slack: Process<SlackReady>
let direct: string

beforeAll(async () => {
  if (!file) return
  const settings = { seed: 1, teams: 1, people: 20, mix: noFaults, lateMs: 0, hangMs: 0, historyLagMs: 0 }
  slack = await startProcess(shared.bundle.slack, settings satisfies SlackSettings)
  direct = await createMigratedDatabase(shared.server)
  pooler = startPooler(file)
}, 120_000)

afterAll(async () => {
  pooler?.kill('SIGKILL')
  await slack?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Two connections to Postgres for everybody, each given to another client after every transaction. */
function startPooler(program: string): ChildProcess {
  const socket = new URL(direct).searchParams.get('host')
  const ini = path.join(folder, 'pgbouncer.ini')
  writeFileSync(
    ini,
    `[databases]
* = host=${socket} port=5432 user=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 2
logfile =
pidfile =
`,
  )
  chmodSync(folder, 0o755)
  // It refuses to run as root.
  const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
  return spawn(program, [ini], { ...user, cwd: folder, stdio: 'ignore' })
}

function pooled(url: string): string {
  return `postgres://postgres@127.0.0.1:${port}${new URL(url).pathname}`
}

behindPooler(
  'migrations go past the pooler, and 60 promises of 12 writers are stored',
  async () => {
    const admin = new pg.Client({ connectionString: localUrl(shared.server.url) })
    await admin.connect()
    await admin.query('create database behind_pooler')
    await admin.end()
    const url = localUrl(shared.server.url, 'behind_pooler')
    const programs = realProgram(shared.bundle, pooled(url), slack.ready)
    const app = await programs.start({
      DATABASE_POOLER: 'transaction',
      DATABASE_DIRECT_URL: url,
      DATABASE_POOL_SIZE: '12',
    })
    const pool = new pg.Pool({ connectionString: url, max: 1 })
    try {
      await until(async () => (await healthOf(app.port)) === 200)
      const { teamId, people } = slack.ready.teams[0]!
      let made = 0
      const writer = async () => {
        while (made < 60) {
          const [from, to] = [people[made % 20]!, people[(made + 1) % 20]!]
          const words = `ship deck number ${++made} by Friday 3pm`
          const body = promiseCommand({ teamId, from, to }, words)
          const answer = await postSigned({ port: app.port, signingSecret: slack.ready.signingSecret }, body)
          expect(answer.text).toMatch('ship deck number')
        }
      }
      await Promise.all(Array.from({ length: 12 }, writer))
      const { rows } = await pool.query<{ n: number }>('select count(*)::int as n from promises')
      expect(rows[0]!.n).toBe(made)
      expect(logOf(app).filter(({ level }) => level >= 40)).toEqual([])
    } finally {
      programs.end()
      await pool.end()
    }
  },
  120_000,
)

behindPooler(
  'a pooler that is not named as one is told apart from a database that is away',
  async () => {
    const programs = realProgram(shared.bundle, pooled(direct), slack.ready)
    const app = programs.launch()
    try {
      expect(await app.exit).toBe(1)
      expect(app.err()).toBe('DATABASE_URL leads to a pooler: set DATABASE_POOLER=transaction.\n')
    } finally {
      programs.end()
    }
  },
  60_000,
)

/**
 * The pages for operators, run as they stand: their commands in one shell, on a fresh database and a Slack that answers.
 * `npm start` starts the program, waits until it is healthy, and stops it again.
 */
import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { root } from '../../scripts/measure/sources.ts'
import { emptyDatabase } from '../support/database.ts'
import { healthOf, program, until } from '../support/program.ts'
import { systemPostgres } from '../support/postgres.mjs'
import { startProcess, type Process } from './processes.ts'
import { startSharedServers } from './shared-servers.ts'
import { postSigned, promiseCommand } from './signed-requests.ts'
import { noFaults, type SlackReady, type SlackSettings } from './settings.ts'

const shared = startSharedServers()
const bin = systemPostgres()
const withTools = bin ? test : test.skip
if (!bin) process.stderr.write('the pages are not tried: no pg_dump is installed\n')

/** A checkout of its own, in which what the pages write may lie. */
const folder = mkdtempSync(path.join(tmpdir(), 'operator-'))
let slack: Process<SlackReady>
let database: Awaited<ReturnType<typeof emptyDatabase>>
const port = 20_000 + (process.pid % 20_000)

beforeAll(async () => {
  for (const name of ['src', 'migrations', 'node_modules', 'package.json', 'manifest.yml', 'playground'])
    symlinkSync(path.join(root, name), path.join(folder, name))
  const settings = { seed: 1, teams: 1, people: 4, mix: noFaults, lateMs: 0, hangMs: 0, historyLagMs: 0 }
  slack = await startProcess(shared.bundle.slack, settings satisfies SlackSettings)
  database = await emptyDatabase()
}, 120_000)

afterAll(async () => {
  await slack.stop()
  await database.release()
  rmSync(folder, { recursive: true, force: true })
})

function environment(): Record<string, string> {
  const { apiUrl, signingSecret, teams } = slack.ready
  return {
    SLACK_API_URL: apiUrl,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_BOT_TOKEN: teams[0]!.token,
    ENCRYPTION_KEY: 'ab'.repeat(32),
    PORT: String(port),
  }
}

/** Makes a promise by the running program. */
async function promise(words: string): Promise<void> {
  const [from, to] = slack.ready.teams[0]!.people
  const body = promiseCommand(
    { teamId: slack.ready.teams[0]!.teamId, from: from!, to: to! },
    `${words} by Friday 3pm`,
  )
  const { text } = await postSigned({ port, signingSecret: slack.ready.signingSecret }, body)
  expect(text).toMatch(words)
}

/** Runs the program for as long as `work` takes. */
async function running(env: Record<string, string>, work: () => Promise<void>): Promise<void> {
  const { start, end } = program([shared.bundle.main], folder)
  try {
    const app = start({ ...environment(), ...env })
    await until(async () => (await healthOf(port)) === 200)
    await work()
    app.child.kill('SIGTERM')
    expect(await app.exit).toBe(0)
  } finally {
    end()
  }
}

function commandsOf(page: string): string[] {
  const text = readFileSync(path.join(root, page), 'utf8')
  expect(text.split('\n').length).toBeLessThanOrEqual(41)
  return Array.from(text.matchAll(/^```sh\n([^`]*?)\n```$/gm), ([, block]) => block!)
}

const startAndStop = `
npm() {
  [ "$1" = start ] || { command npm --silent "$@"; return; }
  node --import tsx src/main.ts & app=$!
  for _ in $(seq 150); do
    curl -fs "http://127.0.0.1:$PORT/healthz" >/dev/null && break
    kill -0 $app || return 1
    sleep 0.3
  done
  curl -fs "http://127.0.0.1:$PORT/healthz" >/dev/null
  kill $app
  wait $app
}
`

/** The output of the commands; one that fails fails the test. */
async function run(blocks: readonly string[], env: Record<string, string>): Promise<string> {
  const script = `set -euo pipefail\nPATH="${bin}:$PATH"\n${startAndStop}\n${blocks.join('\n')}`
  const child = spawn('bash', ['-c', script], {
    cwd: folder,
    env: { ...process.env, NODE_OPTIONS: '', DOTENV_CONFIG_PATH: '/dev/null', ...environment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (out += String(chunk)))
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  if (code !== 0) throw new Error(`The commands ended with ${String(code)}: ${out}`)
  return out
}

async function promisesIn(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ n: number }>('select count(*)::int as n from promises')
  await client.end()
  return rows[0]!.n
}

withTools(
  'moving house, backup and restore, upgrade and a new key: every command of the pages works',
  async () => {
    const url = database.url
    // Written by the program that keeps the embedded database.
    await running({ DATA_FOLDER: '.data/forthright', ENCRYPTION_KEY: '' }, () => promise('water the plants'))
    const moved = await run(commandsOf('docs/moving-house.md'), { DATABASE_URL: url })
    expect(moved).toMatch(/\d+ rows are moved/)
    expect(await promisesIn(url)).toBe(1)

    const key = readFileSync(path.join(folder, '.data/forthright/encryption.key'), 'utf8').trim()
    const env = { DATABASE_URL: url, ENCRYPTION_KEY: key }
    const [make, restore, copy] = commandsOf('docs/backup.md')
    await run([make!], env)
    await running(env, () => promise('ship the deck'))
    expect(await promisesIn(url)).toBe(2)
    expect(await run([restore!, copy!], env)).toMatch('are looked up')
    expect(await promisesIn(url)).toBe(1)

    const upgraded = await run(commandsOf('docs/upgrade.md'), env)
    expect(upgraded).toMatch('The schema fits this version')
    expect(upgraded).toMatch(/on the newest key yet|No row is left on an older key/)
  },
  600_000,
)

test('move-database refuses a database that holds rows, a folder that is none, and another key', async () => {
  const url = database.url
  const move = async (from: string, env: Record<string, string>) => {
    const { start } = program([shared.bundle.main, 'move-database', '--from', from], folder)
    const command = start({ ...environment(), DATABASE_URL: url, ...env })
    expect(await command.exit).toBe(1)
    return command.err()
  }
  mkdirSync(path.join(folder, 'empty'), { recursive: true })
  expect(await move('empty', {})).toMatch('--from is the folder of the embedded database')
  if (!bin) return
  cpSync(path.join(folder, '.data/forthright'), path.join(folder, 'copy'), { recursive: true })
  const key = readFileSync(path.join(folder, 'copy/encryption.key'), 'utf8').trim()
  expect(await move('copy', {})).toMatch('ENCRYPTION_KEY is not the key')
  expect(await move('copy', { ENCRYPTION_KEY: key })).toMatch('holds rows already')
}, 120_000)

test('the shell of the pages has what they call', () => {
  for (const name of ['curl', 'openssl', 'npm']) execFileSync('sh', ['-c', `command -v ${name}`])
})

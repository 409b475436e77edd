/** A primary and its standby, as two servers of the system's Postgres, and the address that leads to the primary. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { systemPostgres } from '../support/postgres.mjs'
import { openProxy, type Proxy } from './proxy.ts'

export interface Cluster {
  /** The database through the address that follows the primary. */
  url: string
  /** The standby falls behind from now on: nothing more reaches it. */
  stopReplication(): void
  /** Kills the primary with all its processes, promotes the standby, and points the address to it. */
  failOver(): Promise<void>
  stop(): Promise<void>
}

/** Why this machine can't have one; undefined = it can. */
export function clusterProblem(): string | undefined {
  return systemPostgres() ? undefined : 'no Postgres of the system with pg_basebackup is installed'
}

/** `isSynchronous`: a COMMIT is answered once the standby has it too. */
export async function startCluster(isSynchronous: boolean): Promise<Cluster> {
  const bin = systemPostgres()!
  const folder = mkdtempSync(path.join(tmpdir(), 'cluster-'))
  chmodSync(folder, 0o755)
  // Postgres refuses to run as root.
  const isRoot = process.getuid?.() === 0
  const asUser = { cwd: folder, ...(isRoot && { uid: 65534, gid: 65534 }) }
  if (isRoot) execFileSync('chown', ['65534:65534', folder])
  const run = (name: string, ...args: string[]) =>
    execFileSync(path.join(bin, name), args, { ...asUser, stdio: ['ignore', 'ignore', 'inherit'] })
  const dataOf = (name: string) => path.join(folder, name)
  const ports = { primary: 5432, standby: 5433 }
  const socketOf = (name: keyof typeof ports) => ({ path: path.join(folder, `.s.PGSQL.${ports[name]}`) })

  async function start(name: keyof typeof ports): Promise<ChildProcess> {
    const settings = ['listen_addresses=', `port=${ports[name]}`, 'max_connections=100', 'wal_level=replica']
    const args = ['-D', dataOf(name), '-k', folder, ...settings.flatMap((one) => ['-c', one])]
    const server = spawn(path.join(bin, 'postgres'), args, { ...asUser, stdio: 'ignore', detached: true })
    await until(async () => {
      await query(folder, ports[name], 'select 1')
    })
    return server
  }

  run(
    'initdb',
    '-D',
    dataOf('primary'),
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--no-locale',
    '--no-sync',
  )
  const primary = await start('primary')
  await query(folder, ports.primary, 'create database forthright')
  const wire: Proxy = await openProxy(socketOf('primary'))
  const from = `host=127.0.0.1 port=${wire.port} user=postgres application_name=standby`
  allowReplication(dataOf('primary'))
  await query(folder, ports.primary, 'select pg_reload_conf()')
  // By way of the proxy of this very process, which therefore may not wait for it.
  await whenDone(
    spawn(
      path.join(bin, 'pg_basebackup'),
      ['-d', from, '-D', dataOf('standby'), '-R', '-X', 'stream', '-c', 'fast'],
      { ...asUser, stdio: ['ignore', 'ignore', 'inherit'] },
    ),
  )
  const standby = await start('standby')
  if (isSynchronous) {
    await query(folder, ports.primary, `alter system set synchronous_standby_names = 'standby'`)
    await query(folder, ports.primary, 'select pg_reload_conf()')
  }
  const target = socketOf('primary')
  const address = await openProxy(target)

  return {
    url: `postgres://postgres@127.0.0.1:${address.port}/forthright`,
    stopReplication: () => wire.goSilent(),
    async failOver() {
      // The whole group: a postmaster killed alone leaves its backends behind for a moment.
      process.kill(-primary.pid!, 'SIGKILL')
      await wire.close()
      run('pg_ctl', 'promote', '-w', '-D', dataOf('standby'))
      target.path = socketOf('standby').path
    },
    async stop() {
      await address.close()
      await wire.close()
      for (const { pid, exitCode, signalCode } of [primary, standby])
        if (exitCode === null && signalCode === null) process.kill(-pid!, 'SIGKILL')
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    },
  }
}

async function whenDone(child: ChildProcess): Promise<void> {
  const code = await new Promise((resolve) => child.once('exit', resolve))
  if (code !== 0) throw new Error(`A command of Postgres ended with ${String(code)}`)
}

/** initdb trusts replication over the socket and from 127.0.0.1, but not where it was told another method. */
function allowReplication(data: string): void {
  execFileSync('sh', ['-c', `echo 'local replication all trust' >> "$0/pg_hba.conf"`, data])
}

async function query(host: string, port: number, text: string): Promise<void> {
  const client = new pg.Client({ host, port, user: 'postgres', database: 'postgres' })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query(text)
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function until(attempt: () => Promise<void>): Promise<void> {
  for (let tries = 0; ; tries++)
    try {
      return await attempt()
    } catch (error) {
      if (tries >= 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
}

/** Databases on a server that may crash, and their addresses. */
import type { NetConnectOpts } from 'node:net'
import pg from 'pg'
import { migrate } from '../../src/db/migrate.ts'
import { openDatabase } from '../../src/db/database.ts'
import type { Server } from '../support/postgres.mjs'

let databases = 0

export async function createMigratedDatabase(server: Server): Promise<string> {
  const admin = new pg.Client({ connectionString: localUrl(server.url) })
  await admin.connect()
  const name = `fault_run_${++databases}`
  await admin.query(`create database ${name}`)
  await admin.end()
  const url = localUrl(server.url, name)
  const opened = await openDatabase({ url })
  await migrate(opened.db)
  await opened.close()
  return url
}

export function localUrl(base: string, name = 'postgres'): string {
  const url = new URL(base.replace('@/', '@localhost/'))
  url.pathname = `/${name}`
  return url.href
}

/** The socket of the server of a URL made by `localUrl`. */
export function socketOf(url: string): NetConnectOpts {
  return { path: `${new URL(url).searchParams.get('host')}/.s.PGSQL.5432` }
}

/** The same database, reached through a proxy on `port`. */
export function throughProxy(url: string, port: number): string {
  const other = new URL(url)
  other.searchParams.delete('host')
  other.hostname = '127.0.0.1'
  other.port = String(port)
  return other.href
}

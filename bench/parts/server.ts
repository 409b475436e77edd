/** The Postgres of the benchmark: one server with its durability on, and a fresh database for each run. */
import pg from 'pg'
import { startPostgres } from '../../test/support/postgres.mjs'

let server: Promise<string> | undefined

/** BENCH_DATABASE_URL names a server to use instead of one of our own. */
export async function freshUrl(name: string): Promise<string> {
  const base = process.env.BENCH_DATABASE_URL ?? (await (server ??= startPostgres({ fsync: true })))
  const admin = new pg.Client({ connectionString: base })
  await admin.connect()
  const database = `${name.toLowerCase()}_${process.pid}_${Math.random().toString(36).slice(2, 8)}`
  await admin.query(`create database ${database}`)
  await admin.end()
  const url = new URL(base.replace('@/', '@localhost/'))
  url.pathname = `/${database}`
  return url.href
}

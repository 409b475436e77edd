import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { Cipher } from './encryption.ts'
import type { DatabaseConfig, ServerDatabase } from './database-config.ts'
import { openEmbedded } from './embedded.ts'
import { withPreparedStatements } from './prepared-statements.ts'

/** The tables by name. Each tables.ts adds its own by declaration merging, so that the database knows of no feature. */
// oxlint-disable-next-line typescript/no-empty-object-type
export interface Database {}
export type Db = Kysely<Database>
export type Tx = Transaction<Database>

/** Where a statement runs, and the workspace whose rows it may touch. */
export interface Scope {
  teamId: string
  db: Db | Tx
  cipher: Cipher
}

/** Connections of the pool, and who waits for one. */
export interface ConnectionCounts {
  used: number
  idle: number
  waiting: number
}

export interface OpenDatabase {
  db: Db
  connections(): ConnectionCounts
  close(): Promise<void>
}

/** Connects to a server Postgres, or opens the embedded one. Code inside a transaction must not use the outer `db`. */
export async function openDatabase(
  where: DatabaseConfig,
  { hasTimeouts = true } = {},
): Promise<OpenDatabase> {
  const embedded = 'folder' in where ? await openEmbedded(where.folder) : undefined
  const pool = new pg.Pool({
    ...(embedded?.poolConfig ?? serverConfig(where as ServerDatabase, hasTimeouts)),
    // The embedded pool has one connection: using it twice within a transaction gives an error instead of a deadlock.
    connectionTimeoutMillis: 10_000,
  })
  // The query in progress is rejected, the pool opens new connections, and /healthz reports the rest. The pool listens to
  // idle connections only: without a listener of its own, one that breaks while it is in use ends the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const isPooled = 'url' in where && where.isPooled === true
  const prepared = withPreparedStatements(pool, isPooled ? 0 : undefined)
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: prepared as unknown as pg.Pool }),
  })
  return {
    db,
    connections: () => ({
      used: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
    async close() {
      await db.destroy()
      await embedded?.close()
    },
  }
}

function serverConfig(
  { url, poolSize = 12, isPooled = false }: ServerDatabase,
  hasTimeouts: boolean,
): pg.PoolConfig {
  const common = { connectionString: url, max: poolSize, keepAlive: true }
  // A pooler in transaction mode refuses startup parameters; the timeouts of the server are then set for its role.
  if (isPooled) return { ...common, ...(hasTimeouts && { query_timeout: 15_000 }) }
  return {
    ...common,
    application_name: 'forthright',
    // A connection on which nothing is answered any more is given up too.
    ...(hasTimeouts && {
      statement_timeout: 10_000,
      query_timeout: 15_000,
      // A connection that broke in the middle of a transaction must not keep its locks.
      idle_in_transaction_session_timeout: 30_000,
    }),
  }
}

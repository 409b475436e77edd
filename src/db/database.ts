import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { Cipher } from './encryption.ts'
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

export interface OpenDatabase {
  db: Db
  close(): Promise<void>
}

/** Connects to a server Postgres, or opens the embedded one. Nothing in a transaction may use the outer `db`. */
export async function openDatabase(
  where: { url: string } | { folder: string },
  { isPatient = false } = {},
): Promise<OpenDatabase> {
  const embedded = 'folder' in where ? await openEmbedded(where.folder) : undefined
  const pool = new pg.Pool({
    ...(embedded?.poolConfig ?? serverConfig((where as { url: string }).url, isPatient)),
    // The embedded pool has one connection: a second user of it inside a transaction gets an error, not a deadlock.
    connectionTimeoutMillis: 10_000,
  })
  // A server that goes away breaks idle connections; the pool makes new ones, and /healthz says what is so.
  pool.on('error', () => {})
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: withPreparedStatements(pool) as unknown as pg.Pool }),
  })
  return {
    db,
    async close() {
      await db.destroy()
      await embedded?.close()
    },
  }
}

function serverConfig(url: string, isPatient: boolean): pg.PoolConfig {
  return {
    connectionString: url,
    max: 12,
    keepAlive: true,
    application_name: 'forthright',
    // A connection that swallows everything and answers nothing is given up too.
    ...(!isPatient && {
      statement_timeout: 10_000,
      query_timeout: 15_000,
      // Nor may a connection that broke in the middle of a transaction hold its locks.
      idle_in_transaction_session_timeout: 30_000,
    }),
  }
}

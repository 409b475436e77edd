/** Prepares each statement once a connection: planning is about half of the work of a short statement. */
import type pg from 'pg'
import { isConnectionError } from './connection-error.ts'

/** What Kysely's dialect uses of a pool. */
export interface PreparedStatementPool {
  connect(): Promise<PreparingClient>
  end(): Promise<void>
}

interface PreparingClient {
  query(text: string, values: readonly unknown[]): Promise<pg.QueryResult>
  release(): void
}

/** Statements prepared at most; one with a list of varying length in it must not fill a connection's memory. */
const maxNames = 300

/** `limit`: statements prepared at most; 0 behind a pooler that gives each transaction another connection. */
export function withPreparedStatements(pool: pg.Pool, limit = maxNames): PreparedStatementPool {
  const names = new Map<string, string>()
  let made = 0
  const clients = new WeakMap<pg.PoolClient, PreparingClient>()

  function nameOf(text: string): string | undefined {
    const known = names.get(text)
    if (known || names.size >= limit) return known
    const name = `f${made++}`
    names.set(text, name)
    return name
  }

  /** A migration by a newer process may change what a statement returns; the next one is prepared anew. */
  function forgetIfChanged(text: string, error: unknown): never {
    if ((error as { code?: string }).code === '0A000') names.delete(text)
    throw error
  }

  function wrap(client: pg.PoolClient): PreparingClient {
    let broken: Error | undefined
    function noteProblem(error: unknown): never {
      if (isConnectionError(error)) broken = error as Error
      throw error
    }
    return {
      async query(text, values) {
        // A rollback would wait behind the query that was not answered, for the same 15 seconds again.
        if (broken) throw broken
        // Without values it may be several statements, such as a migration, or a begin or commit.
        const name = values.length ? nameOf(text) : undefined
        if (!name) return client.query(text, [...values]).catch(noteProblem)
        return client
          .query({ name, text, values: [...values] })
          .catch(noteProblem)
          .catch((error) => forgetIfChanged(text, error))
      },
      // A connection that did not answer in time goes on waiting for that answer, and every later query behind it (30 s of
      // silence stopped all posts for 120 s), and one to a demoted primary stays read-only: both are closed.
      release: () => client.release(broken !== undefined),
    }
  }

  return {
    async connect() {
      const client = await pool.connect()
      const wrapped = clients.get(client) ?? wrap(client)
      clients.set(client, wrapped)
      return wrapped
    },
    end: () => pool.end(),
  }
}

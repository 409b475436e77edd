/** Prepares each statement once a connection: planning is about half of the work of a short statement. */
import type pg from 'pg'

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

export function withPreparedStatements(pool: pg.Pool): PreparedStatementPool {
  const names = new Map<string, string>()
  let made = 0
  const clients = new WeakMap<pg.PoolClient, PreparingClient>()

  function nameOf(text: string): string | undefined {
    const known = names.get(text)
    if (known || names.size >= maxNames) return known
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
    let hasTimedOut = false
    function noteTimeout(error: unknown): never {
      hasTimedOut ||= (error as Error).message === 'Query read timeout'
      throw error
    }
    return {
      query(text, values) {
        // Without values it may be several statements, such as a migration, or a begin or commit.
        const name = values.length ? nameOf(text) : undefined
        if (!name) return client.query(text, [...values]).catch(noteTimeout)
        return client
          .query({ name, text, values: [...values] })
          .catch(noteTimeout)
          .catch((error) => forgetIfChanged(text, error))
      },
      // A connection that did not answer in time goes on waiting for that answer, and every later query behind it: it is
      // closed instead of going back to the pool (before, 30 s of silence stopped all posts for 120 s).
      release: () => client.release(hasTimedOut),
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

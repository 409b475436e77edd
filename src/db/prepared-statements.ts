/** Statements are prepared once a connection, so that Postgres plans each but once: about half the work of a short one. */
import type pg from 'pg'

/** What Kysely's dialect asks of a pool. */
export interface PreparedStatementPool {
  connect(): Promise<PreparingClient>
  end(): Promise<void>
}

interface PreparingClient {
  query(text: string, values: readonly unknown[]): Promise<pg.QueryResult>
  release(): void
}

/** Names are kept for so many texts; one with a list of varying length in it must not fill a connection's memory. */
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
    let isSilent = false
    function noteSilence(error: unknown): never {
      isSilent ||= (error as Error).message === 'Query read timeout'
      throw error
    }
    return {
      query(text, values) {
        // Without values it may be several statements, such as a migration, or a begin or commit.
        const name = values.length ? nameOf(text) : undefined
        if (!name) return client.query(text, [...values]).catch(noteSilence)
        return client
          .query({ name, text, values: [...values] })
          .catch(noteSilence)
          .catch((error) => forgetIfChanged(text, error))
      },
      // A connection that did not answer in time still waits for that answer, and whatever is asked of it next with it:
      // given back to the pool, it would never be let go of (after a silence of 30 s nothing was told for 120 s).
      release: () => client.release(isSilent),
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

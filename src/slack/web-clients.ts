import { WebClient, type FetchFunction, type WebClientOptions } from '@slack/web-api'
import { createUndiciFetch } from './undici-fetch.ts'

/** Gives the bot token of a workspace; undefined = none is installed, or no longer. */
export type TokenOf = (teamId: string) => Promise<string | undefined>
export type ClientOf = (teamId: string) => Promise<WebClient | undefined>

/** Milliseconds for a call at start or during an install. */
const defaultTimeout = 10_000

let sharedFetch: FetchFunction | undefined

/**
 * The one way to make a client of Slack's Web API: it tries a call once, and never sleeps through a 429. (The library's
 * default retries would post a message twice when only the answer was lost. Measured: one call, two messages.) `options`
 * must not hold headers: the library would write the first workspace's token into them.
 */
export function createWebClient(
  token: string | undefined,
  options: WebClientOptions,
  timeout = defaultTimeout,
): WebClient {
  return new WebClient(token, {
    fetch: (sharedFetch ??= createUndiciFetch()),
    ...options,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout,
  })
}

/** One client a workspace, for as long as its token stays; a call waits at most `timeout` milliseconds. */
export function createWebClients(
  options: (teamId: string) => WebClientOptions,
  tokenOf: TokenOf,
  timeout: number,
): ClientOf {
  const clients = new Map<string, { token: string; client: WebClient }>()
  const fetch = createUndiciFetch()
  return async (teamId) => {
    const token = await tokenOf(teamId)
    if (!token) return undefined
    const known = clients.get(teamId)
    if (known?.token === token) return known.client
    // Said with each call. An organisation is no workspace, and no method that is called wants one for its token.
    const team = teamId.startsWith('T') ? { teamId } : {}
    const client = createWebClient(token, { fetch, ...options(teamId), ...team }, timeout)
    clients.set(teamId, { token, client })
    return client
  }
}

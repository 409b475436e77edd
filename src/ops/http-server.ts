/** The HTTP server: Slack's requests, health, metrics, and installing over OAuth. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>
/** By "METHOD /path". */
export type Routes = Record<string, Route>

/**
 * Answers only who asks from this machine and by no proxy: a proxy beside the app would lend its own address to everybody.
 */
export function localOnly(route: Route): Route {
  return async (request, response) => {
    const { remoteAddress = '' } = request.socket
    const isLocal = /^(::ffff:)?127\.|^::1$/.test(remoteAddress)
    const isForwarded = forwardedHeaders.some((name) => request.headers[name] !== undefined)
    if (!isLocal || isForwarded) return void response.writeHead(404).end()
    return route(request, response)
  }
}

const forwardedHeaders = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']

export interface HttpServer {
  port: number
  /**
   * Takes no more connections, and has every response from now on close its own; resolves when every connection is
   * closed.
   */
  close(): Promise<void>
}

export interface ListenOptions {
  /** Read at each request: routes may be added while it listens. */
  routes: Routes
  port: number
  /** Undefined = every address of the machine. */
  host: string | undefined
  onError(error: unknown): void
}

/**
 * Milliseconds for the headers and for a whole request, and between two looks for those that take longer. Node swaps the
 * first two where the first is larger, and its own 60 s for headers kept a body that never ends open for 76 s.
 */
const limits = { headersTimeout: 8000, requestTimeout: 10_000, connectionsCheckingInterval: 1000 }
/** Slack keeps a few dozen; each costs some kilobytes. */
const maxConnections = 1000
/** Connections that wait to be accepted: with Node's 511, some of a thousand at once try again only a second later. */
const backlog = 4096
/** Milliseconds between two looks for connections that have become idle while the server closes. */
const closingInterval = 100

export async function listen({ routes, port, host, onError }: ListenOptions): Promise<HttpServer> {
  const open = new Set<ServerResponse>()
  let isClosing = false
  const server = createServer(limits, (request, response) => {
    open.add(response)
    response.once('close', () => open.delete(response))
    if (isClosing) response.setHeader('connection', 'close')
    const path = (request.url ?? '/').split('?', 1)[0]
    const route = routes[`${request.method} ${path}`]
    if (!route) {
      response.writeHead(404).end()
      return
    }
    route(request, response).catch((error: unknown) => {
      onError(error)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  server.maxConnections = maxConnections
  await startListening(server, port, host)
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      isClosing = true
      for (const response of open) if (!response.headersSent) response.setHeader('connection', 'close')
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeIdleConnections()
      const sweep = setInterval(() => server.closeIdleConnections(), closingInterval)
      await closed
      clearInterval(sweep)
    },
  }
}

async function startListening(server: Server, port: number, host: string | undefined): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, backlog, ...(host && { host }) }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

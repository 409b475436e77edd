/** The HTTP server: Slack's requests, health, metrics, and installing over OAuth. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>
/** By "METHOD /path". */
export type Routes = Record<string, Route>

export interface HttpServer {
  port: number
  /** Takes no more connections; resolves when every response in progress is sent. */
  close(): Promise<void>
}

export interface ListenOptions {
  routes: Routes
  port: number
  /** Undefined = every address of the machine. */
  host: string | undefined
  onError(error: unknown): void
}

export async function listen({ routes, port, host, onError }: ListenOptions): Promise<HttpServer> {
  const server = createServer((request, response) => {
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
  // A body that trickles in must not hold a connection for ever. Milliseconds.
  server.requestTimeout = 10_000
  await startListening(server, port, host)
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const done = new Promise((resolve) => server.close(resolve))
      server.closeIdleConnections()
      await done
    },
  }
}

async function startListening(server: Server, port: number, host: string | undefined): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, ...(host && { host }) }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

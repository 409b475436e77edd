/** The one HTTP door: Slack's requests, health, metrics, and installing over OAuth. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>
/** By "METHOD /path". */
export type Routes = Record<string, Route>

export interface Listening {
  port: number
  /** Takes no more; resolves when every answer under way is given. */
  close(): Promise<void>
}

export async function listen(
  routes: Routes,
  port: number,
  host: string | undefined,
  failed: (error: unknown) => void,
): Promise<Listening> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0]
    const route = routes[`${request.method} ${path}`]
    if (!route) {
      response.writeHead(404).end()
      return
    }
    route(request, response).catch((error: unknown) => {
      failed(error)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  // A body that trickles in must not hold a place for ever. Milliseconds.
  server.requestTimeout = 10_000
  await opened(server, port, host)
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const done = new Promise((resolve) => server.close(resolve))
      server.closeIdleConnections()
      await done
    },
  }
}

async function opened(server: Server, port: number, host: string | undefined): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, ...(host && { host }) }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}
